internal import Documents
internal import Kubernetes

/// Keeps the status of quotas when they themselves change, and when pods end; creations and deletions do it at once.
struct QuotaController: Controller {
  let name = "resourcequota-controller"
  let watched: Set<StorageKey>? = nil

  func reconcile(_ change: Change, client: ControllerClient) async {
    guard let namespace = change.namespace else { return }
    let keys = [QuotaAdmission.quotas, PodSet.pods]
    if change.kind == .modified, !keys.contains(change.key) { return }
    for quota in client.objects(QuotaAdmission.quotas, namespace: namespace) {
      _ = try? await client.modify(
        QuotaAdmission.quotas, namespace: namespace, name: KubernetesObject(quota).name, subresource: "status"
      ) {
        QuotaStatus.update(&$0, reader: client)
      }
    }
  }
}
