/// A kind of the built-in API with its resource and its table.
package struct KindDescription: Sendable {
  /// A cell of a table row: the value at a path, or a function by name.
  package enum Cell: Sendable, Hashable {
    case path([String])
    case function(name: String, arguments: [String])
  }

  package struct Column: Sendable {
    package var name: String
    package var type: String
    package var format: String
    package var isWide: Bool
    package var cell: Cell
    package var text: String
  }

  package var type: BuiltInType.ID
  package var group: String
  package var version: String
  package var kind: String
  /// Nil for kinds that only travel through subresources, such as Scale and Eviction.
  package var plural: String?
  package var singular: String
  package var shortNames: [String] = []
  package var categories: [String] = []
  package var isNamespaced = false
  package var verbs = ResourceType.allVerbs
  package var subresources: [ResourceType.Subresource] = []
  package var selectableFields: [String] = []
  package var nameRule = ResourceType.NameRule.subdomain
  package var generation = ResourceType.GenerationRule.none
  package var isGracefullyDeleted = false
  package var answersDeletionWithObject = false
  package var createsOnUpdate = false
  package var requiresVersionOnUpdate = false
  package var storage: StorageKey
  package var storageVersion: String
  package var columns: [Column] = []

  package init(type: BuiltInType.ID, group: String, version: String, kind: String, plural: String?) {
    self.type = type
    self.group = group
    self.version = version
    self.kind = kind
    self.plural = plural
    singular = kind.lowercased()
    storage = StorageKey(group: group, plural: plural ?? "")
    storageVersion = version
  }
}
