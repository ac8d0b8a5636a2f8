internal import Documents
internal import Kubernetes

/// Pods get the number of their priority class.
struct PriorityAdmission: AdmissionPlugin {
  private static let classes = StorageKey(group: "scheduling.k8s.io", plural: "priorityclasses")

  func admit(_ review: inout AdmissionReview, reader: any StoreReader) throws {
    guard review.isCreationOfPod, var pod = review.object else { return }
    var priorityClass: Value?
    if let name = pod[path: "spec", "priorityClassName"]?.string, !name.isEmpty {
      priorityClass = reader.object(Self.classes, namespace: nil, name: name)
      if priorityClass == nil {
        throw APIStatus.forbidden(
          GroupResource(group: "", resource: "pods"), name: review.name,
          because: "no PriorityClass with name \(name) was found")
      }
    } else {
      priorityClass = reader.objects(Self.classes, namespace: nil).first { $0["globalDefault"]?.bool == true }
      if let name = priorityClass?["metadata"]?["name"] { pod[path: "spec", "priorityClassName"] = name }
    }
    pod[path: "spec", "priority"] = priorityClass?["value"] ?? 0
    if pod[path: "spec", "preemptionPolicy"] == nil {
      pod[path: "spec", "preemptionPolicy"] = priorityClass?["preemptionPolicy"] ?? "PreemptLowerPriority"
    }
    review.object = pod
  }
}

/// Pods stay for five minutes on a node that is not ready or out of reach.
struct DefaultTolerations: AdmissionPlugin {
  func admit(_ review: inout AdmissionReview, reader: any StoreReader) throws {
    guard review.isCreationOfPod, var pod = review.object else { return }
    var tolerations = pod[path: "spec", "tolerations"]?.array ?? []
    for key in ["node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable"]
    where !tolerations.contains(where: { Self.tolerates($0, key) }) {
      tolerations.append([
        "key": .string(key), "operator": "Exists", "effect": "NoExecute", "tolerationSeconds": 300,
      ])
    }
    pod[path: "spec", "tolerations"] = .array(tolerations)
    review.object = pod
  }

  private static func tolerates(_ toleration: Value, _ key: String) -> Bool {
    let own = toleration["key"]?.string ?? ""
    let effect = toleration["effect"]?.string ?? ""
    return (own == key || own.isEmpty) && (effect == "NoExecute" || effect.isEmpty)
  }
}
