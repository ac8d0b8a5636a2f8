import Documents
import Kubernetes

/// What of a pod's spec may change while it exists.
enum PodUpdateValidation {
  private static let message =
    "pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,"
    + "`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),"
    + "`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)"

  static func errors(_ spec: Value, old: Value) -> [FieldError] {
    for list in ["containers", "initContainers"] where names(spec[list]) != names(old[list]) {
      return [.forbidden("spec.\(list)", "pod updates may not add or remove containers")]
    }
    var errors = deadlineErrors(spec["activeDeadlineSeconds"]?.integer, old: old["activeDeadlineSeconds"]?.integer)
    errors += tolerationErrors(spec["tolerations"]?.array ?? [], old: old["tolerations"]?.array ?? [])
    if reduced(spec, old: old) != reduced(old, old: old) { errors.append(.forbidden("spec", message)) }
    return errors
  }

  private static func names(_ containers: Value?) -> [String?] { (containers?.array ?? []).map { $0["name"]?.string } }

  private static func deadlineErrors(_ new: Int64?, old: Int64?) -> [FieldError] {
    guard let old else { return [] }
    guard let new else {
      return [.invalid("spec.activeDeadlineSeconds", .null, "must not update from a positive integer to nil value")]
    }
    return new > old
      ? [.invalid("spec.activeDeadlineSeconds", .integer(new), "must be less than or equal to previous value")] : []
  }

  private static func tolerationErrors(_ new: [Value], old: [Value]) -> [FieldError] {
    let missing = old.filter { toleration in !new.contains { same($0, toleration) } }
    return missing.isEmpty
      ? [] : [.forbidden("spec.tolerations", "existing toleration can not be modified except its tolerationSeconds")]
  }

  private static func same(_ left: Value, _ right: Value) -> Bool {
    ["key", "operator", "value", "effect"].allSatisfy { left[$0] == right[$0] }
  }

  /// The spec without what may change.
  private static func reduced(_ spec: Value, old: Value) -> Value {
    var spec = spec
    for field in ["activeDeadlineSeconds", "tolerations"] { spec[field] = nil }
    if old["schedulingGates"]?.array?.isEmpty == false {
      for field in ["schedulingGates", "nodeSelector"] { spec[field] = nil }
    }
    if let seconds = old["terminationGracePeriodSeconds"]?.integer, seconds < 0,
      spec["terminationGracePeriodSeconds"] == 1
    {
      spec["terminationGracePeriodSeconds"] = .integer(seconds)
    }
    for list in ["containers", "initContainers"] {
      spec.change(list) { $0.changeItems { $0["image"] = nil } }
    }
    return spec
  }
}
