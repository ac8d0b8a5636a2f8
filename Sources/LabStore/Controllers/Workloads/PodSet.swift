internal import Documents
internal import Kubernetes

/// The pods of one owner, and what can be done with them.
struct PodSet: Sendable {
  static let pods = StorageKey(group: "", plural: "pods")

  let owner: KubernetesObject
  let client: ControllerClient
  /// By name.
  let all: [KubernetesObject]

  init(of owner: KubernetesObject, _ client: ControllerClient) async {
    self.owner = owner
    self.client = client
    all = await Adoption(by: owner, client)?.claim(Self.pods) ?? []
  }

  /// Neither finished nor on their way out.
  var active: [KubernetesObject] {
    all.filter { !$0.isTerminating && !PodStatus.isOver($0) }
  }

  func create(
    from template: Value, name: String? = nil, labels: [String: String] = [:], finalizers: [String] = [],
    nodeName: String? = nil
  ) async {
    var metadata: Object = [:]
    if let name {
      metadata["name"] = .string(name)
    } else {
      metadata["generateName"] = .string("\(owner.name)-")
    }
    var merged = template["metadata"]?["labels"]?.object ?? [:]
    for (key, value) in labels.sorted(by: { $0.key < $1.key }) { merged[key] = .string(value) }
    if !merged.isEmpty { metadata["labels"] = .object(merged) }
    metadata["annotations"] = template["metadata"]?["annotations"]
    metadata["ownerReferences"] = .array([owner.ownerReference().value])
    let held = (template["metadata"]?["finalizers"]?.array ?? []) + finalizers.map(Value.string)
    if !held.isEmpty { metadata["finalizers"] = .array(held) }
    var spec = template["spec"] ?? [:]
    if let nodeName { spec["nodeName"] = .string(nodeName) }
    if let name, owner.kind == "StatefulSet" {
      spec["hostname"] = .string(name)
      spec["subdomain"] = owner["spec", "serviceName"]
    }
    let pod: Value = ["apiVersion": "v1", "kind": "Pod", "metadata": .object(metadata), "spec": spec]
    // A refusal (a quota, a missing service account) is tried again at the next change.
    _ = try? await client.create(pod, in: Self.pods, namespace: owner.namespace)
  }

  func delete(_ pod: KubernetesObject) async {
    try? await client.delete(Self.pods, namespace: pod.namespace, name: pod.name, uid: pod.uid)
  }

  /// Brings the number of active pods to what is wanted; those that are least useful go first.
  func scale(to wanted: Int, template: Value) async {
    let active = active
    if active.count < wanted {
      for _ in active.count..<wanted { await create(from: template) }
    } else {
      let leastUsefulFirst = active.sorted { left, right in
        let order = (PodStatus.isReady(left) ? 1 : 0, PodStatus.isReady(right) ? 1 : 0)
        return order.0 == order.1
          ? (left.creationTimestamp?.seconds ?? 0, left.name) > (right.creationTimestamp?.seconds ?? 0, right.name)
          : order.0 < order.1
      }
      for pod in leastUsefulFirst.prefix(active.count - wanted) { await delete(pod) }
    }
  }
}

extension Controller {
  /// The object that a change concerns: itself, the controlling owner of what changed, or whoever may adopt it.
  func subject(
    of change: Change, in key: StorageKey, kind: String, _ client: ControllerClient
  ) -> KubernetesObject? {
    if change.key == key { return client.object(key, namespace: change.namespace, name: change.name).map { .init($0) } }
    let changed = KubernetesObject(change.object)
    guard let owner = changed.controller else {
      return client.objects(key, namespace: change.namespace).map { KubernetesObject($0) }
        .first { Adoption(by: $0, client)?.chooses(changed) == true }
    }
    guard owner.kind == kind, let stored = client.object(key, namespace: change.namespace, name: owner.name)
    else { return nil }
    let object = KubernetesObject(stored)
    return owner.uid == object.uid ? object : nil
  }
}
