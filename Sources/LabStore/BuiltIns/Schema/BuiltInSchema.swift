package import Documents
package import Kubernetes

/// The meaning of the fields of a built-in kind: what its description says, and the rules of the kind.
package struct BuiltInSchema: ResourceSchema {
  package let kind: KindDescription
  private let rules: any KindRules

  package init(_ kind: KindDescription) {
    self.kind = kind
    rules = KindRulesTable.rules(for: kind)
  }

  /// Read from the description for each use; `MergeTypes` keeps it.
  package var mergeType: MergeType { MergeTypes.builtIn.type(of: kind) }

  package var emptyObject: Value { catalogue.zero(of: type) }

  private var catalogue: TypeCatalogue { .builtIn }
  private var type: BuiltInType { catalogue[kind.type] }

  package func decode(_ object: inout Value) throws(DecodingError) -> [String] {
    var decoder = ObjectDecoder(catalogue)
    object = try decoder.decode(object, as: type)
    rules.canonicalize(&object)
    return decoder.unknownFields
  }

  package func applyDefaults(_ object: inout Value) {
    DefaultFilling.builtIn.fill(&object, type)
    rules.applyDefaults(&object)
  }

  package func prepareForCreate(_ object: inout Value) {
    dropEmptyLists(&object)
    rules.prepareForCreate(&object)
  }

  package func prepareForUpdate(_ object: inout Value, old: Value, subresource: String?) {
    dropEmptyLists(&object)
    keepStatus(&object, old: old, subresource: subresource)
    rules.prepareForUpdate(&object, old: old, subresource: subresource)
  }

  package func validate(_ object: Value) -> [FieldError] {
    contentErrors(object) + rules.validateCreation(object)
  }

  private func contentErrors(_ object: Value) -> [FieldError] {
    let described = rules.checksDescription ? [] : ConstraintCheck(catalogue).errors(in: object, type)
    return described + rules.validate(object)
  }

  package func validateUpdate(_ object: Value, old: Value, subresource: String?) -> [FieldError] {
    let changes = rules.validateUpdate(object, old: old, subresource: subresource)
    // What other endpoints write is not the whole object again.
    return subresource == nil ? changes + contentErrors(object) : changes
  }

  package func toStorage(_ object: inout Value) { rules.toStorage(&object) }

  package func fromStorage(_ object: inout Value, isStorageVersion: Bool) {
    if !isStorageVersion { rules.fromStorage(&object) }
  }

  package func warnings(_ object: Value, old: Value?) -> [String] { rules.warnings(object, old: old) }

  /// Lists and maps that are always written become null when they are stored empty, since the store does not keep them.
  private func dropEmptyLists(_ object: inout Value) {
    for field in type.fields where field.presence != .whenNotEmpty {
      guard let value = object[field.name], catalogue.isEmpty(value, field.type) else { continue }
      switch field.type {
      case .list, .map: object[field.name] = .null
      default: break
      }
    }
  }

  /// The main endpoint leaves the status alone; `status` leaves all else alone.
  private func keepStatus(_ object: inout Value, old: Value, subresource: String?) {
    let hasStatusEndpoint = kind.subresources.contains { $0.name == "status" }
    guard hasStatusEndpoint else { return }
    switch subresource {
    case nil: object["status"] = old["status"]
    case "status":
      let status = object["status"]
      let metadata = object["metadata"]
      object = old
      object["status"] = status
      object["metadata"] = metadata
    default: break
    }
  }
}
