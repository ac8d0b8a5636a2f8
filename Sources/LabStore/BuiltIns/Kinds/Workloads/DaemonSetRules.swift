import Documents
import Kubernetes

struct DaemonSetRules: KindRules {
  private let template = PodTemplate.ofWorkloads
  private static let generationAnnotation = "deprecated.daemonset.template.generation"

  func canonicalize(_ object: inout Value) {
    template.canonicalize(&object)
    // Older versions kept a counter of the template's changes in the spec; it lives on as an annotation.
    if object[path: "metadata", "annotations", Self.generationAnnotation] == nil {
      object[path: "metadata", "annotations", Self.generationAnnotation] = "0"
    }
  }

  func applyDefaults(_ object: inout Value) {
    template.applyDefaults(&object)
    object.change(path: ["spec", "updateStrategy"]) { strategy in
      guard strategy["type"] == "RollingUpdate" else { return }
      strategy.setDefault("rollingUpdate", [:])
      strategy.change("rollingUpdate") {
        DefaultFilling.builtIn.fill(&$0, model: "io.k8s.api.apps.v1.RollingUpdateDaemonSet")
      }
    }
  }

  func prepareForCreate(_ object: inout Value) {
    object[path: "metadata", "annotations", Self.generationAnnotation] = "1"
    object["status"] = [
      "currentNumberScheduled": 0, "numberMisscheduled": 0, "desiredNumberScheduled": 0, "numberReady": 0,
    ]
  }

  func prepareForUpdate(_ object: inout Value, old: Value, subresource: String?) {
    let path = ["metadata", "annotations", Self.generationAnnotation]
    var count = old[path: path]?.string.flatMap { Int64($0) } ?? 0
    if object[path: "spec", "template"] != old[path: "spec", "template"] { count += 1 }
    object[path: path] = .string("\(count)")
  }

  func validate(_ object: Value) -> [FieldError] {
    let spec = object["spec"] ?? .null
    var errors = template.selectorErrors(in: object, kind: "daemonset")
    errors += template.errors(in: object) + template.alwaysRestartErrors(in: object)
    errors += FieldChecks.nonNegative(spec["minReadySeconds"], "spec.minReadySeconds")
    errors += FieldChecks.nonNegative(spec["revisionHistoryLimit"], "spec.revisionHistoryLimit")
    let path = "spec.updateStrategy.rollingUpdate"
    guard let rolling = spec[path: "updateStrategy", "rollingUpdate"], !rolling.isNull else { return errors }
    for field in ["maxUnavailable", "maxSurge"] {
      errors += FieldChecks.numberOrPercent(rolling[field], "\(path).\(field)")
      errors += FieldChecks.atMostHundredPercent(rolling[field], "\(path).\(field)")
    }
    if RollingUpdate.isZero(rolling["maxUnavailable"]), RollingUpdate.isZero(rolling["maxSurge"]) {
      errors.append(.required("\(path).maxUnavailable", "cannot be 0 when maxSurge is 0"))
    }
    return errors
  }

  func validateUpdate(_ object: Value, old: Value, subresource: String?) -> [FieldError] {
    guard subresource == nil else { return [] }
    return FieldChecks.immutable(object[path: "spec", "selector"], old[path: "spec", "selector"], "spec.selector")
  }
}
