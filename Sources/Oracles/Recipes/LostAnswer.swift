import Documents
import Kubernetes

extension Recipe {
  /// Something is made outside, and the answer is lost: what is there already is found, and not made once more (R9).
  static let lostAnswer = Recipe(
    [
      .phase("delete CR"), .delete(.background), .waitUntilGone, .phase("create CR"), .apply(.asEstablished), .rest,
      .phase("delete CR"), .delete(.background), .waitUntilGone, .phase("answer lost"), .loseAnswers,
      .apply(.asEstablished), .rest,
    ], explainsTrouble: true
  ) { evidence in evidence.lostAnswers }
}

package enum LostAnswer {
  /// By which the journal names it.
  package static let fault = "plugfest-lost-answer"
}

extension RecipeEvidence {
  fileprivate var lostAnswers: [Judgement] {
    guard let usual = phase("create CR"), let begin = phase("answer lost")?.lowerBound, let requests else { return [] }
    let time = begin...time.upperBound
    let losses = requests.filter { time.contains($0.time) && $0.isCreation && $0.text.contains(LostAnswer.fault) }
    guard let first = losses.first else {
      return [
        Judgement(
          .external, .notObservable, wish, in: time, "nothing was asked of a system whose answer could have been lost")
      ]
    }
    for loss in losses {
      let made = requests.filter { time.contains($0.time) && $0.endpoint == loss.endpoint }
      let before = requests.filter { usual.contains($0.time) && $0.endpoint == loss.endpoint }
      guard let again = made.first(where: { $0.isCreation && $0.time > loss.time }),
        Self.remains(of: made) > Self.remains(of: before)
      else { continue }
      return [
        Judgement(
          .external, .violates, wish, in: time,
          "the answer to \(loss.call) was lost on its way, and what it had made in \(loss.endpoint) was created again "
            + "\(LedgerJudge.seconds(again.time - loss.time)) later: \(again.text); the first is left behind",
          last(3, of: wish))
      ]
    }
    if let stuck = marks("not ready").last(where: { $0.time >= begin }) {
      let refused = requests.last { $0.time > first.time && $0.isWrite && !$0.isTaken }
      return [
        Judgement(
          .external, .violates, wish, in: time,
          "the answer to \(first.call) was lost on its way, and what it had made in \(first.endpoint) is not found: "
            + (refused.map { "\($0.text); " } ?? "")
            + "not ready \(LedgerJudge.seconds(stuck.details["seconds"]?.number ?? 0)) later", last(3, of: wish))
      ]
    }
    return [
      Judgement(
        .external, .conforms, wish, in: time,
        "the answer to \(first.call) was lost on its way, and what it had made was found", last(3, of: wish))
    ]
  }

  private static func remains(of requests: [OutsideRequest]) -> Int {
    requests.filter(\.isCreation).count - requests.filter(\.isRemoval).count
  }
}
