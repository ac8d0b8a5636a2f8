import Documents
import Kubernetes
import Oracles

// Who leads, as the candidate's Lease has it.
extension DeedRunner {
  private static let leases = GroupKind(group: "coordination.k8s.io", kind: "Lease")

  func noteLeader() async throws {
    if let exit = try await control().exitOfReplica() {
      throw NotObservable(reason: "a second one does not run beside the first: it \(exit)")
    }
    guard let lease else { throw NotObservable(reason: "the candidate holds no Lease, so it has no leader") }
    note(lease)
  }

  /// Until another one holds it, or its time is long over.
  func awaitLeader() async throws {
    guard let lease else { return }
    let former = lease.holder
    let time = Duration.seconds(lease.value[path: "spec", "leaseDurationSeconds"]?.integer ?? 15)
    let live = context.watches.live
    let key = lease.key
    @Sendable func next() -> KubernetesObject? {
      live.object(key).flatMap { $0.holder != former && !$0.holder.isEmpty ? $0 : nil }
    }
    // Some look at it only now and then.
    _ = try? await withDeadline(min(.now + time + patience, context.deadline)) {
      let changes = live.changes(of: Interest(keys: [key])).stream
      if next() != nil { return }
      for await _ in changes where next() != nil { return }
      throw CancellationError()
    }
    try Task.checkCancellation()
    note(next() ?? lease)
  }

  private func note(_ lease: KubernetesObject) {
    mark(
      "leader",
      [
        "lease": .string("\(lease.key)"), "holder": .string(lease.holder),
        "transitions": lease.value[path: "spec", "leaseTransitions"] ?? 0,
      ])
  }

  /// The one that the candidate wrote last.
  private var lease: KubernetesObject? {
    let writers = Cast(recorder.ledger(of: context.scope.namespace)).candidate
    let live = context.watches.live
    let all = Interest(selections: [ObjectSelection(kind: Self.leases, namespace: nil, labels: LabelSelector([]))])
    return live.states(of: all, at: live.position).values.compactMap(\.object)
      .filter { lease in !lease.holder.isEmpty && lease.managedFields.contains { writers.contains($0.manager) } }
      .max { $0.renewed < $1.renewed }
  }
}

extension KubernetesObject {
  fileprivate var holder: String { value[path: "spec", "holderIdentity"]?.string ?? "" }

  fileprivate var renewed: String { value[path: "spec", "renewTime"]?.string ?? "" }
}
