internal import Documents
internal import Kubernetes

/// Pods run as a service account that exists, and get its token mounted.
struct ServiceAccountAdmission: AdmissionPlugin {
  static let accounts = StorageKey(group: "", plural: "serviceaccounts")
  private static let mountPath = "/var/run/secrets/kubernetes.io/serviceaccount"

  func admit(_ review: inout AdmissionReview, reader: any StoreReader) throws {
    guard review.isCreationOfPod, var pod = review.object, let namespace = review.namespace else { return }
    let name = pod[path: "spec", "serviceAccountName"]?.string ?? ""
    if name.isEmpty {
      pod[path: "spec", "serviceAccountName"] = "default"
      pod[path: "spec", "serviceAccount"] = "default"
    }
    let chosen = name.isEmpty ? "default" : name
    guard let account = reader.object(Self.accounts, namespace: namespace, name: chosen) else {
      throw APIStatus.forbidden(
        GroupResource(group: "", resource: "pods"), name: review.name,
        because: "error looking up service account \(namespace)/\(chosen): serviceaccount \(chosen.goQuoted) not found")
    }
    let mounts =
      pod[path: "spec", "automountServiceAccountToken"]?.bool ?? account["automountServiceAccountToken"]?.bool ?? true
    if mounts {
      var chance = review.consultation.chance(for: "token volume")
      Self.mountToken(in: &pod, volume: "kube-api-access-\(RandomName.suffix(5, using: &chance))")
    }
    review.object = pod
  }

  private static func mountToken(in pod: inout Value, volume: String) {
    var mounted = false
    for field in ["initContainers", "containers"] {
      guard var containers = pod[path: "spec", field]?.array else { continue }
      for index in containers.indices {
        var mounts = containers[index]["volumeMounts"]?.array ?? []
        if mounts.contains(where: { $0["mountPath"]?.string == mountPath }) { continue }
        mounts.append(["name": .string(volume), "readOnly": true, "mountPath": .string(mountPath)])
        containers[index]["volumeMounts"] = .array(mounts)
        mounted = true
      }
      pod[path: "spec", field] = .array(containers)
    }
    guard mounted else { return }
    let volumes = pod[path: "spec", "volumes"]?.array ?? []
    pod[path: "spec", "volumes"] = .array(volumes + [projectedVolume(volume)])
  }

  private static func projectedVolume(_ name: String) -> Value {
    [
      "name": .string(name),
      "projected": [
        "sources": [
          ["serviceAccountToken": ["expirationSeconds": 3607, "path": "token"]],
          ["configMap": ["name": "kube-root-ca.crt", "items": [["key": "ca.crt", "path": "ca.crt"]]]],
          [
            "downwardAPI": [
              "items": [
                ["path": "namespace", "fieldRef": ["apiVersion": "v1", "fieldPath": "metadata.namespace"]]
              ]
            ]
          ],
        ],
        "defaultMode": 420,
      ],
    ]
  }
}

extension AdmissionReview {
  static let pods = StorageKey(group: "", plural: "pods")

  var isCreationOfPod: Bool { operation == .create && type.storage == Self.pods && subresource == nil }
}
