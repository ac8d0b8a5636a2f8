extension Recipe {
  /// The wish changes and changes back while the candidate is down: nothing is to be done.
  static let missedRoundTrip = Recipe([
    .snapshot("before"), .phase("stop"), .stop, .apply(.changed), .apply(.asEstablished), .phase("start again"), .start,
    .rest, .snapshot("after"),
  ]) { evidence in
    evidence.phases(.restart)
      + evidence.comparison(
        .missedChange, "before", "after", same: "what changed there and back while it was down changes nothing",
        different: "what changed there and back while it was down has an effect")
  }
}
