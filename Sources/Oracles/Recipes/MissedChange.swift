extension Recipe {
  /// The wish changes while the candidate is down: what it says now is carried out at the start (R6, after Sieve's unobserved states).
  static let missedChange = Recipe([
    .phase("stop"), .stop, .phase("change while down"), .apply(.changed), .phase("start again"), .start, .rest,
  ]) { evidence in
    (evidence.phases(.missedChange) + evidence.phases(.restart)).map { evidence.excusedByRequests($0) }
  }
}
