extension Recipe {
  /// A child is changed by hand while the candidate is down: it is put right at the start.
  static let missedDrift = Recipe([
    .phase("stop"), .stop, .children(.editWhileDown), .start, .rest,
  ]) { $0.phases(.driftOfField) }
}
