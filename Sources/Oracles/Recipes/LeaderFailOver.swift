import Documents
import Kubernetes

extension Recipe {
  /// Of two that are there only one works; when it is killed, the other one goes on after the time of the Lease.
  static let leaderFailOver = Recipe(
    [
      .noteLeader, .phase("two"), .startReplica, .look("two at rest", atLeast: 5), .noteLeader,
      .phase("leader killed"), .killLeader, .apply(.changed), .awaitLeader, .phase("start again"), .rest,
    ], explainsTrouble: true
  ) { evidence in evidence.leaders }
}

extension RecipeEvidence {
  private struct Leader {
    var lease: String
    var holder: String
    var transitions: Int64
    var time: Double

    init(_ mark: LedgerLine.Mark) {
      lease = mark.details["lease"]?.string ?? ""
      holder = mark.details["holder"]?.string ?? ""
      transitions = mark.details["transitions"]?.integer ?? 0
      time = mark.time
    }
  }

  /// Notices of the Lease may come behind those of what its holder does.
  private static let leaseLag = 0.5

  /// Who does something after the leader's death and before the Lease is its own, works without it.
  private func earlyWork(since killed: ClosedRange<Double>, lease: String, taken: Double?) -> Judgement? {
    let change = ledger.revisions(in: killed).first { $0.key == wish && judge.cast.isByDriver($0) }
    let end = (taken ?? killed.upperBound) - Self.leaseLag
    guard let change, change.time < end else { return nil }
    let early = judge.answers(in: change.time...end)
    let write = (requests ?? []).first { $0.isWrite && change.time < $0.time && $0.time < end }
    guard !early.isEmpty || write != nil else { return nil }
    let when = taken.map { "gets it only \(LedgerJudge.seconds($0 - killed.lowerBound)) after that" } ?? "never gets it"
    return Judgement(
      .leaderFailOver, .violates, wish, in: change.time...end,
      "the standby works without the \(lease): the leader was killed, the other one \(when), and does before what is the "
        + "leader's to do: "
        + (early.isEmpty ? write?.text ?? "" : Judgement.story(early, since: killed.lowerBound)), early)
  }

  fileprivate var leaders: [Judgement] {
    let noted = marks("leader").map(Leader.init)
    guard noted.count > 1 else { return [] }
    let (first, second) = (noted[0], noted[1])
    if first.holder != second.holder || first.transitions != second.transitions {
      return [
        Judgement(
          .leaderFailOver, .violates, nil, in: first.time...second.time,
          "the \(first.lease) passes from one to the other though the first one lives, so both work: "
            + "\(second.transitions - first.transitions) changes of its holder in "
            + LedgerJudge.seconds(second.time - first.time))
      ]
    }
    guard let killed = phase("leader killed") else { return [] }
    if let early = earlyWork(
      since: killed, lease: first.lease, taken: noted.dropFirst(2).first { $0.holder != second.holder }?.time)
    {
      return [early]
    }
    guard noted.count > 2, noted[2].holder != second.holder else {
      return [
        Judgement(
          .leaderFailOver, .violates, nil, in: killed,
          "the leader was killed, and nobody takes over the \(first.lease) in "
            + LedgerJudge.seconds(killed.upperBound - killed.lowerBound))
      ]
    }
    let third = noted[2]
    let later = third.time...time.upperBound
    let answers = judge.answers(in: later)
    let outside = (requests ?? []).filter { $0.isWrite && later.contains($0.time) }
    let after = LedgerJudge.seconds(third.time - killed.lowerBound)
    guard !answers.isEmpty || !outside.isEmpty, marks("not ready").isEmpty else {
      return [
        Judgement(
          .leaderFailOver, .violates, wish, in: later,
          "the other one holds the \(first.lease) \(after) after the leader was killed, but does not carry out what "
            + "changed meanwhile", last(3, of: wish))
      ]
    }
    return phases(.restart).filter { $0.verdict == .violates } + [
      Judgement(
        .leaderFailOver, .conforms, wish, in: later,
        "the other one takes over the \(first.lease) \(after) after the leader was killed, and goes on: "
          + (answers.isEmpty ? outside[0].text : Judgement.story(answers, since: third.time)), answers)
    ]
  }
}
