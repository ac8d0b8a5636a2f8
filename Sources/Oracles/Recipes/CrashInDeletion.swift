extension Recipe {
  /// Killed while it cleans up, the candidate goes on with it (R5).
  static let crashInDeletion = Recipe([
    .phase("delete CR"), .delete(.background), .kill, .waitUntilGone, .phase("idle after delete"),
    .restWhateverItSays,
  ]) { $0.phases(.deletion) + $0.leftOutside(.deletion) }
}
