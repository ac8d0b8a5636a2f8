extension Recipe {
  /// Many changes in a row end where the last one leads alone.
  static let rapidUpdates = Recipe(
    [
      .phase("update"), .apply(.changed), .rest, .snapshot("at once"), .phase("change back"), .apply(.asEstablished),
      .rest,
      .phase("update"),
    ] + (0..<5).flatMap { _ -> [Deed] in [.apply(.changed), .apply(.asEstablished)] } + [
      .apply(.changed), .rest, .snapshot("after many"),
    ]
  ) { evidence in
    evidence.comparison(
      .rapidUpdates, "at once", "after many", same: "many changes in a row end where the last one leads alone",
      different: "many changes in a row do not end where the last one leads alone")
  }
}
