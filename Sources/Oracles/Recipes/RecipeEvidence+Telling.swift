import Documents
import Kubernetes

extension RecipeEvidence {
  /// What the candidate says of the wish in a time: in its status, or by an Event about anything in the namespace.
  func tidings(in time: ClosedRange<Double>) -> [Revision] {
    ledger.revisions(in: time).filter { revision in
      guard judge.cast.isByCandidate(revision) else { return false }
      if revision.key.kind == "Event" { return true }
      return revision.key == wish && revision.changes(in: "status") && revision.writeClass > .heartbeat
    }
  }

  /// `still there 30 s after its deletion, held by the finalizer example.com/clean-up`
  func held(_ key: ObjectKey, at mark: LedgerLine.Mark) -> String {
    let finalizers = ledger.object(key)?.finalizers ?? []
    return "still there \(LedgerJudge.seconds(mark.details["seconds"]?.number ?? 0)) after its deletion"
      + (finalizers.isEmpty ? "" : ", held by the finalizer \(finalizers.joined(separator: ", "))")
  }

  /// The last revisions of an object.
  func last(_ count: Int, of key: ObjectKey) -> [Revision] {
    Array(ledger.revisions(in: time).filter { $0.key == key }.suffix(count))
  }
}
