extension Recipe {
  /// The wish is deleted and made again under its name while the candidate is down: nothing refers to the old one.
  static let missedRecreation = Recipe([
    .phase("stop"), .stop, .phase("re-create while down"), .recreate,
    .phase("start again"), .start, .rest, .snapshot("after"),
  ]) { $0.relicts(.missedChange) }
}
