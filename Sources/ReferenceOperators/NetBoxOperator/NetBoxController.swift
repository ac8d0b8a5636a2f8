import Cluster
import Kubernetes
import OperatorRuntime

/// Brings any object of netbox.dev to its wanted state.
struct NetBoxController: Controller {
  let context: OperatorContext

  func keys(for change: Informer.Change, isSynthetic: Bool) -> [ObjectKey] {
    Wakes(cache: context.cache, ownWrites: context.ownWrites, defects: context.defects)
      .keys(for: change, isSynthetic: isSynthetic)
  }

  func reconcile(_ object: KubernetesObject) async throws -> ReconcileOutcome {
    guard context.defects.contains(.blocksOthers) else { return try await outcome(of: object) }
    return try await context.locks.withLock("") {
      let outcome = try await outcome(of: object)
      if outcome != .settled { try await ContinuousClock().sleep(for: .seconds(60)) }
      return outcome
    }
  }

  func compare(changed: @Sendable (ObjectKey) -> Void) async {
    let scan = DriftScan(context: context)
    await scan.run(changed: changed)
    // The deviation of `polls-netbox`: never done.
    while context.defects.contains(.pollsNetBox), !Task.isCancelled {
      try? await ContinuousClock().sleep(for: .milliseconds(50))
      await scan.run(changed: changed)
    }
  }

  private func outcome(of object: KubernetesObject) async throws -> ReconcileOutcome {
    if let kind = ReservationKind(rawValue: object.kind) {
      return try await ReservationReconciler(context: context, kind: kind).reconcile(object)
    }
    if let kind = ClaimKind(rawValue: object.kind) {
      return try await ClaimReconciler(context: context, kind: kind).reconcile(object)
    }
    return .settled
  }
}
