import Documents
import Kubernetes

/// The condition of an object that sums up whether it is ready.
struct ReadySummary: Sendable, Equatable {
  var type: String
  var status: String
  var reason: String
  var message: String
  /// The generation that the status is about; nil when it does not say.
  var generation: Int64?

  /// What operators call it, the most telling first.
  private static let types = [
    "Ready", "Available", "Succeeded", "Healthy", "Synced", "Reconciled", "Programmed", "Complete", "Completed",
    "Accepted", "Established", "Running", "Deployed", "Applied",
  ]

  /// Nil when it has none.
  init?(_ object: KubernetesObject) {
    let conditions = object.conditions
    let named = Self.types.lazy.compactMap { type in conditions.first { $0.type == type } }.first
    guard let condition = named ?? conditions.first(where: { $0.type.hasSuffix("Ready") }) else { return nil }
    type = condition.type
    status = condition.status
    reason = condition.reason
    message = condition.message
    generation = condition.observedGeneration ?? object.value["status"]?["observedGeneration"]?.integer
  }

  var isTrue: Bool { status == "True" }
  var isFalse: Bool { status == "False" }
}
