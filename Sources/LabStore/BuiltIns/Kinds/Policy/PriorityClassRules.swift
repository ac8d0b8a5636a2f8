import Documents
import Kubernetes

struct PriorityClassRules: KindRules {
  private static let highest: Int64 = 1_000_000_000

  func validate(_ object: Value) -> [FieldError] {
    let name = object[path: "metadata", "name"]?.string ?? ""
    let isSystem = ["system-cluster-critical", "system-node-critical"].contains(name)
    var errors: [FieldError] = []
    if name.hasPrefix("system-"), !isSystem {
      errors.append(
        .forbidden(
          "metadata.name",
          "priority class names with 'system-' prefix are reserved for system use only. error: \(name) is not a known "
            + "system priority class"))
    }
    if let value = object["value"]?.integer, value > Self.highest, !isSystem {
      errors.append(
        .forbidden("value", "maximum allowed value of a user defined priority is \(Self.highest)"))
    }
    return errors
  }

  func validateUpdate(_ object: Value, old: Value, subresource: String?) -> [FieldError] {
    FieldChecks.forbiddenChange(object["value"], old["value"], "value", "may not be changed in an update.")
      + FieldChecks.immutable(object["preemptionPolicy"], old["preemptionPolicy"], "preemptionPolicy")
  }
}
