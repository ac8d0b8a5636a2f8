import Documents
import Kubernetes

extension Recipe {
  /// The API server breaks all watches off, as it does when it restarts; what changes later is noticed all the same.
  static let watchCut = Recipe(
    [.phase("watches cut"), .cutWatches, .rest, .phase("update"), .apply(.changed), .rest], explainsTrouble: true
  ) { evidence in evidence.hearing }
}

extension RecipeEvidence {
  /// Whether anything at all is done about the change.
  fileprivate var hearing: [Judgement] {
    guard let cut = phase("watches cut")?.lowerBound, let update = phase("update") else { return [] }
    let since = update.lowerBound...time.upperBound
    guard let change = ledger.revisions(in: since).first(where: { $0.key == wish && judge.cast.isByDriver($0) }) else {
      return []
    }
    let paths = change.changes.map(\.path.plainText).filter { !$0.hasPrefix("metadata") }.prefix(3)
    let what =
      "the change of \(wish) \(paths.joined(separator: ", ")), \(LedgerJudge.seconds(change.time - cut)) later,"
    let answers = judge.answers(in: since)
    let write = (requests ?? []).first { $0.isWrite && since.contains($0.time) }
    guard answers.isEmpty, write == nil else {
      return [
        Judgement(
          .update, .conforms, wish, in: since,
          "after its watches were broken off, \(what) is noticed: "
            + (write?.text ?? Judgement.story(answers, since: change.time)), answers)
      ]
    }
    return [
      Judgement(
        .update, .violates, wish, in: since,
        "after its watches were broken off, the candidate does not watch again: \(what) is never noticed: nothing is done "
          + "in \(LedgerJudge.seconds(time.upperBound - change.time))", [change])
    ]
  }
}
