import Documents
import Kubernetes

/// Events of either group; both are kept as `v1`.
struct EventRules: KindRules {
  let isNewGroup: Bool

  /// A recorded event in the new form; the old form is checked for its namespace alone.
  func validate(_ object: Value) -> [FieldError] {
    let about = object[isNewGroup ? "regarding" : "involvedObject"] ?? .null
    let namespace = object[path: "metadata", "namespace"]?.string ?? ""
    let own = about["namespace"]?.string ?? ""
    var errors: [FieldError] = []
    if own.isEmpty ? namespace != "default" : own != namespace {
      errors.append(.invalid("involvedObject.namespace", .string(own), "does not match event.namespace"))
    }
    guard isNewGroup else { return errors }
    if object["eventTime"]?.string ?? "" == "" { errors.append(.required("eventTime")) }
    errors += FieldChecks.text(object["reportingController"], "reportingController") {
      NameValidation.qualifiedName($0)
    }
    for required in ["reportingController", "reportingInstance", "action", "reason"]
    where object[required]?.string ?? "" == "" {
      errors.append(.required(required))
    }
    if let type = object["type"]?.string, !["Normal", "Warning"].contains(type) {
      errors.append(.invalid("type", .string(type), "has invalid value: \(type)"))
    }
    return errors
  }
}
