import Documents
import Kubernetes

/// A new node runs nothing until it says that it is ready.
struct NodeTaints: AdmissionPlugin {
  func admit(_ review: inout AdmissionReview, reader: any StoreReader) throws {
    guard review.operation == .create, review.subresource == nil, review.type.group.isEmpty,
      review.type.plural == "nodes", let object = review.object
    else { return }
    let taint: Value = ["key": "node.kubernetes.io/not-ready", "effect": "NoSchedule"]
    let taints = object[path: "spec", "taints"]?.array ?? []
    guard !taints.contains(where: { $0["key"] == taint["key"] && $0["effect"] == taint["effect"] }) else { return }
    review.object?[path: "spec", "taints"] = .array(taints + [taint])
  }
}
