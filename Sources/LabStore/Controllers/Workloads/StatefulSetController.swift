internal import Documents
internal import Kubernetes

/// Keeps the numbered pods of StatefulSets, one after the other, each with its claims.
struct StatefulSetController: Controller {
  let name = "statefulset-controller"
  static let key = StorageKey(group: "apps", plural: "statefulsets")
  let watched: Set<StorageKey>? = [key, PodSet.pods]

  private static let claims = StorageKey(group: "", plural: "persistentvolumeclaims")
  private static let revision = "controller-revision-hash"

  func reconcile(_ change: Change, client: ControllerClient) async {
    guard let set = subject(of: change, in: Self.key, kind: "StatefulSet", client) else { return }
    let hash = RandomName.hash(of: JSON.text((set["spec", "template"] ?? [:]).sortedByKey()))
    let revision = "\(set.name)-\(hash)"
    if !set.isTerminating { await step(PodSet(of: set, client), revision: revision) }
    await report(PodSet(of: set, client), revision: revision)
  }

  /// One change at a time, unless pods may be managed in parallel.
  private func step(_ pods: PodSet, revision: String) async {
    let set = pods.owner
    let wanted = Int(set["spec", "replicas"]?.integer ?? 1)
    let first = Int(set["spec", "ordinals", "start"]?.integer ?? 0)
    let isParallel = set["spec", "podManagementPolicy"]?.string == "Parallel"
    let byName = Dictionary(pods.all.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    for ordinal in first..<first + wanted {
      let name = "\(set.name)-\(ordinal)"
      if let pod = byName[name] {
        if PodStatus.isOver(pod), !pod.isTerminating { await pods.delete(pod) }
        if !isParallel, pod.isTerminating || !PodStatus.isReady(pod) { return }
      } else {
        await create(name, ordinal, pods, revision: revision)
        if !isParallel { return }
      }
    }
    let surplus = pods.all.filter { (Self.ordinal(of: $0) ?? 0) >= first + wanted }
      .sorted { Self.ordinal(of: $0) ?? 0 > Self.ordinal(of: $1) ?? 0 }
    for pod in isParallel ? surplus : Array(surplus.prefix(1)) where !pod.isTerminating { await pods.delete(pod) }
    if surplus.isEmpty { await update(pods, revision: revision) }
  }

  private static func ordinal(of pod: KubernetesObject) -> Int? {
    pod.name.split(separator: "-").last.flatMap { Int($0) }
  }

  private func create(_ name: String, _ ordinal: Int, _ pods: PodSet, revision: String) async {
    let set = pods.owner
    var template = set["spec", "template"] ?? [:]
    var volumes = template["spec"]?["volumes"]?.array ?? []
    for claim in set["spec", "volumeClaimTemplates"]?.array ?? [] {
      let volume = claim["metadata"]?["name"]?.string ?? ""
      let claimName = "\(volume)-\(name)"
      if pods.client.object(Self.claims, namespace: set.namespace, name: claimName) == nil {
        var object = KubernetesObject(claim)
        object.apiVersion = "v1"
        object.kind = "PersistentVolumeClaim"
        object.name = claimName
        for (key, value) in set["spec", "selector", "matchLabels"]?.object ?? [:] {
          object.setLabel(key, to: value.string)
        }
        object["status"] = nil
        _ = try? await pods.client.create(object.value, in: Self.claims, namespace: set.namespace)
      }
      volumes.append(["name": .string(volume), "persistentVolumeClaim": ["claimName": .string(claimName)]])
    }
    if !volumes.isEmpty { template[path: "spec", "volumes"] = .array(volumes) }
    await pods.create(
      from: template, name: name,
      labels: [
        "statefulset.kubernetes.io/pod-name": name, "apps.kubernetes.io/pod-index": String(ordinal),
        Self.revision: revision,
      ])
  }

  /// Pods of an older template go, the highest number first; they come back with the new one.
  private func update(_ pods: PodSet, revision: String) async {
    guard pods.owner["spec", "updateStrategy", "type"]?.string != "OnDelete",
      pods.all.allSatisfy({ !$0.isTerminating })
    else { return }
    let partition = Int(pods.owner["spec", "updateStrategy", "rollingUpdate", "partition"]?.integer ?? 0)
    let outdated = pods.all.filter { $0.label(Self.revision) != revision && Self.ordinal(of: $0) ?? 0 >= partition }
    if let pod = outdated.max(by: { Self.ordinal(of: $0) ?? 0 < Self.ordinal(of: $1) ?? 0 }) { await pods.delete(pod) }
  }

  private func report(_ pods: PodSet, revision: String) async {
    let active = pods.active
    let ready = active.filter(PodStatus.isReady).count
    let updated = active.filter { $0.label(Self.revision) == revision }.count
    _ = try? await pods.client.modify(
      Self.key, namespace: pods.owner.namespace, name: pods.owner.name, subresource: "status"
    ) { set in
      let isDone = updated == active.count
      let current = isDone ? revision : set["status", "currentRevision"]?.string ?? revision
      let currentCount = active.filter { $0.label(Self.revision) == current }.count
      set["status", "observedGeneration"] = .integer(set.generation ?? 0)
      set["status", "replicas"] = .integer(Int64(active.count))
      set["status", "readyReplicas"] = .integer(Int64(ready))
      set["status", "availableReplicas"] = .integer(Int64(ready))
      set["status", "currentReplicas"] = .integer(Int64(currentCount))
      set["status", "updatedReplicas"] = .integer(Int64(updated))
      set["status", "currentRevision"] = .string(current)
      set["status", "updateRevision"] = .string(revision)
      set["status", "collisionCount"] = 0
    }
  }
}
