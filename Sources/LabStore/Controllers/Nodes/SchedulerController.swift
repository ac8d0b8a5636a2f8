internal import Documents
internal import Kubernetes

/// Gives pods that have no node the one with the fewest pods among those that suit them.
struct SchedulerController: Controller {
  let name = "default-scheduler"
  let fieldManager = "kube-scheduler"
  let watched: Set<StorageKey>? = [PodSet.pods, NodeSimulation.nodes]
  /// How long pods wait, counted from their creation.
  let delay: Duration

  func reconcile(_ change: Change, client: ControllerClient) async {
    if change.key == NodeSimulation.nodes {
      for pod in client.objects(PodSet.pods, namespace: nil) { await schedule(KubernetesObject(pod), client) }
    } else if let pod = client.object(PodSet.pods, namespace: change.namespace, name: change.name) {
      await schedule(KubernetesObject(pod), client)
    }
  }

  private func schedule(_ pod: KubernetesObject, _ client: ControllerClient) async {
    guard pod["spec", "nodeName"]?.string ?? "" == "", !pod.isTerminating,
      pod["spec", "schedulerName"]?.string ?? "default-scheduler" == "default-scheduler"
    else { return }
    if let created = pod.creationTimestamp, case let rest = created + delay - .now, rest > .zero {
      client.reminders.set(pod, in: PodSet.pods, after: rest)
      return
    }
    let nodes = client.objects(NodeSimulation.nodes, namespace: nil).map { KubernetesObject($0) }
    let suitable = nodes.filter { Self.suits($0, pod) }
    let load = Dictionary(
      client.objects(PodSet.pods, namespace: nil).compactMap { $0["spec"]?["nodeName"]?.string }.map { ($0, 1) },
      uniquingKeysWith: +)
    guard let node = suitable.min(by: { load[$0.name] ?? 0 < load[$1.name] ?? 0 }) else {
      await report(pod, nodes: nodes.count, client)
      return
    }
    _ = try? await client.modify(PodSet.pods, namespace: pod.namespace, name: pod.name, subresource: "binding") {
      $0["spec", "nodeName"] = .string(node.name)
      PodStatus.setCondition("PodScheduled", isTrue: true, in: &$0)
    }
  }

  private func report(_ pod: KubernetesObject, nodes: Int, _ client: ControllerClient) async {
    _ = try? await client.modify(PodSet.pods, namespace: pod.namespace, name: pod.name, subresource: "status") {
      PodStatus.setCondition(
        "PodScheduled", isTrue: false, reason: "Unschedulable",
        message: "0/\(nodes) nodes are available: \(nodes) node(s) didn't match Pod's node affinity/selector.", in: &$0)
    }
  }

  private static func suits(_ node: KubernetesObject, _ pod: KubernetesObject) -> Bool {
    guard node["spec", "unschedulable"]?.bool != true else { return false }
    let selector = pod["spec", "nodeSelector"]?.object ?? [:]
    guard selector.allSatisfy({ node.label($0.key) == $0.value.string }) else { return false }
    let tolerations = pod["spec", "tolerations"]?.array ?? []
    return (node["spec", "taints"]?.array ?? []).allSatisfy { taint in
      taint["effect"]?.string == "PreferNoSchedule" || tolerations.contains { tolerates($0, taint) }
    }
  }

  private static func tolerates(_ toleration: Value, _ taint: Value) -> Bool {
    if let effect = toleration["effect"]?.string, !effect.isEmpty, effect != taint["effect"]?.string { return false }
    let key = toleration["key"]?.string ?? ""
    if key.isEmpty { return toleration["operator"]?.string == "Exists" }
    guard key == taint["key"]?.string else { return false }
    return toleration["operator"]?.string == "Exists"
      || toleration["value"]?.string ?? "" == taint["value"]?.string ?? ""
  }
}
