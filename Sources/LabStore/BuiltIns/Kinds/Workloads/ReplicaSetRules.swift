import Documents
import Kubernetes

/// ReplicaSets; and ReplicationControllers, whose selector is a plain map and may be left out.
struct ReplicaSetRules: KindRules {
  var isReplicationController = false
  private let template = PodTemplate.ofWorkloads

  init(isReplicationController: Bool = false) { self.isReplicationController = isReplicationController }

  func canonicalize(_ object: inout Value) { template.canonicalize(&object) }

  func applyDefaults(_ object: inout Value) {
    template.applyDefaults(&object)
    guard isReplicationController else { return }
    let labels = object[path: "spec", "template", "metadata", "labels"] ?? .null
    guard !labels.isNull else { return }
    if object[path: "spec", "selector"] == nil { object[path: "spec", "selector"] = labels }
    if object[path: "metadata", "labels"] == nil { object[path: "metadata", "labels"] = labels }
  }

  func prepareForCreate(_ object: inout Value) { object["status"] = ["replicas": 0] }

  func validate(_ object: Value) -> [FieldError] {
    let spec = object["spec"] ?? .null
    var errors = FieldChecks.nonNegative(spec["replicas"], "spec.replicas")
    errors += FieldChecks.nonNegative(spec["minReadySeconds"], "spec.minReadySeconds")
    if isReplicationController {
      errors += controllerSelectorErrors(spec)
    } else {
      errors += template.selectorErrors(in: object, kind: "replicaset")
    }
    return errors + template.errors(in: object) + template.alwaysRestartErrors(in: object)
  }

  private func controllerSelectorErrors(_ spec: Value) -> [FieldError] {
    guard let selector = spec["selector"]?.object, !selector.isEmpty else { return [.required("spec.selector")] }
    let labels = spec[path: "template", "metadata", "labels"] ?? .null
    if selector.allSatisfy({ labels[$0.key] == $0.value }) { return [] }
    return [.invalid("spec.template.metadata.labels", labels, "`selector` does not match template `labels`")]
  }

  func validateUpdate(_ object: Value, old: Value, subresource: String?) -> [FieldError] {
    guard subresource == nil, !isReplicationController else { return [] }
    return FieldChecks.immutable(object[path: "spec", "selector"], old[path: "spec", "selector"], "spec.selector")
  }
}
