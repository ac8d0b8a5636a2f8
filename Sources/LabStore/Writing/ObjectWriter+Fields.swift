internal import Documents
internal import Kubernetes

extension ObjectWriter {
  /// Who owns which fields, as far as this endpoint goes.
  var ownership: FieldOwnership {
    FieldOwnership(
      type: type.schema.mergeType, apiVersion: type.groupVersion, subresource: subresource ?? "",
      ignored: ignoredFields)
  }

  /// Fields that the endpoint resets: the status on the main one, all else on that of the status.
  private var ignoredFields: FieldSet {
    guard type.subresource("status") != nil else { return FieldSet() }
    switch subresource {
    case nil: return FieldSet([[.field("status")]])
    case "status":
      return FieldSet(type.isCustom ? [[.field("metadata")], [.field("spec")]] : [[.field("spec")]])
    default: return FieldSet()
    }
  }

  /// The object with its managedFields after a creation, update or patch.
  func recordUpdate(of object: Value, live: Value?) -> Value {
    ownership.track(object, replacing: live, empty: type.schema.emptyObject, by: fieldManager, at: .now)
  }
}
