/// The resource types that every lab serves, made from one description.
package enum BuiltIns {
  package static func registry() -> ResourceRegistry {
    ResourceRegistry(TypeCatalogue.builtIn.kinds.compactMap { ResourceType($0) })
  }
}

extension ResourceType {
  /// Nil for kinds that are no resource of their own.
  package init?(_ kind: KindDescription) {
    guard let plural = kind.plural else { return nil }
    self.init(
      group: kind.group, version: kind.version, kind: kind.kind, listKind: "\(kind.kind)List", plural: plural,
      singular: kind.singular, isNamespaced: kind.isNamespaced, storage: kind.storage,
      storageVersion: kind.storageVersion, schema: BuiltInSchema(kind), printer: BuiltInPrinter(kind))
    shortNames = kind.shortNames
    categories = kind.categories
    verbs = kind.verbs
    subresources = kind.subresources
    generation = kind.generation
    createsOnUpdate = kind.createsOnUpdate
    requiresVersionOnUpdate = kind.requiresVersionOnUpdate
    isGracefullyDeleted = kind.isGracefullyDeleted
    answersDeletionWithObject = kind.answersDeletionWithObject
    nameRule = kind.nameRule
    selectableFields = kind.selectableFields
  }
}
