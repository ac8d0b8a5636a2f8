extension Recipe {
  /// Killed right after each of its first writes, the candidate ends where it does without (R5, after Sieve's intermediate
  /// states).
  static let crashAtWrite = Recipe(
    again + [.snapshot("at once")] + again + [.snapshot("second pass")],
    turns: (1...3).map {
      [
        .phase("delete CR"), .delete(.background), .waitUntilGone, .phase("kill at write \($0)"),
        .apply(.asEstablished), .killAtWrite($0), .rest, .snapshot("after a kill at write \($0)"),
      ]
    }
  ) { evidence in
    let turns = evidence.ledger.snapshots.filter {
      $0.name.hasPrefix("after a kill") && evidence.time.contains($0.time)
    }
    return turns.flatMap { turn in
      evidence.comparison(
        .crash, "at once", turn.name, secondPass: "second pass", same: "\(turn.name) it comes out the same",
        different: "\(turn.name) it comes out otherwise")
    }
  }

  private static let again: [Deed] = [
    .phase("delete CR"), .delete(.background), .waitUntilGone, .phase("create CR"), .apply(.asEstablished), .rest,
  ]
}
