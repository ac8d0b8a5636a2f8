internal import Documents
internal import Kubernetes

/// The status of simulated pods.
enum PodStatus {
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
