package import Documents

/// Who wrote a revision of an object, as far as its managed fields tell.
///
/// Their times have whole seconds, a writer that only removes fields moves nothing of its own, and whoever loses a field
/// has an entry that differs, too: so an entry that differs is not yet the writer.
package enum WriteAttribution {
  /// What the API server puts in for an object that was never applied; nobody of that name wrote anything.
  private static let placeholder = "before-first-apply"

  /// Entries that are new, have another time or have gained a field; only when there is none, those that cover one of the
  /// changed paths.
  ///
  /// - Parameters:
  ///   - before: The managed fields of the revision before; nil when there was none.
  ///   - changed: What differs in the object. Not worked out when the entries alone tell.
  package static func writers(
    _ entries: [ManagedFieldsEntry], before: [ManagedFieldsEntry]?, changed: () -> [FieldPath]
  ) -> [ManagedFieldsEntry] {
    let entries = entries.filter { $0.manager != placeholder }
    guard let before else { return entries }
    let moved = entries.filter { entry in
      guard let old = before.first(where: { $0.isOf(entry) }) else { return true }
      if old.time != entry.time { return true }
      guard old.fields != entry.fields, let fields = FieldSet(fieldsV1: entry.fields),
        let known = FieldSet(fieldsV1: old.fields)
      else { return false }
      return !fields.subtracting(known).isEmpty
    }
    if !moved.isEmpty { return moved }
    let paths = changed()
    return entries.filter { entry in
      guard let fields = FieldSet(fieldsV1: entry.fields) else { return false }
      return paths.contains { fields.owns($0) }
    }
  }
}

extension ManagedFieldsEntry {
  /// Whether it stands for the same writer, writing in the same way.
  fileprivate func isOf(_ other: ManagedFieldsEntry) -> Bool {
    manager == other.manager && operation == other.operation && subresource == other.subresource
      && apiVersion == other.apiVersion
  }
}

extension FieldSet {
  /// Whether the field at the path, something in it or something that holds it as a whole belongs to the set.
  package func owns(_ path: FieldPath) -> Bool { owns(path.elements[...]) }

  private func owns(_ path: ArraySlice<FieldPath.Element>) -> Bool {
    guard let first = path.first else { return true }
    return entries.contains { element, entry in
      guard element.matches(first) else { return false }
      return (entry.isMember && entry.children.isEmpty) || entry.children.owns(path.dropFirst())
    }
  }
}

extension PathElement {
  fileprivate func matches(_ element: FieldPath.Element) -> Bool {
    switch (self, element) {
    case (.field(let name), .field(let other)): name == other
    case (.key(let keys), .item(let key, let value)): keys.contains { $0.name == key && $0.value == value }
    case (.value(let value), .item(_, let other)): value == other
    case (.index(let index), .index(let other)): index == other
    // By position nothing tells which item of a list with keys it is.
    case (.key, .index), (.value, .index): true
    default: false
    }
  }
}
