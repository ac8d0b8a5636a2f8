import Cluster
import Kubernetes

/// Why an object cannot be brought to its wanted state now: the reason and message of its Ready condition.
package struct Obstacle: Error, Sendable, Hashable {
  /// CamelCase, for programs.
  package var reason: String
  /// For people: names what is missing or refused.
  package var message: String
  /// When the other side said how long to stay away.
  package var retryAfter: Duration = .zero

  package init(_ reason: String, _ message: String, retryAfter: Duration = .zero) {
    self.reason = reason
    self.message = message
    self.retryAfter = retryAfter
  }

  package init(_ error: NetBoxError) {
    self.init(Self.reason(error), error.description)
    switch error {
    case .unavailable(_, _, let delay?): retryAfter = delay
    // The same request is refused again until somebody changes something.
    case .rejected: retryAfter = .seconds(30)
    default: break
    }
  }

  private static func reason(_ error: NetBoxError) -> String {
    switch error {
    case .unreachable: "NetBoxUnreachable"
    case .unauthorized: "NetBoxUnauthorized"
    case .unavailable: "NetBoxUnavailable"
    case .insufficient: Self.exhaustedReason
    case .notFound, .rejected: "RejectedByNetBox"
    case .unintelligible: "NetBoxAnswerUnintelligible"
    }
  }

  package static let exhaustedReason = "ParentPrefixExhausted"
  package static let refusedReason = "RefusedByKubernetes"

  /// Reasons of what is on its way and needs nobody.
  package static let progressReasons = Set(ClaimKind.allCases.map(\.ready.pendingReason) + ["DeletionInProgress"])

  package static func exhausted(_ parent: String, wanted: String) -> Obstacle {
    Obstacle(exhaustedReason, "parent prefix \(parent) has no room for \(wanted)")
  }
}

extension Obstacle {
  /// What people should read of an error on the object that it is about; nil for what is only a matter of time, such as a
  /// conflict.
  package init?(reporting error: any Error) {
    switch error {
    case let obstacle as Obstacle: self = obstacle
    case let error as NetBoxError: self.init(error)
    case let error as ClusterError where error.isForbidden || error.isInvalid:
      self.init(Self.refusedReason, "Kubernetes refuses a write: \(error.status?.message ?? "\(error)")")
    default: return nil
    }
  }

  /// An object cannot be let go while NetBox still holds it.
  package init(deletionOf title: String, _ error: NetBoxError) {
    self.init(error)
    message = "cannot delete \(title) in NetBox yet: \(error)"
  }
}
