extension Recipe {
  /// Changed and changed back, all is as it was (I5).
  static let roundTrip = Recipe([
    .snapshot("before"), .phase("update"), .apply(.changed), .rest,
    .phase("change back"), .apply(.asEstablished), .rest, .snapshot("after"),
  ]) { evidence in
    evidence.comparison(
      .roundTrip, "before", "after", same: "changed and changed back, all is as it was",
      different: "changed and changed back, it is not as it was")
  }
}
