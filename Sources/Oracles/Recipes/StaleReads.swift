import Documents
import Kubernetes

extension Recipe {
  /// Started anew at an API server that lags behind, it leaves alone what was made meanwhile (R7, after Sieve's stale
  /// states): whoever looks before he deletes finds that the wish he sees is not the one that is there.
  static let staleReads = Recipe(
    [
      .phase("delete CR"), .delete(.background), .waitUntilGone, .remember(.going), .remember(.gone),
      .phase("create CR"), .apply(.asEstablished), .rest, .snapshot("before"),
    ], turns: [turn(.gone), turn(.going)], explainsTrouble: true
  ) { evidence in [Deed.Moment.gone, .going].flatMap(evidence.behind) }

  private static func turn(_ moment: Deed.Moment) -> [Deed] {
    [
      .phase("stop"), .stop, .lag(moment), .start, .look("behind: \(moment.rawValue)", atLeast: 4),
      .phase("caught up: \(moment.rawValue)"), .catchUp, .rest, .snapshot("after: \(moment.rawValue)"),
    ]
  }
}

extension RecipeEvidence {
  fileprivate func behind(_ moment: Deed.Moment) -> [Judgement] {
    guard let begin = marks("lags").first(where: { $0.details["moment"]?.string == moment.rawValue }),
      let present = phase("caught up: \(moment.rawValue)"), let before = snapshots("before").first
    else { return [] }
    let span = begin.time...present.upperBound
    let view = "started at an API server that shows the state \(moment.rawValue)"
    let after = "after: \(moment.rawValue)"
    return lost(before, in: span, view) + doneOutside(in: span, view)
      + comparison(
        .staleReads, "before", after, same: "\(view), it leaves alone what is there",
        different: "\(view), it changes what is there")
  }

  private func lost(_ before: Ledger.Snapshot, in span: ClosedRange<Double>, _ view: String) -> [Judgement] {
    let own = Set(before.objects.map(\.key)).intersection(judge.cast.children.union([wish]))
    let deletions = ledger.revisions(in: span).filter { revision in
      own.contains(revision.key) && (revision.change == .deleted || revision.isTerminating)
    }
    guard let first = deletions.first else { return [] }
    let again = ledger.revisions(in: span).first { $0.key == first.key && $0.change == .added }
    return [
      Judgement(
        .staleReads, .violates, first.key, in: span,
        "\(view), it deletes \(first.key), which belongs to what is there now"
          + (again == nil ? "" : ", and makes it again \(LedgerJudge.seconds((again?.time ?? 0) - first.time)) later"),
        Array(deletions.prefix(3)) + (again.map { [$0] } ?? []))
    ]
  }

  private func doneOutside(in span: ClosedRange<Double>, _ view: String) -> [Judgement] {
    let done = (requests ?? []).filter { span.contains($0.time) && ($0.isRemoval || $0.isCreation) }
    guard let first = done.first else { return [] }
    return [
      Judgement(
        .staleReads, .violates, wish, in: span,
        "\(view), it \(first.isRemoval ? "removes" : "makes") in \(first.endpoint) what belongs to a wish that is there: "
          + done.prefix(3).map { "\($0.text) at +\(LedgerJudge.seconds($0.time - span.lowerBound))" }
          .joined(separator: ", "))
    ]
  }
}
