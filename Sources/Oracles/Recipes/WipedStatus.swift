import Documents
import Kubernetes

extension Recipe {
  /// The status of the wish is lost while the candidate is down, as after a backup that does not hold any: it comes back from
  /// what can be observed, and nothing is made anew for it.
  static let wipedStatus = Recipe(
    [
      .snapshot("before"), .phase("stop"), .stop, .wipeStatus, .phase("start again"), .start, .rest, .snapshot("after"),
    ], explainsTrouble: true
  ) { evidence in
    evidence.madeAnewOutside
      + evidence.comparison(
        .wipedStatus, "before", "after", same: "the status that was lost comes back as it was",
        different: "after its status was lost, it is not as it was")
  }
}

extension RecipeEvidence {
  /// Where it has written something for this wish before.
  fileprivate var madeAnewOutside: [Judgement] {
    guard let start = phase("start again"), let requests = requestsOfCase else { return [] }
    let places = Set(requests.filter { $0.isWrite && $0.isTaken && $0.time < start.lowerBound }.map(\.place))
    guard let first = requests.first(where: { $0.isCreation && start.contains($0.time) && places.contains($0.place) })
    else { return [] }
    return [
      Judgement(
        .wipedStatus, .violates, wish, in: start,
        "after its status was lost, it is made anew in \(first.endpoint): \(first.text)")
    ]
  }
}
