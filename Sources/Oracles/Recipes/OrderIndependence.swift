import Documents

extension Recipe {
  /// Made before what it needs, the wish waits, and comes out as it does when all is there before.
  static let orderIndependence = Recipe(
    [.snapshot("first")] + away + [.phase("create in order"), .applyRequisites, .restWhateverItSays]
      + [.apply(.asEstablished), .rest, .snapshot("in order")] + away
      + [
        .phase("create out of order"), .apply(.asEstablished), .restWhateverItSays, .phase("create what it needs"),
        .applyRequisites, .rest, .snapshot("out of order"),
      ], explainsTrouble: true
  ) { evidence in
    if let late = evidence.marks("not ready").last, let begin = evidence.phase("create what it needs")?.lowerBound,
      late.time >= begin
    {
      return [
        Judgement(
          .orderIndependence, .violates, evidence.wish, in: begin...late.time,
          "\(evidence.wish) was made before what it needs, and never notices that this has come: it is not ready "
            + "\(LedgerJudge.seconds(late.details["seconds"]?.number ?? 0)) later", evidence.last(5, of: evidence.wish))
      ]
    }
    return evidence.comparison(
      .orderIndependence, "in order", "out of order", secondPass: "first",
      same: "made before or after what it needs, it comes out the same",
      different: "made before what it needs, it comes out otherwise")
  }

  private static let away: [Deed] = [
    .phase("delete CR"), .delete(.background), .waitUntilGone, .deleteRequisites,
  ]
}
