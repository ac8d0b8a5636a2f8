package import Cluster
import Documents
package import Kubernetes
package import OperatorRuntime

/// Brings any object of netbox.dev to its wanted state.
package struct Reconciler: Sendable {
  package let context: OperatorContext

  package init(context: OperatorContext) { self.context = context }

  /// Never fails: what goes wrong is logged, and tried again.
  package func reconcile(_ key: ObjectKey) async -> ReconcileOutcome {
    guard let object = context.cache.object(key) else { return .settled }
    let start = ContinuousClock.now
    let outcome = await turn(of: object)
    let labels = ["controller": key.kind.lowercased()]
    context.metrics.observe(.reconcileTime, labels, ContinuousClock.now - start)
    let result = outcome == .settled ? "success" : "error"
    context.metrics.count(.reconciles, labels.merging(["result": result], uniquingKeysWith: { $1 }))
    context.metrics.count(.reconcileErrors, labels, by: outcome == .settled ? 0 : 1)
    return outcome
  }

  private func turn(of object: KubernetesObject) async -> ReconcileOutcome {
    if context.defects.contains(.blocksOthers) { return await blockingOutcome(of: object) }
    return await outcome(of: object)
  }

  /// The deviation of `blocks-others`.
  private func blockingOutcome(of object: KubernetesObject) async -> ReconcileOutcome {
    let held = try? await context.locks.withLock("") {
      let outcome = await outcome(of: object)
      if outcome != .settled { try await ContinuousClock().sleep(for: .seconds(60)) }
      return outcome
    }
    return held ?? .settled
  }

  private func outcome(of object: KubernetesObject) async -> ReconcileOutcome {
    do {
      if let kind = ReservationKind(rawValue: object.kind) {
        return try await ReservationReconciler(context: context, kind: kind).reconcile(object)
      }
      if let kind = ClaimKind(rawValue: object.kind) {
        return try await ClaimReconciler(context: context, kind: kind).reconcile(object)
      }
      return .settled
    } catch let error as ClusterError where error.isConflict || error.isNotFound {
      // The cache was behind; the change that it lacks is on its way.
      context.log.debug("object changed meanwhile", context.fields(object, ["error": .string("\(error)")]))
      return .retry()
    } catch is CancellationError {
      return .settled
    } catch {
      context.log.error("reconciliation failed", context.fields(object, ["error": .string("\(error)")]))
      return .retry()
    }
  }

  /// The kinds that it watches.
  package static var resources: [APIResource] {
    ReservationKind.allCases.map(\.resource) + ClaimKind.allCases.map(\.resource)
  }
}
