internal import Documents
internal import Kubernetes

/// Pretends to run the pods of simulated nodes: they become ready at once, and go at once when they are deleted.
///
/// The annotation `plugfest.dev/simulate` on a pod changes that: `pending`, `not-ready`, `crash`, `fail`, `succeed`, `run`.
/// Without it, pods of jobs succeed and all others run.
struct KubeletController: Controller {
  let name = "kubelet"
  let fieldManager = "kubelet"
  let watched: Set<StorageKey>? = [PodSet.pods]
  static let annotation = "plugfest.dev/simulate"

  func reconcile(_ change: Change, client: ControllerClient) async {
    guard change.kind != .deleted,
      let stored = client.object(PodSet.pods, namespace: change.namespace, name: change.name)
    else { return }
    let pod = KubernetesObject(stored)
    guard let node = pod["spec", "nodeName"]?.string, !node.isEmpty,
      NodeSimulation.isSimulated(client.object(NodeSimulation.nodes, namespace: nil, name: node))
    else { return }
    if pod.isTerminating {
      if pod.deletionGracePeriodSeconds ?? 0 > 0 {
        try? await client.delete(
          PodSet.pods, namespace: pod.namespace, name: pod.name, uid: pod.uid, gracePeriodSeconds: 0)
      }
      return
    }
    guard !PodStatus.isOver(pod) else { return }
    _ = try? await client.modify(PodSet.pods, namespace: pod.namespace, name: pod.name, subresource: "status") {
      Self.simulate(&$0, Behaviour(of: $0))
    }
  }

  private enum Behaviour: String {
    case pending, crash, fail, succeed, run
    case notReady = "not-ready"

    init(of pod: KubernetesObject) {
      let asked = pod.annotation(KubeletController.annotation).flatMap(Behaviour.init)
      self = asked ?? (pod.controller?.kind == "Job" ? .succeed : .run)
    }
  }

  private static func simulate(_ pod: inout KubernetesObject, _ behaviour: Behaviour) {
    let now = Value.string(KubernetesTime.now.description)
    if pod["status", "startTime"] == nil { pod["status", "startTime"] = now }
    if pod["status", "hostIP"] == nil {
      pod["status", "hostIP"] = "10.1.0.1"
      pod["status", "hostIPs"] = [["ip": "10.1.0.1"]]
    }
    if behaviour != .pending, pod["status", "podIP"] == nil {
      let address = Value.string(address(of: pod.uid ?? ""))
      pod["status", "podIP"] = address
      pod["status", "podIPs"] = [["ip": address]]
    }
    let phase: Value =
      switch behaviour {
      case .pending: "Pending"
      case .fail: "Failed"
      case .succeed: "Succeeded"
      case .crash, .run, .notReady: "Running"
      }
    pod["status", "phase"] = phase
    let isReady = behaviour == .run
    let reason = isReady ? nil : behaviour == .succeed ? "PodCompleted" : "ContainersNotReady"
    PodStatus.setCondition("Initialized", isTrue: behaviour != .pending, in: &pod)
    PodStatus.setCondition("Ready", isTrue: isReady, reason: reason, in: &pod)
    PodStatus.setCondition("ContainersReady", isTrue: isReady, reason: reason, in: &pod)
    PodStatus.setCondition("PodScheduled", isTrue: true, in: &pod)
    let statuses = (pod["spec", "containers"]?.array ?? []).map { container in
      status(
        of: container, behaviour,
        earlier: pod["status", "containerStatuses"]?.array?.first { $0["name"] == container["name"] }, now)
    }
    pod["status", "containerStatuses"] = .array(statuses)
  }

  private static func status(
    of container: Value, _ behaviour: Behaviour, earlier: Value?, _ now: Value
  ) -> Value {
    let state: Value
    switch behaviour {
    case .pending: state = ["waiting": ["reason": "ContainerCreating"]]
    case .crash:
      state = ["waiting": ["reason": "CrashLoopBackOff", "message": "back-off restarting failed container"]]
    case .fail, .succeed:
      let code: Value = behaviour == .fail ? 1 : 0
      state = [
        "terminated": [
          "exitCode": code, "reason": behaviour == .fail ? "Error" : "Completed", "startedAt": now, "finishedAt": now,
        ]
      ]
    case .run, .notReady:
      state = ["running": ["startedAt": earlier?["state"]?["running"]?["startedAt"] ?? now]]
    }
    return [
      "name": container["name"] ?? "", "image": container["image"] ?? "", "imageID": "",
      "ready": .bool(behaviour == .run), "started": .bool(behaviour == .run || behaviour == .notReady),
      "restartCount": behaviour == .crash ? 1 : 0, "state": state, "lastState": [:],
    ]
  }

  /// An address of 10.2.0.0/16 that depends on the pod alone.
  private static func address(of uid: String) -> String {
    let number = uid.utf8.reduce(UInt32(2_166_136_261)) { ($0 ^ UInt32($1)) &* 16_777_619 }
    return "10.2.\(number >> 8 & 0xFF).\(1 + number & 0xFE)"
  }
}
