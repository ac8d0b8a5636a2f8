extension Recipe {
  /// Killed right after each of its first writes, in the cluster and outside, the candidate ends where it does without (R5, after Sieve's intermediate
  /// states).
  static let crashAtWrite = Recipe(
    again + [.snapshot("at once")] + again + [.snapshot("second pass")],
    turns: (1...3).map { turn("write \($0)", .killAtWrite($0)) }
      + (1...2).map { turn("request \($0)", .killAtRequest($0)) }, explainsTrouble: true
  ) { evidence in
    let turns = evidence.ledger.snapshots.filter {
      $0.name.hasPrefix("after a kill") && evidence.time.contains($0.time)
    }.map(\.name).reduce(into: [String]()) { if $0.last != $1 { $0.append($1) } }
    return evidence.leaks(.crash, than: "second pass")
      + turns.flatMap { turn in
        evidence.comparison(
          .crash, "at once", turn, secondPass: "second pass", same: "\(turn) it comes out the same",
          different: "\(turn) it comes out otherwise")
      }
  }

  private static func turn(_ moment: String, _ kill: Deed) -> [Deed] {
    [
      .phase("delete CR"), .delete(.background), .waitUntilGone, .phase("kill at \(moment)"),
      .apply(.asEstablished), kill, .rest, .snapshot("after a kill at \(moment)"),
    ]
  }

  private static let again: [Deed] = [
    .phase("delete CR"), .delete(.background), .waitUntilGone, .phase("create CR"), .apply(.asEstablished), .rest,
  ]
}
