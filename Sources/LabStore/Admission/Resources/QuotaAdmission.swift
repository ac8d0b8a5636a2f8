internal import Documents
internal import Kubernetes

/// Quotas of a namespace: how many objects there may be, and how much they may ask for.
struct QuotaAdmission: AdmissionPlugin {
  static let quotas = StorageKey(group: "", plural: "resourcequotas")

  /// What all quotas of a namespace set on a new object.
  static func limits(
    on object: Value, in key: StorageKey, namespace: String?, reader: any StoreReader
  ) -> [QuotaLimit] {
    guard let namespace else { return [] }
    return reader.objects(quotas, namespace: namespace).flatMap { QuotaLimit.limits(of: $0, on: object, in: key) }
  }

  func validate(_ review: inout AdmissionReview, reader: any StoreReader) throws {
    guard review.operation == .create, review.subresource == nil, let namespace = review.namespace,
      let object = review.object
    else { return }
    for quota in reader.objects(Self.quotas, namespace: namespace) {
      try checkNamed(quota, object, review)
      let exceeded = QuotaLimit.limits(of: quota, on: object, in: review.type.storage)
        .map { (limit: $0, used: reader.used($0.resource, namespace: namespace)) }
        .filter { $0.used + $0.limit.requested > $0.limit.hard }
      guard !exceeded.isEmpty else { continue }
      func list(_ amount: ((limit: QuotaLimit, used: Quantity)) -> Quantity) -> String {
        exceeded.map { "\($0.limit.resource.name)=\(amount($0))" }.joined(separator: ",")
      }
      throw refusal(
        of: review,
        "exceeded quota: \(KubernetesObject(quota).name), requested: \(list { $0.limit.requested }), "
          + "used: \(list { $0.used }), limited: \(list { $0.limit.hard })")
    }
  }

  /// Where a quota counts cores and bytes, each container has to name its own.
  private func checkNamed(_ quota: Value, _ pod: Value, _ review: AdmissionReview) throws {
    guard review.isCreationOfPod else { return }
    let missing = (quota["spec"]?["hard"]?.object ?? [:]).sortedByKey().compactMap { name, _ -> String? in
      let containers = QuotaResource(name, of: quota)?.silentContainers(in: pod) ?? []
      return containers.isEmpty ? nil : "\(name) for: \(containers.joined(separator: ","))"
    }
    guard !missing.isEmpty else { return }
    throw refusal(
      of: review, "failed quota: \(KubernetesObject(quota).name): must specify \(missing.joined(separator: "; "))")
  }

  private func refusal(of review: AdmissionReview, _ reason: String) -> APIStatus {
    .forbidden(
      GroupResource(group: review.type.group, resource: review.type.plural), name: review.name, because: reason)
  }
}
