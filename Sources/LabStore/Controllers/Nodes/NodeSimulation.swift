internal import Documents
internal import Kubernetes

/// The simulated nodes of a lab. A node of another name is somebody's object and runs nothing.
enum NodeSimulation {
  static let nodes = StorageKey(group: "", plural: "nodes")
  static let label = "plugfest.dev/simulated"

  static func node(number: Int) -> Value {
    let name = "node-\(number)"
    let resources: Value = ["cpu": "8", "memory": "16Gi", "pods": "110"]
    return [
      "metadata": [
        "name": .string(name),
        "labels": [
          "kubernetes.io/hostname": .string(name), "kubernetes.io/os": "linux", "kubernetes.io/arch": "amd64",
          label: "true",
        ],
      ],
      "spec": [:],
      "status": [
        "capacity": resources, "allocatable": resources,
        "addresses": [
          ["type": "InternalIP", "address": .string("10.1.0.\(number)")],
          ["type": "Hostname", "address": .string(name)],
        ],
        "conditions": [
          [
            "type": "Ready", "status": "True", "reason": "KubeletReady", "message": "this node is simulated",
            "lastHeartbeatTime": .string(KubernetesTime.now.description),
            "lastTransitionTime": .string(KubernetesTime.now.description),
          ]
        ],
        "nodeInfo": [
          "kubeletVersion": "v1.36.2+plugfest", "osImage": "simulated", "operatingSystem": "linux",
          "architecture": "amd64",
        ],
      ],
    ]
  }

  static func isSimulated(_ node: Value?) -> Bool { node?["metadata"]?["labels"]?[label]?.string == "true" }
}
