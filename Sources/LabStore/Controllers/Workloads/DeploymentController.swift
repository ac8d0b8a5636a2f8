internal import Documents
internal import Kubernetes

/// Rolls Deployments out: one ReplicaSet for each pod template, pods moved from the old ones to the new.
struct DeploymentController: Controller {
  let name = "deployment-controller"
  static let key = StorageKey(group: "apps", plural: "deployments")
  let watched: Set<StorageKey>? = [key, ReplicaSetController.key]

  static let revision = "deployment.kubernetes.io/revision"
  static let hashLabel = "pod-template-hash"

  func reconcile(_ change: Change, client: ControllerClient) async {
    guard let deployment = subject(of: change, in: Self.key, kind: "Deployment", client), !deployment.isTerminating
    else { return }
    var rollout = await Rollout(of: deployment, client)
    if !rollout.isPaused {
      await rollout.ensureNewSet()
      await rollout.moveReplicas()
      await rollout.forgetOldSets()
    }
    await rollout.report()
  }
}

/// One step of the rollout of one Deployment.
private struct Rollout {
  private let deployment: KubernetesObject
  private let client: ControllerClient
  private var sets: [KubernetesObject] = []

  init(of deployment: KubernetesObject, _ client: ControllerClient) async {
    self.deployment = deployment
    self.client = client
    await read()
  }

  private mutating func read() async {
    sets = await Adoption(by: deployment, client)?.claim(ReplicaSetController.key).filter { !$0.isTerminating } ?? []
  }

  var isPaused: Bool { deployment["spec", "paused"]?.bool == true }
  private var wanted: Int { Int(deployment["spec", "replicas"]?.integer ?? 1) }
  private var template: Value { deployment["spec", "template"] ?? [:] }
  private var newSet: KubernetesObject? { sets.first { Self.template(of: $0) == template } }
  private var oldSets: [KubernetesObject] { sets.filter { $0.uid != newSet?.uid } }

  private static func template(of set: KubernetesObject) -> Value {
    var template = set["spec", "template"] ?? [:]
    template[path: "metadata", "labels", DeploymentController.hashLabel] = nil
    return template
  }

  private func number(_ set: KubernetesObject, _ field: String) -> Int { Int(set["status", field]?.integer ?? 0) }
  private func replicas(_ set: KubernetesObject) -> Int { Int(set["spec", "replicas"]?.integer ?? 0) }

  private var revisions: [Int] { sets.map { Int($0.annotation(DeploymentController.revision) ?? "") ?? 0 } }

  private var usesRecreate: Bool { deployment["spec", "strategy", "type"]?.string == "Recreate" }

  private func share(_ field: String, roundsUp: Bool) -> Int {
    switch deployment["spec", "strategy", "rollingUpdate", field] {
    case .integer(let number): return Int(number)
    case .string(let text):
      let percent = Int(text.dropLast()) ?? 0
      return roundsUp ? (wanted * percent + 99) / 100 : wanted * percent / 100
    default: return 0
    }
  }

  private var surge: Int { usesRecreate ? 0 : share("maxSurge", roundsUp: true) }

  private var unavailable: Int {
    if usesRecreate { return wanted }
    let share = share("maxUnavailable", roundsUp: false)
    return min(wanted, share == 0 && surge == 0 ? 1 : share)
  }

  // MARK: Steps

  mutating func ensureNewSet() async {
    let latest = revisions.max() ?? 0
    if let current = newSet {
      let revision = Int(current.annotation(DeploymentController.revision) ?? "") ?? 0
      await annotate(current, revision: revision < latest ? latest + 1 : max(revision, 1))
    } else {
      await create(revision: latest + 1)
    }
    await read()
  }

  private func annotations(revision: Int) -> [String: String] {
    [
      DeploymentController.revision: String(revision),
      "deployment.kubernetes.io/desired-replicas": String(wanted),
      "deployment.kubernetes.io/max-replicas": String(wanted + surge),
    ]
  }

  private func annotate(_ set: KubernetesObject, revision: Int) async {
    _ = try? await client.modify(ReplicaSetController.key, namespace: set.namespace, name: set.name) { set in
      for (key, value) in annotations(revision: revision) { set.setAnnotation(key, to: value) }
    }
  }

  private func create(revision: Int) async {
    let hash = RandomName.hash(of: JSON.text(template.sortedByKey()))
    var labelled = template
    labelled[path: "metadata", "labels", DeploymentController.hashLabel] = .string(hash)
    var selector = deployment["spec", "selector"] ?? [:]
    selector[path: "matchLabels", DeploymentController.hashLabel] = .string(hash)
    var set = KubernetesObject(apiVersion: "apps/v1", kind: "ReplicaSet", name: "\(deployment.name)-\(hash)")
    set["metadata", "labels"] = labelled["metadata"]?["labels"]
    set.annotations = annotations(revision: revision)
    set.ownerReferences = [deployment.ownerReference()]
    let total = oldSets.reduce(0) { $0 + replicas($1) }
    let room = usesRecreate ? (total == 0 ? wanted : 0) : max(0, min(wanted, wanted + surge - total))
    set["spec", "replicas"] = .integer(Int64(room))
    set["spec", "minReadySeconds"] = deployment["spec", "minReadySeconds"]
    set["spec", "selector"] = selector
    set["spec", "template"] = labelled
    _ = try? await client.create(set.value, in: ReplicaSetController.key, namespace: deployment.namespace)
  }

