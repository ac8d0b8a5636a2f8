import Cluster
import Kubernetes
import OperatorRuntime

/// Turns every change into one more pass over everything.
struct PassController: Controller {
  let pass: ConfigurationPass
  let ownWrites: OwnWrites
  let defects: Set<Defect>

  /// All that a pass is about.
  private static let everything = ObjectKey(group: "", kind: "Configuration", namespace: nil, name: "all")
  /// A burst of changes ends in one pass, and so in one reload.
  private static let gathering = Duration.milliseconds(100)

  func keys(for change: Informer.Change, isSynthetic: Bool) -> [ObjectKey] {
    // What a pass wrote itself needs no other pass, but after a gap it may hide what somebody else wrote.
    if case .modified(_, let new) = change, !isSynthetic, ownWrites.isOwn(new), !defects.contains(.hotLoop) {
      return []
    }
    return [Self.everything]
  }

  func reconcile(_ object: KubernetesObject) async -> ReconcileOutcome { await pass.carryOut() }

  func reconcile(without key: ObjectKey) async -> ReconcileOutcome {
    // Cancelled, it goes on at once.
    try? await ContinuousClock().sleep(for: Self.gathering)
    return await pass.carryOut()
  }

  func compare(changed: @Sendable (ObjectKey) -> Void) async {
    await pass.expectResync()
    changed(Self.everything)
  }
}
