extension Recipe {
  /// A wish that cannot be fulfilled is told, harms nothing, and a good one mends it (R3).
  static let errorRecovery = Recipe([
    .snapshot("before"), .phase("invalid CR"), .apply(.invalid), .restWhateverItSays,
    .phase("recover"), .apply(.asEstablished), .rest, .snapshot("after"),
  ]) { evidence in
    evidence.phases(.recovery)
      + evidence.comparison(
        .recovery, "before", "after", same: "after the wrong wish and the right one all is as it was",
        different: "after a wrong wish and the right one again it is not as it was")
  }
}