  mutating func moveReplicas() async {
    guard let newSet else { return }
    let running = oldSets.reduce(0) { $0 + (usesRecreate ? number($1, "replicas") : replicas($1)) }
    let target = usesRecreate ? (running == 0 ? wanted : 0) : min(wanted, max(0, wanted + surge - running))
    let current = replicas(newSet)
    // Only a change of the number that is wanted takes pods from the new set.
    await scale(newSet, to: current > wanted ? wanted : max(current, target))
    var spare = oldSets.reduce(number(newSet, "availableReplicas")) { $0 + number($1, "availableReplicas") }
    spare -= wanted - unavailable
    for old in oldSets.sorted(by: { $0.creationTimestamp?.seconds ?? 0 < $1.creationTimestamp?.seconds ?? 0 }) {
      let count = replicas(old)
      // Pods that are not available are no loss.
      let useless = count - min(count, number(old, "availableReplicas"))
      let removed = usesRecreate ? count : min(count, useless + max(0, spare))
      spare -= max(0, removed - useless)
      await scale(old, to: count - removed)
    }
    await read()
  }

  private func scale(_ set: KubernetesObject, to count: Int) async {
    guard replicas(set) != count else { return }
    _ = try? await client.modify(ReplicaSetController.key, namespace: set.namespace, name: set.name) {
      $0["spec", "replicas"] = .integer(Int64(count))
    }
  }

  func forgetOldSets() async {
    let limit = Int(deployment["spec", "revisionHistoryLimit"]?.integer ?? 10)
    let empty = oldSets.filter { replicas($0) == 0 && number($0, "replicas") == 0 }
      .sorted { $0.creationTimestamp?.seconds ?? 0 < $1.creationTimestamp?.seconds ?? 0 }
    for set in empty.prefix(max(0, empty.count - limit)) {
      try? await client.delete(ReplicaSetController.key, namespace: set.namespace, name: set.name, uid: set.uid)
    }
  }

  // MARK: Status

  func report() async {
    let total = sets.reduce(0) { $0 + number($1, "replicas") }
    let ready = sets.reduce(0) { $0 + number($1, "readyReplicas") }
    let available = sets.reduce(0) { $0 + number($1, "availableReplicas") }
    let terminating = sets.reduce(0) { $0 + number($1, "terminatingReplicas") }
    let updated = newSet.map { number($0, "replicas") } ?? 0
    let isComplete = updated == wanted && total == wanted && available == wanted
    let newName = newSet?.name ?? ""
    let revision = newSet?.annotation(DeploymentController.revision)
    let enough = available >= wanted - unavailable
    _ = try? await client.modify(
      DeploymentController.key, namespace: deployment.namespace, name: deployment.name, subresource: "status"
    ) { object in
      if let revision { object.setAnnotation(DeploymentController.revision, to: revision) }
      object["status", "observedGeneration"] = .integer(deployment.generation ?? 0)
      object["status", "replicas"] = .integer(Int64(total))
      object["status", "updatedReplicas"] = .integer(Int64(updated))
      object["status", "readyReplicas"] = .integer(Int64(ready))
      object["status", "availableReplicas"] = .integer(Int64(available))
      object["status", "unavailableReplicas"] = .integer(Int64(max(0, max(total, wanted) - available)))
      object["status", "terminatingReplicas"] = .integer(Int64(terminating))
      WorkloadCondition.set(
        "Available", enough, enough ? "MinimumReplicasAvailable" : "MinimumReplicasUnavailable",
        enough ? "Deployment has minimum availability." : "Deployment does not have minimum availability.", in: &object)
      WorkloadCondition.set(
        "Progressing", true, isComplete ? "NewReplicaSetAvailable" : "ReplicaSetUpdated",
        "ReplicaSet \(newName.goQuoted) \(isComplete ? "has successfully progressed" : "is progressing").", in: &object)
    }
  }
}

/// Conditions of Deployments and Jobs, which tell when they were last written.
enum WorkloadCondition {
  static func set(
    _ type: String, _ isTrue: Bool, _ reason: String, _ message: String, timeField: String = "lastUpdateTime",
    in object: inout KubernetesObject
  ) {
    var conditions = object["status", "conditions"]?.array ?? []
    let index = conditions.firstIndex { $0["type"]?.string == type }
    let old = index.map { conditions[$0] }
    let now = Value.string(KubernetesTime.now.description)
    let status: Value = isTrue ? "True" : "False"
    if old?["status"] == status, old?["reason"] == .string(reason), old?["message"] == .string(message) { return }
    let condition: Value = [
      "type": .string(type), "status": status, timeField: now,
      "lastTransitionTime": old?["status"] == status ? old?["lastTransitionTime"] ?? now : now,
      "reason": .string(reason), "message": .string(message),
    ]
    if let index { conditions[index] = condition } else { conditions.append(condition) }
    object["status", "conditions"] = .array(conditions)
  }
}
