internal import Documents
internal import Kubernetes

/// The status of a quota: what is limited, and how much of it is taken.
enum QuotaStatus {
  static func update(_ quota: inout KubernetesObject, reader: any StoreReader) {
    let hard = quota["spec", "hard"]?.object ?? [:]
    let namespace = quota.namespace ?? ""
    let scoped = quota.value
    let used = hard.sortedByKey().compactMap { name, _ in
      QuotaResource(name, of: scoped).map { (name, Value.string(reader.used($0, namespace: namespace).description)) }
    }
    quota["status", "hard"] = .object(hard)
    quota["status", "used"] = .object(Object(used))
  }
}

extension LabStore {
  /// Brings the status of a namespace's quotas up to date, so that whoever wrote sees it in the next read.
  ///
  /// What webhooks have to be asked for is left to the controller.
  func refreshQuotas(in namespace: String) {
    guard let type = registry.storageType(of: QuotaAdmission.quotas) else { return }
    let controller = QuotaController()
    let user = UserInfo(controller: controller.name)
    for quota in objects(QuotaAdmission.quotas, namespace: namespace) {
      var writer = ObjectWriter(
        store: self, type: type, user: user, fieldManager: controller.fieldManager, subresource: "status",
        namespace: namespace)
      _ = try? writer.update(KubernetesObject(quota).name) { current in
        var object = KubernetesObject(current)
        QuotaStatus.update(&object, reader: self)
        return object.value
      }
    }
  }
}
