extension Recipe {
  /// Whether a wish is made at once or by a change makes no difference (R2, after Acto's differential oracle). What differs
  /// between two wishes made at once says nothing.
  static let pathIndependence = Recipe([
    .phase("update"), .apply(.changed), .rest, .snapshot("by a change"),
    .phase("delete CR"), .delete(.background), .waitUntilGone, .phase("create CR"), .apply(.changed), .rest,
    .snapshot("at once"),
    .phase("delete CR"), .delete(.background), .waitUntilGone, .phase("create CR"), .apply(.changed), .rest,
    .snapshot("second pass"),
  ]) { evidence in
    evidence.comparison(
      .pathIndependence, "at once", "by a change", secondPass: "second pass",
      same: "made at once or by a change, it comes out the same",
      different: "what a change leads to differs from what is made at once")
  }
}
