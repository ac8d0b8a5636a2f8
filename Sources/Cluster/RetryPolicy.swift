/// Which failures to try again, how often, and how long to wait between.
///
/// - A request that never left, and one that the server turned away with 429 or, naming a time to come back, with 500 or
///   503, is tried again whatever it is.
/// - 502, 503 and 504, and a connection that broke, are tried again only when doing the request twice is the same as once:
///   every read, replacement, deletion, merge and apply, but not a creation or a JSON patch.
package struct RetryPolicy: Sendable, Hashable {
  /// Attempts in all; 1 means none is repeated.
  package var attempts: Int
  /// The first wait, doubled for each further one.
  package var base: Duration
  /// The longest wait, also when the server asks for a longer one.
  package var limit: Duration

  package init(attempts: Int = 5, base: Duration = .milliseconds(100), limit: Duration = .seconds(10)) {
    self.attempts = max(1, attempts)
    self.base = base
    self.limit = limit
  }

  package static let none = RetryPolicy(attempts: 1)

  /// The wait before attempt `attempt` (the first repetition is 2): between half and all of the doubled base.
  ///
  /// - Parameter jitter: From 0 up to 1, a random number.
  package func delay(beforeAttempt attempt: Int, retryAfter: Duration?, jitter: Double) -> Duration {
    if let retryAfter { return min(retryAfter, limit) + base * (jitter / 2) }
    let doublings = min(max(0, attempt - 2), 20)
    return min(base * (1 << doublings), limit) * (0.5 + jitter / 2)
  }

  /// What came of an attempt.
  enum Outcome {
    case answered(code: Int, retryAfter: Duration?)
    case neverSent
    case broken
  }

  func shouldRetry(_ outcome: Outcome, isIdempotent: Bool, attempt: Int) -> Bool {
    guard attempt < attempts else { return false }
    switch outcome {
    case .neverSent: return true
    case .broken: return isIdempotent
    case .answered(429, _): return true
    case .answered(500, let retryAfter): return retryAfter != nil
    case .answered(503, let retryAfter): return isIdempotent || retryAfter != nil
    case .answered(502, _), .answered(504, _): return isIdempotent
    case .answered: return false
    }
  }
}

/// What a client counts and tells beside its answers.
package struct ClusterObserver: Sendable {
  /// Something that was not as it should be, and was dealt with.
  package enum Noise: Sendable, Hashable {
    /// An attempt failed and is repeated. `code` is nil when there was no answer.
    case retried(request: String, code: Int?, cause: String)
    /// Credentials were refused and fetched anew.
    case credentialsRefreshed
    /// A watch ended early and is resumed.
    case watchResumed(resource: String, cause: String)
    /// A watch could not be resumed, so all was listed again.
    case relisted(resource: String, cause: String)
    /// A consumer was too slow, and gets everything again.
    case consumerOverflowed(resource: String)
  }

  /// A `Warning` header: what the server wants the user to know.
  package struct Warning: Sendable, Hashable {
    package var text: String
    package var request: String
  }

  package var noise: @Sendable (Noise) -> Void
  package var warning: @Sendable (Warning) -> Void

  package init(
    noise: @escaping @Sendable (Noise) -> Void = { _ in }, warning: @escaping @Sendable (Warning) -> Void = { _ in }
  ) {
    self.noise = noise
    self.warning = warning
  }
}
