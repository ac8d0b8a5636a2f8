import Documents
import Kubernetes

extension Recipe {
  /// When a wish goes, all goes that was made for it, and nothing comes back (R11).
  static func deletion(_ propagation: Deed.Propagation) -> Recipe {
    Recipe([
      .phase("delete CR"), .delete(propagation), .waitUntilGone, .phase("idle after delete"), .restWhateverItSays,
    ]) { evidence in
      propagation == .orphan ? evidence.departure : evidence.phases(.deletion) + evidence.ownerless
    }
  }
}

extension RecipeEvidence {
  /// What bears the name of the wish and has no owner is left when the wish goes. Whatever else the candidate makes may be
  /// for itself.
  fileprivate var ownerless: [Judgement] {
    guard let gone = ledger.revisions(in: time).first(where: { $0.key == wish && $0.change == .deleted }) else {
      return []
    }
    let made = ledger.revisions.first { $0.key == wish }?.time ?? 0
    let left = judge.cast.children.sorted { "\($0)" < "\($1)" }.compactMap { key -> Revision? in
      guard ledger.isThere(key, at: time.upperBound), ledger.object(key)?.ownerReferences.isEmpty == true else {
        return nil
      }
      return ledger.revisions.last { revision in
        revision.key == key && revision.change == .added && revision.time >= made && judge.cast.isByCandidate(revision)
          && (key.name.contains(wish.name) || revision.ties.values.contains { $0.contains(wish.name) })
      }
    }
    guard let first = left.first else { return [] }
    return [
      Judgement(
        .deletion, .violates, first.key, in: time,
        "\(first.key), made for \(wish) without an owner reference, is left after its deletion", [first, gone])
    ]
  }

  /// Whoever asks for orphans gets them: only the wish itself must go.
  fileprivate var departure: [Judgement] {
    guard let gone = ledger.revisions(in: time).first(where: { $0.key == wish && $0.change == .deleted }) else {
      return []
    }
    return [Judgement(.deletion, .conforms, wish, in: time, "\(wish) is gone", [gone])]
  }
}
