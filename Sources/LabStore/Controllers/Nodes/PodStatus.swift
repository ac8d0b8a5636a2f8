internal import Documents
internal import Kubernetes

/// The status of simulated pods, and of nodes as far as it is alike.
enum PodStatus {
  static func phase(of pod: KubernetesObject) -> String { pod["status", "phase"]?.string ?? "Pending" }

  /// Whether it will never run again.
  static func isOver(_ pod: KubernetesObject) -> Bool { ["Succeeded", "Failed"].contains(phase(of: pod)) }

  static func isReady(_ pod: KubernetesObject) -> Bool {
    (pod["status", "conditions"]?.array ?? []).contains {
      $0["type"]?.string == "Ready" && $0["status"]?.string == "True"
    }
  }

  /// Keeps the time of the last transition when the status stays.
  static func setCondition(
    _ type: String, isTrue: Bool, reason: String? = nil, message: String? = nil, in pod: inout KubernetesObject
  ) {
    var conditions = pod["status", "conditions"]?.array ?? []
    let index = conditions.firstIndex { $0["type"]?.string == type }
    let status: Value = isTrue ? "True" : "False"
    var time = Value.string(KubernetesTime.now.description)
    if let index, conditions[index]["status"] == status {
      time = conditions[index]["lastTransitionTime"] ?? time
    }
    var condition: Object = [
      "type": .string(type), "status": status, "lastProbeTime": .null, "lastTransitionTime": time,
    ]
    condition["reason"] = reason.map(Value.string)
    condition["message"] = message.map(Value.string)
    if let index { conditions[index] = .object(condition) } else { conditions.append(.object(condition)) }
    pod["status", "conditions"] = .array(conditions)
  }
}
