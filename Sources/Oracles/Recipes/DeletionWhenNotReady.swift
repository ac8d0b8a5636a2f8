extension Recipe {
  /// A wish that was never fulfilled can be deleted like any other (R11).
  static let deletionWhenNotReady = Recipe(
    [
      // What is made wrong from the beginning may not be what a good one may become.
      .phase("delete CR"), .delete(.background), .waitUntilGone, .phase("invalid CR"), .apply(.invalid),
      .restWhateverItSays, .phase("delete CR"), .delete(.background),
      .waitUntilGone, .phase("idle after delete"), .restWhateverItSays,
    ], explainsTrouble: true
  ) { evidence in
    guard let stuck = evidence.marks("still there").first else { return evidence.phases(.deletion) }
    return [
      Judgement(
        .deletion, .violates, evidence.wish, in: evidence.time,
        "\(evidence.wish) could not be fulfilled, and does not go either: \(evidence.held(evidence.wish, at: stuck))",
        evidence.last(3, of: evidence.wish))
    ]
  }
}
