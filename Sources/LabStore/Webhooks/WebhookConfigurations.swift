internal import Documents
internal import Kubernetes
internal import Synchronization

/// The webhooks of all configurations of one kind, each read once.
final class WebhookConfigurations: Sendable {
  private static let group = "admissionregistration.k8s.io"

  private let key: StorageKey
  /// By uid, each with the resourceVersion that it was made from.
  private let known = Mutex<[String: (version: String, webhooks: [AdmissionWebhook])]>([:])

  init(plural: String) { key = StorageKey(group: Self.group, plural: plural) }

  /// Those that may be asked; what decides about admission itself, no webhook can lock away.
  func webhooks(for review: AdmissionReview, _ reader: any StoreReader) -> [AdmissionWebhook] {
    if review.type.group == Self.group { return [] }
    let configurations = reader.objects(key, namespace: nil)
    if configurations.isEmpty { return [] }
    return configurations.flatMap(webhooks)
  }

  private func webhooks(of configuration: Value) -> [AdmissionWebhook] {
    let object = KubernetesObject(configuration)
    let (uid, version) = (object.uid ?? "", object.resourceVersion ?? "")
    if let entry = known.withLock({ $0[uid] }), entry.version == version { return entry.webhooks }
    let webhooks = (configuration["webhooks"]?.array ?? []).map { AdmissionWebhook($0, of: configuration) }
    known.withLock { $0[uid] = (version, webhooks) }
    return webhooks
  }

  /// Takes over warnings, and throws what the webhook refuses.
  ///
  /// - Throws: `APIStatus`, worded as `ToStatusErr` of k8s.io/apiserver does.
  static func check(_ response: Value, of webhook: AdmissionWebhook, _ review: inout AdmissionReview) throws {
    review.warnings += (response["warnings"]?.array ?? []).compactMap(\.string)
    if response["allowed"]?.bool == true { return }
    let status = response["status"] ?? [:]
    let denial = "admission webhook \(webhook.name.goQuoted) denied the request"
    let message = status["message"]?.string ?? ""
    let reason = status["reason"]?.string ?? ""
    let text =
      !message.isEmpty
      ? "\(denial): \(message)" : !reason.isEmpty ? "\(denial): \(reason)" : "\(denial) without explanation"
    let code = Int(clamping: status["code"]?.integer ?? 0)
    throw APIStatus(
      code: code < 400 ? 400 : code, reason: APIStatus.Reason(reason), message: text,
      details: status["details"].map { APIStatus.Details($0) } ?? nil)
  }
}
