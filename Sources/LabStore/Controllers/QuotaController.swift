internal import Documents
internal import Kubernetes

/// Keeps the status of quotas: how many objects there are of what they limit.
struct QuotaController: Controller {
  let name = "resourcequota-controller"
  let watched: Set<StorageKey>? = nil

  func reconcile(_ change: Change, client: ControllerClient) async {
    guard let namespace = change.namespace else { return }
    if change.key != QuotaAdmission.quotas, change.kind == .modified { return }
    for quota in client.objects(QuotaAdmission.quotas, namespace: namespace) {
      let hard = quota["spec"]?["hard"]?.object ?? [:]
      let used = Object(
        hard.compactMap { name, _ in
          ObjectCount.key(of: name).map { key in
            (name, Value.string(String(client.store.count(key, namespace: namespace))))
          }
        })
      _ = try? await client.modify(
        QuotaAdmission.quotas, namespace: namespace, name: KubernetesObject(quota).name, subresource: "status"
      ) {
        $0["status", "hard"] = .object(hard)
        $0["status", "used"] = .object(used)
      }
    }
  }
}
