extension Recipe {
  /// An annotation that means nothing, so that no child is written (I2).
  static let nudge = Recipe([.phase("nudge"), .annotate, .rest]) { $0.phases(.nudge) }
}
