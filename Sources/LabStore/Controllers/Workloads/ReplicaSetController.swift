internal import Documents
internal import Kubernetes

/// Keeps the number of pods of each ReplicaSet.
struct ReplicaSetController: Controller {
  let name = "replicaset-controller"
  static let key = StorageKey(group: "apps", plural: "replicasets")
  let watched: Set<StorageKey>? = [key, PodSet.pods]

  func reconcile(_ change: Change, client: ControllerClient) async {
    guard let set = subject(of: change, in: Self.key, kind: "ReplicaSet", client) else { return }
    if !set.isTerminating {
      await PodSet(of: set, client).scale(
        to: Int(set["spec", "replicas"]?.integer ?? 1), template: set["spec", "template"] ?? [:])
    }
    await report(PodSet(of: set, client))
  }

  private func report(_ pods: PodSet) async {
    let active = pods.active
    let ready = active.filter(PodStatus.isReady).count
    let labels = pods.owner["spec", "template", "metadata", "labels"]?.object ?? [:]
    let labelled = active.filter { pod in labels.allSatisfy { pod.label($0.key) == $0.value.string } }.count
    let terminating = pods.all.filter(\.isTerminating).count
    _ = try? await pods.client.modify(
      Self.key, namespace: pods.owner.namespace, name: pods.owner.name, subresource: "status"
    ) { set in
      set["status", "replicas"] = .integer(Int64(active.count))
      set["status", "fullyLabeledReplicas"] = .integer(Int64(labelled))
      set["status", "readyReplicas"] = .integer(Int64(ready))
      set["status", "availableReplicas"] = .integer(Int64(ready))
      set["status", "terminatingReplicas"] = .integer(Int64(terminating))
      set["status", "observedGeneration"] = .integer(set.generation ?? 0)
    }
  }
}
