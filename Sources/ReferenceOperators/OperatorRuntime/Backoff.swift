/// How long to wait before the next attempt at something that keeps failing.
package struct Backoff: Sendable, Hashable {
  package var initial: Duration
  package var factor: Double
  package var limit: Duration

  package init(initial: Duration = .milliseconds(200), factor: Double = 2, limit: Duration = .seconds(30)) {
    self.initial = initial
    self.factor = factor
    self.limit = limit
  }

  /// - Parameter failures: How often it has failed in a row; 1 or more.
  package func delay(after failures: Int) -> Duration {
    var delay = initial
    for _ in 1..<max(1, failures) where delay < limit { delay = delay * factor }
    return min(delay, limit)
  }
}

/// Spreads retries of many items over time: a bucket that holds `burst` tokens and gains one each `interval`.
package struct RetryRate<Instant: InstantProtocol>: Sendable where Instant.Duration == Duration {
  private let interval: Duration
  private let burst: Int
  /// When the bucket was, or will be, full; a reservation moves it later.
  private var fullAt: Instant?

  package init(interval: Duration = .milliseconds(50), burst: Int = 100) {
    self.interval = interval
    self.burst = max(1, burst)
  }

  /// Takes a token.
  ///
  /// - Returns: How long to wait for it; zero while there are tokens.
  package mutating func reserve(now: Instant) -> Duration {
    let full = max(fullAt ?? now, now).advanced(by: interval)
    fullAt = full
    return max(.zero, now.duration(to: full) - interval * burst)
  }
}
