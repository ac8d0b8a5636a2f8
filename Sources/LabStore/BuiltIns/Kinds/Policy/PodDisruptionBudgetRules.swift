import Documents
import Kubernetes

struct PodDisruptionBudgetRules: KindRules {
  func prepareForCreate(_ object: inout Value) {
    object["status"] = ["currentHealthy": 0, "desiredHealthy": 0, "disruptionsAllowed": 0, "expectedPods": 0]
  }

  func validate(_ object: Value) -> [FieldError] {
    let spec = object["spec"] ?? .null
    var errors: [FieldError] = []
    if spec["minAvailable"] != nil, spec["maxUnavailable"] != nil {
      errors.append(.invalid("spec", spec, "minAvailable and maxUnavailable cannot be both set"))
    }
    for field in ["minAvailable", "maxUnavailable"] {
      errors += FieldChecks.numberOrPercent(spec[field], "spec.\(field)")
      errors += FieldChecks.atMostHundredPercent(spec[field], "spec.\(field)")
    }
    return errors + FieldChecks.labelSelector(spec["selector"], "spec.selector")
  }
}
