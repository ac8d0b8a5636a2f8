import Documents
import Kubernetes

/// Events of either group; both are kept as `v1`.
struct EventRules: KindRules {
  let isNewGroup: Bool

  private static let names = [
    ("involvedObject", "regarding"), ("message", "note"), ("source", "deprecatedSource"),
    ("firstTimestamp", "deprecatedFirstTimestamp"), ("lastTimestamp", "deprecatedLastTimestamp"),
    ("count", "deprecatedCount"), ("reportingComponent", "reportingController"),
  ]

  func toStorage(_ object: inout Value) {
    guard isNewGroup else { return }
    rename(&object, Self.names.map { (from: $0.1, to: $0.0) })
    for (field, empty): (String, Value) in Self.alwaysThere { object.setMissing(field, empty) }
  }

  func fromStorage(_ object: inout Value) {
    guard isNewGroup else { return }
    rename(&object, Self.names.map { (from: $0.0, to: $0.1) })
    if object["reportingController"] == "" { object["reportingController"] = nil }
    if object["reportingInstance"] == "" { object["reportingInstance"] = nil }
  }

  /// What a `v1` event shows even when it is empty.
  private static let alwaysThere: [(String, Value)] = [
    ("source", [:]), ("firstTimestamp", .null), ("lastTimestamp", .null), ("reportingComponent", ""),
    ("reportingInstance", ""),
  ]

  private func rename(_ object: inout Value, _ names: [(from: String, to: String)]) {
    for (from, to) in names {
      guard let value = object[from] else { continue }
      object[from] = nil
      object[to] = value
    }
  }

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
