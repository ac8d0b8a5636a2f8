extension Recipe {
  /// Deleted while no system outside can be reached, the wish stays and says so; it goes when all is back (R11).
  static let deletionWhileOutsideIsDown = Recipe(
    [
      // What a deletion writes outside is seen first, while that is possible.
      .phase("delete CR"), .delete(.background), .waitUntilGone, .phase("create CR"), .apply(.asEstablished), .rest,
      .phase("outside down"), .breakOutside, .delete(.background), .look("outside stays down", atLeast: 3),
      .phase("outside back"), .mendOutside, .waitUntilGone, .phase("idle after delete"), .restWhateverItSays,
    ], explainsTrouble: true
  ) { evidence in
    guard let learned = evidence.phase("delete CR"), let broken = evidence.phase("outside down"),
      let back = evidence.phase("outside back")
    else { return [] }
    let wish = evidence.wish
    let down = broken.lowerBound...back.lowerBound
    guard let writes = evidence.requests?.filter(\.isWrite),
      let first = writes.first(where: { learned.contains($0.time) })
    else {
      return [
        Judgement(
          .deletion, .notObservable, wish, in: down,
          "nothing is written outside when \(wish) is deleted, as far as is seen")
      ]
    }
    let names = first.endpoint
    let later = writes.first { $0.time >= back.lowerBound }
    if let gone = evidence.ledger.revisions(in: down).first(where: { $0.key == wish && $0.change == .deleted }),
      later == nil
    {
      return [
        Judgement(
          .deletion, .violates, wish, in: down,
          "\(wish) is let go though \(names) cannot be reached, and afterwards nothing is done any more: what "
            + "\"\(first.text)\" removed before is left there for ever", [gone])
      ]
    }
    if let stuck = evidence.marks("still there").first {
      return [
        Judgement(
          .deletion, .violates, wish, in: back,
          "\(wish) was deleted while \(names) could not be reached, and when that was over it is "
            + evidence.held(wish, at: stuck), evidence.last(3, of: wish))
      ]
    }
    let told = evidence.tidings(in: down)
    guard !told.isEmpty else {
      return [
        Judgement(
          .deletion, .violates, wish, in: down,
          "that \(wish) cannot go because \(names) cannot be reached is told neither in its status nor by an Event",
          evidence.last(3, of: wish))
      ]
    }
    return [
      Judgement(
        .deletion, .conforms, wish, in: down,
        "deleted while \(names) cannot be reached, it stays and says so; then it goes"
          + (later.map { ": \($0.text)" } ?? ""), told)
    ]
  }
}
