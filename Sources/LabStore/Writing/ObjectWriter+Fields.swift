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
    // A binding is written past the tracking of fields: the scheduler owns none.
    if subresource == "binding" { return object }
    let tracked = ownership.track(object, replacing: live, empty: type.schema.emptyObject, by: fieldManager, at: .now)
    return subresource == "scale" ? Self.withoutScaleTimes(tracked) : tracked
  }

  /// What is written through the scale endpoint is recorded without a time.
  private static func withoutScaleTimes(_ object: Value) -> Value {
    guard var entries = object["metadata"]?["managedFields"]?.array else { return object }
    for index in entries.indices where entries[index]["subresource"] == "scale" { entries[index]["time"] = nil }
    var result = object
    result[path: "metadata", "managedFields"] = .array(entries)
    return result
  }
}
