extension Recipe {
  /// The wish is deleted while the candidate is down: the clean-up is done at the start.
  static let missedDeletion = Recipe([
    .phase("stop"), .stop, .phase("delete CR"), .delete(.background), .start, .waitUntilGone,
    .phase("idle after delete"), .restWhateverItSays,
  ]) { $0.phases(.deletion) + $0.leftOutside(.deletion) }
}
