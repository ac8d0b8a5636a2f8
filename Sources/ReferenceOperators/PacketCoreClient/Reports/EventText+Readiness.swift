package import Kubernetes
package import OperatorRuntime

extension EventText {
  /// Tells that an object became ready, or why it is not; nil when that was told before, or nobody knows.
  package init?(readinessOf object: KubernetesObject, before old: KubernetesObject) {
    guard let ready = object.condition("Ready"), ready.status != "Unknown" else { return nil }
    let before = old.condition("Ready")
    if let before, (before.status, before.reason, before.message) == (ready.status, ready.reason, ready.message) {
      return nil
    }
    self.init(ready.isTrue ? .normal : .warning, ready.reason, ready.message)
  }
}
