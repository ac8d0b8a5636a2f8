internal import Documents
internal import Kubernetes

/// Keeps one pod of each DaemonSet on each node that it selects.
struct DaemonSetController: Controller {
  let name = "daemon-set-controller"
  static let key = StorageKey(group: "apps", plural: "daemonsets")
  let watched: Set<StorageKey>? = [key, PodSet.pods, NodeSimulation.nodes]
  private static let revision = "controller-revision-hash"

  func reconcile(_ change: Change, client: ControllerClient) async {
    if change.key == NodeSimulation.nodes {
      if change.kind == .modified { return }
      for set in client.objects(Self.key, namespace: nil) { await sync(KubernetesObject(set), client) }
    } else if let set = subject(of: change, in: Self.key, kind: "DaemonSet", client) {
      await sync(set, client)
    }
  }

  private func sync(_ set: KubernetesObject, _ client: ControllerClient) async {
    let hash = RandomName.hash(of: JSON.text((set["spec", "template"] ?? [:]).sortedByKey()))
    let selector = set["spec", "template", "spec", "nodeSelector"]?.object ?? [:]
    let nodes = client.objects(NodeSimulation.nodes, namespace: nil).map { KubernetesObject($0) }
      .filter { node in selector.allSatisfy { node.label($0.key) == $0.value.string } }
    if !set.isTerminating { await place(PodSet(of: set, client), on: nodes.map(\.name), hash: hash) }
    await report(PodSet(of: set, client), nodes: nodes.map(\.name), hash: hash)
  }

  private func place(_ pods: PodSet, on nodes: [String], hash: String) async {
    let byNode = Dictionary(grouping: pods.active) { $0["spec", "nodeName"]?.string ?? "" }
    for node in nodes where byNode[node] == nil {
      await pods.create(
        from: pods.owner["spec", "template"] ?? [:], labels: [Self.revision: hash, "pod-template-generation": "1"],
        nodeName: node)
    }
    for (node, surplus) in byNode where !nodes.contains(node) {
      for pod in surplus { await pods.delete(pod) }
    }
    guard pods.owner["spec", "updateStrategy", "type"]?.string != "OnDelete",
      let outdated = pods.active.first(where: { $0.label(Self.revision) != hash }),
      pods.all.allSatisfy({ !$0.isTerminating })
    else { return }
    await pods.delete(outdated)
  }

  private func report(_ pods: PodSet, nodes: [String], hash: String) async {
    let active = pods.active.filter { nodes.contains($0["spec", "nodeName"]?.string ?? "") }
    let ready = active.filter(PodStatus.isReady).count
    let updated = active.filter { $0.label(Self.revision) == hash }.count
    _ = try? await pods.client.modify(
      Self.key, namespace: pods.owner.namespace, name: pods.owner.name, subresource: "status"
    ) { set in
      set["status", "currentNumberScheduled"] = .integer(Int64(active.count))
      set["status", "numberMisscheduled"] = 0
      set["status", "desiredNumberScheduled"] = .integer(Int64(nodes.count))
      set["status", "numberReady"] = .integer(Int64(ready))
      set["status", "numberAvailable"] = .integer(Int64(ready))
      set["status", "numberUnavailable"] = .integer(Int64(nodes.count - ready))
      set["status", "updatedNumberScheduled"] = .integer(Int64(updated))
      set["status", "observedGeneration"] = .integer(set.generation ?? 0)
    }
  }
}
