package import Documents
package import Kubernetes
import Plans

/// The meaning of the fields of a custom resource: the structural schema of one of its versions.
package final class CustomResourceSchema: ResourceSchema {
  private let kind: String
  private let hasStatus: Bool
  private let scale: ScalePaths?
  let schema: StructuralSchema
  package let mergeType: MergeType
  private let rules: CustomResourceRules

  /// - Parameter version: one of the versions of a CustomResourceDefinition.
  package init(_ version: Value, kind: String, hasStatus: Bool) {
    self.kind = kind
    self.hasStatus = hasStatus
    scale = ScalePaths(version["subresources"]?["scale"])
    schema = StructuralSchema(version["schema"]?["openAPIV3Schema"] ?? [:], patterns: .regularExpressions)
    rules = CustomResourceRules(schema)
    mergeType = schema.mergeType
  }

  package func decode(_ object: inout Value) throws(DecodingError) -> [String] {
    var unknown: [String] = []
    if let metadata = object["metadata"] {
      var decoded = metadata
      unknown = try CustomResourceMetadata.decode(&decoded)
      object["metadata"] = decoded
    }
    unknown += schema.prune(&object)
    schema.dropNulls(in: &object)
    return unknown
  }

  package func applyDefaults(_ object: inout Value) { schema.applyDefaults(to: &object) }

  package func prepareForCreate(_ object: inout Value) { if hasStatus { object["status"] = nil } }

  package func prepareForUpdate(_ object: inout Value, old: Value, subresource: String?) {
    guard hasStatus else { return }
    if subresource == "status" {
      var result = old
      result["status"] = object["status"]
      result[path: "metadata", "managedFields"] = object["metadata"]?["managedFields"]
      result[path: "metadata", "resourceVersion"] = object["metadata"]?["resourceVersion"]
      object = result
    } else {
      object["status"] = old["status"]
    }
  }

  package func validate(_ object: Value) -> [FieldError] {
    let errors = schema.validate(object) + schema.listErrors(object) + schema.embeddedErrors(object)
    return errors + rules.errors(in: object, old: nil, after: errors)
  }

  package func validateUpdate(_ object: Value, old: Value, subresource: String?) -> [FieldError] {
    let errors =
      subresource == "status"
      ? schema.validateStatus(object, old: old)
      : schema.validate(object, old: old) + listErrors(object, old: old) + schema.embeddedErrors(object)
        + scaleErrors(object)
    return errors + rules.errors(in: object, old: old, after: errors)
  }

  /// An object that broke the rules of its lists before, when the schema was another, may go on doing so.
  private func listErrors(_ object: Value, old: Value) -> [FieldError] {
    let errors = schema.listErrors(object)
    return errors.isEmpty || !schema.listErrors(old).isEmpty ? [] : errors
  }

  private func scaleErrors(_ object: Value) -> [FieldError] {
    guard let replicas = scale.flatMap({ object[path: $0.specReplicas] }), let number = replicas.integer, number < 0
    else { return [] }
    let field = (scale?.specReplicas ?? []).map { ".\($0)" }.joined()
    return [.invalid(field, replicas, "should be a non-negative integer")]
  }

  package func warnings(_ object: Value, old: Value?) -> [String] {
    let known = Set(old?["metadata"]?["finalizers"]?.array ?? [])
    return (object["metadata"]?["finalizers"]?.array ?? []).filter { !known.contains($0) }.compactMap(\.string)
      .filter { !$0.contains("/") && !["orphan", "foregroundDeletion"].contains($0) }
      .map {
        "metadata.finalizers: \($0.goQuoted): prefer a domain-qualified finalizer name to avoid accidental conflicts "
          + "with other finalizer writers"
      }
  }

  /// Another version's fields go; defaults that came after the object was written appear.
  package func fromStorage(_ object: inout Value, isStorageVersion: Bool) {
    _ = schema.prune(&object)
    schema.applyDefaults(to: &object)
  }
}
