/// Which failures to try again, how often, and how long to wait between.
///
/// - A request that never left, and one that the server turned away with 429 or, naming a time to come back, with 500 or
///   503, is tried again whatever it is.
/// - 502, 503 and 504, a change of leader in the server's store, and a connection that broke, are tried again only when doing
///   the request twice is the same as once: every read, replacement, deletion, merge and apply, but not a creation or a
///   JSON patch.
/// - A refusal by permission (403), by validation (400, 409, 422) or of any other 4xx is an answer, and never repeated.
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
