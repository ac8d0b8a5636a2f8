import Documents
import Kubernetes

extension Recipe {
  /// Deleted while systems outside cannot be reached, the wish stays and says so; it goes when they are back (R11). First
  /// none can be reached, then, where several are written to, only the one is missing that a deletion writes to first.
  static let deletionWhileOutsideIsDown = Recipe(
    [
      // What a deletion writes outside is seen first, while that is possible.
      .phase("delete CR"), .delete(.background), .waitUntilGone, .phase("create CR"), .apply(.asEstablished), .rest,
    ] + outage(.breakOutside, "outside"),
    turns: [
      [.needSeveralOutside, .phase("create CR"), .apply(.asEstablished), .rest]
        + outage(.breakFirstOutside, "one outside")
    ], explainsTrouble: true
  ) { evidence in evidence.outage("outside") + evidence.outage("one outside") }

  private static func outage(_ deed: Deed, _ name: String) -> [Deed] {
    [
      .phase("\(name) down"), deed, .delete(.background), .look("\(name) stays down", atLeast: 3), .awaitTidings,
      .phase("\(name) back"), .mendOutside, .waitUntilGone, .phase("idle after delete"), .restWhateverItSays,
    ]
  }

  /// The mark of systems that cannot be reached any more.
  package static let outage = "outage"
}

extension RecipeEvidence {
  fileprivate func outage(_ name: String) -> [Judgement] {
    guard let learned = phase("delete CR"), let broken = phase("\(name) down") else { return [] }
    let back = phase("\(name) back") ?? time.upperBound...time.upperBound
    let down = broken.lowerBound...back.lowerBound
    let missing = marks(Recipe.outage).first { down.contains($0.time) }?.details["endpoints"]?.array
    let writes = (requests ?? []).filter { write in
      write.isWrite && missing.map { $0.contains(.string(write.endpoint)) } ?? true
    }
    let usual = writes.filter { learned.contains($0.time) }
    guard !usual.isEmpty else {
      return [
        Judgement(
          .deletion, .notObservable, wish, in: down,
          "nothing is written outside when \(wish) is deleted, as far as is seen")
      ]
    }
    let later = writes.filter { $0.time >= back.lowerBound }
    let names = Set(usual.map(\.endpoint)).sorted().joined(separator: ", ")
    return [
      lost(usual, later, in: down) ?? stuck(since: back, names) ?? silent(in: down, names)
        ?? Judgement(
          .deletion, .conforms, wish, in: down,
          "deleted while \(names) cannot be reached, it stays and says so; then it goes"
            + (later.first.map { ": \($0.text)" } ?? ""), tidings(in: down))
    ]
  }

  /// Something is left in a system: nothing is asked of it after it came back.
  private func lost(
    _ usual: [OutsideRequest], _ later: [OutsideRequest], in down: ClosedRange<Double>
  ) -> Judgement? {
    let known = ledger.revisions(in: down.lowerBound...time.upperBound)
    guard let gone = known.first(where: { $0.key == wish && $0.change == .deleted }),
      let write = usual.first(where: { write in write.isTaken && !later.contains { $0.endpoint == write.endpoint } })
    else { return nil }
    return Judgement(
      .deletion, .violates, wish, in: down,
      "\(wish) is let go though \(write.endpoint) cannot be reached, and afterwards nothing is done there any more: what "
        + "\"\(write.text)\" removed before is left there for ever", [gone])
  }

  private func stuck(since back: ClosedRange<Double>, _ names: String) -> Judgement? {
    guard let stuck = marks("still there").first(where: { $0.time >= back.lowerBound }) else { return nil }
    return Judgement(
      .deletion, .violates, wish, in: back,
      "\(wish) was deleted while \(names) could not be reached, and when that was over it is \(held(wish, at: stuck))",
      last(3, of: wish))
  }

  private func silent(in down: ClosedRange<Double>, _ names: String) -> Judgement? {
    guard tidings(in: down).isEmpty else { return nil }
    var judgement = Judgement(
      .deletion, .violates, wish, in: down,
      "that \(wish) cannot go because \(names) cannot be reached is told neither in its status nor by an Event",
      last(3, of: wish))
    judgement.isOfMoment = true
    return judgement
  }
}
