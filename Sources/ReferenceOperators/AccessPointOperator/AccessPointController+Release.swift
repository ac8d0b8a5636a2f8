import Cluster
import Kubernetes
import OperatorRuntime
import PacketCoreClient

// From the first sight of an AccessPoint to its end.
extension AccessPointController {
  private static let finalizer = "core.plugfest.dev/access-point"
  /// Of the release before.
  private static let previousFinalizer = "accesspoints.core.plugfest.dev"

  /// Sees to it that the object does not go before its entries; what the release before put there is replaced.
  func hold(_ object: KubernetesObject) async throws -> KubernetesObject {
    if defects.contains(.forgetsFinalizer) { return object }
    let (own, others) =
      isPrevious ? (Self.previousFinalizer, [Self.finalizer]) : (Self.finalizer, [Self.previousFinalizer])
    let wanted = object.finalizers.filter { !others.contains($0) && $0 != own } + [own]
    guard Set(wanted) != Set(object.finalizers) else { return object }
    return try await writer.setFinalizers(wanted, of: object)
  }

  /// Lets the object go once no target holds anything for it, and then its claims are released; or all is to stay.
  func release(_ object: KubernetesObject) async throws -> ReconcileOutcome {
    let own = [Self.finalizer, Self.previousFinalizer]
    guard !Set(own).isDisjoint(with: object.finalizers) else { return .settled }
    let point = point(object)
    if point.isOrphaned {
      try await claims.orphan(point)
    } else if let outcome = try await clear(point) {
      return outcome
    }
    do {
      _ = try await writer.setFinalizers(object.finalizers.filter { !own.contains($0) }, of: object)
    } catch let error as ClusterError where error.isNotFound {}
    return .settled
  }

  /// Nil when nothing is left.
  private func clear(_ point: AccessPoint) async throws -> ReconcileOutcome? {
    if defects.contains(.releasesClaimFirst), !(try await claims.release(point, all: true)).isEmpty { return .settled }
    let names = point.object.targets.map(\.name)
    let failures = await rollout.remove(point.key, from: names, owner: owner(of: point)).filter { $0.error != nil }
    if !failures.isEmpty, !defects.contains(.dropsFinalizerWhenDown) {
      let problem = Problem(failures)
      try await wait(
        Problem(.waiting, "DeletionInProgress", "cannot be deleted yet: \(problem.message)"), point)
      return defects.contains(.neverFinishesDeletion) ? .settled : outcome(failures)
    }
    let left = try await claims.release(point, all: true)
    guard !left.isEmpty else { return nil }
    let claimNames = left.map(\.name).joined(separator: ", ")
    try await wait(Problem(.waiting, "DeletionInProgress", "waits for the release of PrefixClaim \(claimNames)"), point)
    return .settled
  }

  private func wait(_ problem: Problem, _ point: AccessPoint) async throws {
    var report = report(point.object)
    report.release(problem)
    try await write(report, over: point.object)
  }
}
