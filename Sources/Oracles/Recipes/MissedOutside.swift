import Documents
import Kubernetes

extension Recipe {
  /// What the candidate made outside is changed or deleted by somebody else while it is down: after the start it is put
  /// right, or told (R6, variant f).
  static let missedOutside = Recipe(
    [
      .noteOutside, .phase("stop"), .stop, .disturbOutside, .phase("start again"), .start, .awaitOutside,
      .restWhateverItSays,
    ], explainsTrouble: true
  ) { $0.afterDisturbance }
}

extension RecipeEvidence {
  /// What the run notes of something outside.
  package static let outside = "outside"

  fileprivate var afterDisturbance: [Judgement] {
    let looks = marks(Self.outside)
    guard let started = phase("start again"), let disturbed = marks("disturbed outside").first,
      let last = looks.last, last.time > started.lowerBound
    else { return [] }
    let span = started.lowerBound...max(started.upperBound, last.time)
    let what = "what somebody did outside while it was down (\(disturbed.details["steps"]?.string ?? ""))"
    if last.details["right"]?.bool == true {
      let write = (requests ?? []).first { $0.isWrite && span.contains($0.time) }
      let after = LedgerJudge.seconds(last.time - started.lowerBound)
      return [
        Judgement(
          .missedOutside, .conforms, wish, in: span,
          "\(what) is put right \(after) after the start" + (write.map { ": \($0.text)" } ?? ""),
          self.last(3, of: wish))
      ]
    }
    let text = last.details["text"]?.string ?? ""
    let told = last.details["ready"]?.bool == false ? self.last(1, of: wish) : events(in: span)
    guard told.isEmpty else {
      return [
        Judgement(
          .missedOutside, .conforms, wish, in: span,
          "\(what) is told, though not put right: \(Judgement.story(told, since: span.lowerBound))", told)
      ]
    }
    let seconds = LedgerJudge.seconds(last.details["seconds"]?.number ?? 0)
    return [
      Judgement(
        .missedOutside, .violates, wish, in: span,
        "\(what) is neither put right nor told \(seconds) after the start: \(text)", self.last(3, of: wish))
    ]
  }

  private func events(in span: ClosedRange<Double>) -> [Revision] {
    ledger.revisions(in: span).filter { $0.key.kind == "Event" && judge.cast.isByCandidate($0) }
  }
}
