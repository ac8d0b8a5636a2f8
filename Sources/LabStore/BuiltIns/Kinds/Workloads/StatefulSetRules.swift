import Documents
import Kubernetes

struct StatefulSetRules: KindRules {
  private let template = PodTemplate.ofWorkloads

  func canonicalize(_ object: inout Value) {
    template.canonicalize(&object)
    object.change(path: ["spec", "volumeClaimTemplates"]) { claims in
      claims.changeItems { claim in
        claim.setDefault("kind", "PersistentVolumeClaim")
        claim.setDefault("apiVersion", "v1")
      }
    }
  }

  func applyDefaults(_ object: inout Value) {
    template.applyDefaults(&object)
    object.change(path: ["spec", "updateStrategy"]) { strategy in
      guard strategy["type"] == "RollingUpdate" else { return }
      strategy.setDefault("rollingUpdate", [:])
      strategy.change("rollingUpdate") {
        DefaultFilling.builtIn.fill(&$0, model: "io.k8s.api.apps.v1.RollingUpdateStatefulSetStrategy")
      }
    }
  }

  func prepareForCreate(_ object: inout Value) { object["status"] = ["replicas": 0, "availableReplicas": 0] }

  func validate(_ object: Value) -> [FieldError] {
    let spec = object["spec"] ?? .null
    var errors = FieldChecks.nonNegative(spec["replicas"], "spec.replicas")
    errors += template.selectorErrors(in: object, kind: "statefulset")
    errors += template.errors(in: object) + template.alwaysRestartErrors(in: object)
    errors += FieldChecks.nonNegative(spec["minReadySeconds"], "spec.minReadySeconds")
    errors += FieldChecks.nonNegative(spec[path: "ordinals", "start"], "spec.ordinals.start")
    let path = "spec.updateStrategy.rollingUpdate"
    let rolling = spec[path: "updateStrategy", "rollingUpdate"] ?? .null
    if spec[path: "updateStrategy", "type"] == "OnDelete", !rolling.isNull {
      errors.append(.invalid(path, rolling, "only allowed for updateStrategy 'RollingUpdate'"))
    }
    return errors + FieldChecks.nonNegative(rolling["partition"], "\(path).partition")
  }

  private static let mutable = [
    "replicas", "ordinals", "template", "updateStrategy", "revisionHistoryLimit",
    "persistentVolumeClaimRetentionPolicy",
    "minReadySeconds",
  ]

  func validateUpdate(_ object: Value, old: Value, subresource: String?) -> [FieldError] {
    guard subresource == nil else { return [] }
    func fixed(_ value: Value) -> Object {
      (value["spec"]?.object ?? [:]).filter { key, _ in !Self.mutable.contains(key) }
    }
    if fixed(object) == fixed(old) { return [] }
    let names = Self.mutable.dropLast().map { "'\($0)'" }.joined(separator: ", ")
    return [
      .forbidden(
        "spec", "updates to statefulset spec for fields other than \(names) and 'minReadySeconds' are forbidden")
    ]
  }
}
