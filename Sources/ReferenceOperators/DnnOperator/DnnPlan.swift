import Documents
package import Kubernetes
package import PacketCoreClient

/// What is to be done for a Dnn, from what is known: a function of its arguments, so that it can be read and tested alone.
package enum DnnPlan: Sendable, Hashable {
  /// Nothing, until somebody else changes something.
  case refuse(Problem)
  /// Make the claim for its address.
  case claim
  /// Wait for the claim.
  case wait(Problem)
  /// Bring this to all targets.
  case configure(AccessPointEntry)

  /// - Parameters:
  ///   - others: all other Dnns.
  ///   - claim: The claim of its name; nil when there is none.
  package init(
    _ dnn: Dnn, others: [Dnn], claim: KubernetesObject?, defects: Set<Defect> = []
  ) {
    if let twin = Self.twin(of: dnn, among: others), !defects.contains(.allowsTwins) {
      self = .refuse(
        Problem(.stalled, "DuplicateDnn", "spec.hostname: \"\(dnn.hostname)\" is Dnn \(twin.title)'s already"))
    } else if dnn.parentPrefix == nil {
      self = .configure(dnn.entry(address: nil))
    } else if let claim {
      self = Self.plan(dnn, claim)
    } else {
      self = .claim
    }
    // The deviation of `writes-without-pool`.
    if defects.contains(.writesWithoutPool), case .wait = self { self = .configure(dnn.entry(address: nil)) }
  }

  private static func twin(of dnn: Dnn, among others: [Dnn]) -> Dnn? {
    others.first { $0.key == dnn.key && $0.object.precedes(dnn.object) }
  }

  private static func plan(_ dnn: Dnn, _ claim: KubernetesObject) -> DnnPlan {
    let title = "IpAddressClaim \(claim.name)"
    guard DnnClaim.belongs(claim, to: dnn) else {
      return .refuse(Problem(.stalled, "NameTaken", "spec.parentPrefix: \(title) exists and belongs to others"))
    }
    guard !claim.isTerminating else {
      return .wait(Problem(.waiting, "ClaimGoesAway", "spec.parentPrefix: \(title) is being deleted"))
    }
    let ready = claim.condition("Ready")
    let isReady = ready?.isTrue == true && ready?.observedGeneration == claim.generation
    // What is in force already stays so while its claim has trouble.
    if let address = claim["status", "ipAddress"]?.string, !address.isEmpty,
      isReady || dnn.object["status", "address"]?.string == address
    {
      return .configure(dnn.entry(address: address))
    }
    guard let ready, ready.isFalse, !ready.message.isEmpty else {
      return .wait(Problem(.progress, "ClaimPending", "waits for \(title)"))
    }
    return .wait(Problem(.waiting, "ClaimNotReady", "spec.parentPrefix: waits for \(title): \(ready.message)"))
  }
}
