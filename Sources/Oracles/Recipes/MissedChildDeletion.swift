extension Recipe {
  /// A child is deleted while the candidate is down: it comes back at the start.
  static let missedChildDeletion = Recipe([
    .phase("stop"), .stop, .children(.deleteWhileDown), .phase("start again"), .start, .rest,
  ]) { $0.phases(.missedChange) }
}
