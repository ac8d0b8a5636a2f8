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

  /// Whether its reason says that it is on its way, and nothing of a failure.
  var isOnItsWay: Bool {
    let reason = reason.lowercased()
    return Self.progress.contains(where: reason.contains) && !Self.failure.contains(where: reason.contains)
  }

  private static let progress = [
    "progress", "pending", "waiting", "reconciling", "provisioning", "creating", "initializing", "installing",
    "updating", "starting", "scheduling", "rollingout", "deploying", "applying", "syncing", "notready",
  ]
  private static let failure = ["fail", "error", "invalid", "denied", "refused", "timeout", "timedout", "unreachable"]
}
