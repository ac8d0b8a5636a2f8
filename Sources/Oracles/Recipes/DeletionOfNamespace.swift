import Kubernetes

extension Recipe {
  /// A namespace goes with all the wishes in it, though nothing new can be made in it meanwhile (R11).
  static let deletionOfNamespace = Recipe(
    [
      .phase("delete CR"), .deleteNamespace, .waitUntilNamespaceIsGone, .phase("idle after delete"),
      .restWhateverItSays,
    ], explainsTrouble: true
  ) { evidence in
    guard let stuck = evidence.marks("namespace still there").first else { return evidence.phases(.deletion) }
    let left = evidence.ledger.objects(in: evidence.wish.namespace).filter { !$0.finalizers.isEmpty }.map(\.key)
      .sorted { "\($0)" < "\($1)" }
    let first = left.first { evidence.judge.cast.wishes.contains($0) } ?? left.first
    let rest = first.map { "\($0) is \(evidence.held($0, at: stuck))" } ?? "something in it is left"
    return [
      Judgement(
        .deletion, .violates, first ?? evidence.wish, in: evidence.time,
        "the namespace does not go with what is in it: \(rest)", first.map { evidence.last(3, of: $0) } ?? [])
    ]
  }
}
