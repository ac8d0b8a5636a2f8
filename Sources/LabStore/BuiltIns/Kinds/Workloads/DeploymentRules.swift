import Documents
import Kubernetes

struct DeploymentRules: KindRules {
  private let template = PodTemplate.ofWorkloads

  func canonicalize(_ object: inout Value) { template.canonicalize(&object) }

  func applyDefaults(_ object: inout Value) {
    template.applyDefaults(&object)
    object.change(path: ["spec", "strategy"]) { strategy in
      guard strategy["type"] == "RollingUpdate" else { return }
      strategy.setDefault("rollingUpdate", [:])
      strategy.change("rollingUpdate") {
        DefaultFilling.builtIn.fill(&$0, model: "io.k8s.api.apps.v1.RollingUpdateDeployment")
      }
    }
  }

  func prepareForCreate(_ object: inout Value) { object["status"] = [:] }

  func validate(_ object: Value) -> [FieldError] {
    let spec = object["spec"] ?? .null
    var errors = FieldChecks.nonNegative(spec["replicas"], "spec.replicas")
    errors += template.selectorErrors(in: object, kind: "deployment")
    errors += template.errors(in: object)
    errors += template.alwaysRestartErrors(in: object)
    errors += strategyErrors(spec["strategy"] ?? .null)
    errors += FieldChecks.nonNegative(spec["minReadySeconds"], "spec.minReadySeconds")
    errors += FieldChecks.nonNegative(spec["revisionHistoryLimit"], "spec.revisionHistoryLimit")
    if let deadline = spec["progressDeadlineSeconds"]?.integer {
      errors += FieldChecks.nonNegative(.integer(deadline), "spec.progressDeadlineSeconds")
      if deadline <= spec["minReadySeconds"]?.integer ?? 0 {
        errors.append(
          .invalid("spec.progressDeadlineSeconds", .integer(deadline), "must be greater than minReadySeconds"))
      }
    }
    return errors
  }

  private func strategyErrors(_ strategy: Value) -> [FieldError] {
    let path = "spec.strategy.rollingUpdate"
    guard let rolling = strategy["rollingUpdate"], !rolling.isNull else { return [] }
    if strategy["type"] == "Recreate" {
      return [.forbidden(path, "may not be specified when strategy `type` is 'Recreate'")]
    }
    var errors: [FieldError] = []
    for field in ["maxUnavailable", "maxSurge"] {
      errors += FieldChecks.numberOrPercent(rolling[field], "\(path).\(field)")
    }
    errors += FieldChecks.atMostHundredPercent(rolling["maxUnavailable"], "\(path).maxUnavailable")
    if RollingUpdate.isZero(rolling["maxUnavailable"]), RollingUpdate.isZero(rolling["maxSurge"]) {
      errors.append(
        .invalid("\(path).maxUnavailable", rolling["maxUnavailable"] ?? 0, "may not be 0 when `maxSurge` is 0"))
    }
    return errors
  }

  func prepareForUpdate(_ object: inout Value, old: Value, subresource: String?) {
    if subresource == "status" { object[path: "metadata", "labels"] = old[path: "metadata", "labels"] }
  }

  func validateUpdate(_ object: Value, old: Value, subresource: String?) -> [FieldError] {
    guard subresource == nil else { return [] }
    return FieldChecks.immutable(object[path: "spec", "selector"], old[path: "spec", "selector"], "spec.selector")
  }
}

enum RollingUpdate {
  static func isZero(_ value: Value?) -> Bool { value == 0 || value == "0%" || value == "0" }
}
