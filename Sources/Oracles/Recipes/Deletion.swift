import Documents
import Kubernetes

extension Recipe {
  /// When a wish goes, all goes that was made for it, and nothing comes back (R11).
  static func deletion(_ propagation: Deed.Propagation) -> Recipe {
    Recipe([
      .phase("delete CR"), .delete(propagation), .waitUntilGone, .phase("idle after delete"), .restWhateverItSays,
    ]) { evidence in
      propagation == .orphan ? evidence.departure : evidence.phases(.deletion)
    }
  }
}

extension RecipeEvidence {
  /// Whoever asks for orphans gets them: only the wish itself must go.
  fileprivate var departure: [Judgement] {
    guard let gone = ledger.revisions(in: time).first(where: { $0.key == wish && $0.change == .deleted }) else {
      return []
    }
    return [Judgement(.deletion, .conforms, wish, in: time, "\(wish) is gone", [gone])]
  }
}
