import Documents
import Kubernetes

struct LeaseRules: KindRules {
  func validate(_ object: Value) -> [FieldError] {
    let spec = object["spec"] ?? .null
    return FieldChecks.positive(spec["leaseDurationSeconds"], "spec.leaseDurationSeconds")
      + FieldChecks.nonNegative(spec["leaseTransitions"], "spec.leaseTransitions")
  }
}
