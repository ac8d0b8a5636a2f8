internal import Documents
internal import Kubernetes

/// Lets terminating volumes and claims go when no pod uses them.
struct StorageProtectionController: Controller {
  let name = "pvc-protection-controller"
  let watched: Set<StorageKey>? = Set(finalizers.keys).union([PodSet.pods])
  private static let finalizers = [
    claims: "kubernetes.io/pvc-protection",
    StorageKey(group: "", plural: "persistentvolumes"): "kubernetes.io/pv-protection",
  ]
  private static let claims = StorageKey(group: "", plural: "persistentvolumeclaims")

  func reconcile(_ change: Change, client: ControllerClient) async {
    if change.key == PodSet.pods {
      guard change.kind == .deleted else { return }
      for claim in client.objects(Self.claims, namespace: change.namespace) {
        await release(Self.claims, KubernetesObject(claim), client)
      }
    } else if let object = client.object(change.key, namespace: change.namespace, name: change.name) {
      await release(change.key, KubernetesObject(object), client)
    }
  }

  private func release(_ key: StorageKey, _ object: KubernetesObject, _ client: ControllerClient) async {
    guard object.isTerminating, let finalizer = Self.finalizers[key],
      object.finalizers.contains(finalizer), key != Self.claims || !isUsed(object, client)
    else { return }
    _ = try? await client.modify(key, namespace: object.namespace, name: object.name) {
      $0.finalizers.removeAll { $0 == finalizer }
    }
  }

  private func isUsed(_ claim: KubernetesObject, _ client: ControllerClient) -> Bool {
    client.objects(PodSet.pods, namespace: claim.namespace).contains { pod in
      (pod["spec"]?["volumes"]?.array ?? []).contains {
        $0["persistentVolumeClaim"]?["claimName"]?.string == claim.name
      }
    }
  }
}
