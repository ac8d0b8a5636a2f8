extension Recipe {
  /// Deleted and made again under the same name at once, nothing of the old one is left.
  static let recreation = Recipe([
    .phase("delete CR"), .delete(.background), .waitUntilGone, .phase("create CR"), .apply(.asEstablished), .rest,
    .snapshot("after"),
  ]) { $0.relicts(.recreation) }
}
