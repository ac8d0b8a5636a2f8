// What changes while the candidate is down (R6, after Sieve's unobserved states).
extension Recipe {
  /// The wish changes: what it says now is carried out at the start.
  static let missedChange = Recipe([
    .phase("stop"), .stop, .phase("change while down"), .apply(.changed), .phase("start again"), .start, .rest,
  ]) { evidence in
    (evidence.phases(.missedChange) + evidence.phases(.restart)).map { evidence.excusedByRequests($0) }
  }

  /// The wish changes and changes back: nothing is to be done.
  static let missedRoundTrip = Recipe([
    .snapshot("before"), .phase("stop"), .stop, .apply(.changed), .apply(.asEstablished), .phase("start again"), .start,
    .rest, .snapshot("after"),
  ]) { evidence in
    evidence.phases(.restart)
      + evidence.comparison(
        .missedChange, "before", "after", same: "what changed there and back while it was down changes nothing",
        different: "what changed there and back while it was down has an effect")
  }

  /// The wish is deleted and made again under its name: nothing refers to the old one.
  static let missedRecreation = Recipe([
    .phase("stop"), .stop, .phase("re-create while down"), .recreate,
    .phase("start again"), .start, .rest, .snapshot("after"),
  ]) { $0.relicts(.missedChange) }

  /// A child is deleted: it comes back at the start.
  static let missedChildDeletion = Recipe([
    .phase("stop"), .stop, .children(.deleteWhileDown), .phase("start again"), .start, .rest,
  ]) { $0.phases(.missedChange) }

  /// The wish is deleted: the clean-up is done at the start.
  static let missedDeletion = Recipe([
    .phase("stop"), .stop, .phase("delete CR"), .delete(.background), .start, .waitUntilGone,
    .phase("idle after delete"), .restWhateverItSays,
  ]) { $0.phases(.deletion) }

  /// A child is changed by hand: it is put right at the start.
  static let missedDrift = Recipe([
    .phase("stop"), .stop, .children(.editWhileDown), .start, .rest,
  ]) { $0.phases(.driftOfField) }
}
