internal import Documents
internal import Kubernetes

/// Takes the taint off nodes that are ready: new nodes have one until they say that they are.
struct NodeLifecycleController: Controller {
  let name = "node-controller"
  let watched: Set<StorageKey>? = [NodeSimulation.nodes]
  private static let taint = "node.kubernetes.io/not-ready"

  func reconcile(_ change: Change, client: ControllerClient) async {
    guard let stored = client.object(NodeSimulation.nodes, namespace: nil, name: change.name) else { return }
    let node = KubernetesObject(stored)
    guard PodStatus.isReady(node),
      let taints = node["spec", "taints"]?.array, taints.contains(where: { $0["key"]?.string == Self.taint })
    else { return }
    let left = taints.filter { $0["key"]?.string != Self.taint }
    _ = try? await client.modify(NodeSimulation.nodes, namespace: nil, name: node.name) {
      $0["spec", "taints"] = left.isEmpty ? Value?.none : .array(left)
    }
  }
}
