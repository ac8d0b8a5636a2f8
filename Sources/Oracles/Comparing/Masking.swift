import Kubernetes

/// Takes out of a ledger what masks cover, where the question is whether the candidate writes though there is nothing to do.
/// What a change leads to, and what is put right, is not masked: there a hidden write would be held against the candidate.
struct Masking {
  /// What was hidden, and how often.
  private(set) var hits: [Mask: Int] = [:]
  let masks: [Mask]

  private static let phases: Set<String> = [
    "idle", "calm", "re-apply server-side", "re-apply client-side", "nudge", "restart", "start again",
    "idle after delete",
  ]

  /// - Parameter declared: those that hold besides the ones of which the ledger has marks.
  init(_ ledger: Ledger, _ declared: [Mask]) {
    var known: Set<Mask> = []
    masks = (declared + ledger.marks.compactMap(Mask.init)).filter { known.insert($0).inserted }
  }

  /// - Parameter time: in which hits count.
  mutating func masked(_ ledger: Ledger, in time: ClosedRange<Double>) -> Ledger {
    guard !masks.isEmpty else { return ledger }
    let cast = Cast(ledger)
    let quiet = Phase.phases(of: ledger).filter { Self.phases.contains($0.name) }.map(\.time)
    return ledger.mapped { revision in
      guard revision.change == .modified, quiet.contains(where: { $0.contains(revision.time) }),
        cast.isByCandidate(revision)
      else { return revision }
      return masked(revision, isCounted: time.contains(revision.time))
    }
  }

  /// Nil when nothing is left of it.
  private mutating func masked(_ revision: Revision, isCounted: Bool) -> Revision? {
    var isHidden = false
    let left = revision.without { change in
      guard let mask = masks.first(where: { $0.covers(change.path, of: revision.key.kind) }) else { return false }
      if isCounted { hits[mask, default: 0] += 1 }
      isHidden = true
      return true
    }
    guard isHidden else { return revision }
    return left.changes.contains { $0.path != Mask.generation } ? left : nil
  }
}
