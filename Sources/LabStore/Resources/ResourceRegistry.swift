/// The resource types that are served now: an immutable snapshot that requests read without a lock.
package struct ResourceRegistry: Sendable {
  /// In discovery order: built-in types first, then custom ones as they were established.
  package private(set) var types: [ResourceType] = []
  private var positions: [Key: Int] = [:]

  private struct Key: Hashable, Sendable {
    var group: String
    var version: String
    var plural: String
  }

  package init(_ types: [ResourceType] = []) {
    self.types = types
    index()
  }

  package func type(group: String, version: String, plural: String) -> ResourceType? {
    positions[Key(group: group, version: version, plural: plural)].map { types[$0] }
  }

  package func type(group: String, version: String, kind: String) -> ResourceType? {
    types.first { $0.group == group && $0.version == version && $0.kind == kind }
  }

  /// The served versions of what is kept under a storage key, in discovery order.
  package func types(storedAs key: StorageKey) -> [ResourceType] { types.filter { $0.storage == key } }

  package func serves(group: String) -> Bool { types.contains { $0.group == group } }
  package func serves(group: String, version: String) -> Bool {
    types.contains { $0.group == group && $0.version == version }
  }

  /// Serves these versions of a custom resource in place of those served before.
  package mutating func replace(custom key: StorageKey, with versions: [ResourceType]) {
    let place = types.firstIndex { $0.isCustom && $0.storage == key } ?? types.count
    types.removeAll { $0.isCustom && $0.storage == key }
    types.insert(contentsOf: versions, at: min(place, types.count))
    index()
  }

  private mutating func index() {
    positions = [:]
    for (position, type) in types.enumerated() {
      positions[Key(group: type.group, version: type.version, plural: type.plural)] = position
    }
  }
}
