/// Looks at every moment of some objects for as long as it takes, and makes no request meanwhile.
struct Lookout: Sendable {
  let live: LiveObjects
  let interest: Interest
  /// No moment is waited for after it.
  let limit: ContinuousClock.Instant

  /// Gives each moment to `judge`, the present one first, until that gives a result or the time is up.
  ///
  /// - Parameter moments: Where to begin; afterwards, how far it got.
  /// - Returns: Nil when the time is up, or the watches can show nothing more.
  /// - Throws: `CancellationError`, or what `judge` throws.
  func look<Result: Sendable>(
    through moments: inout Moments, _ judge: (Moment) throws -> Result?
  ) async throws -> Result? {
    // What is so already needs nobody to wait for it.
    if let result = try judge(moments.last) { return result }
    let changes = live.changes(of: interest)
    let limit = limit
    return try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        try await Task.sleep(until: limit, clock: .continuous)
        changes.finish()
      }
      defer {
        changes.finish()
        group.cancelAll()
      }
      if let result = try Self.first(&moments, judge) { return result }
      if case .ended = moments.loss { return nil }
      for await _ in changes.stream {
        if let result = try Self.first(&moments, judge) { return result }
        if case .ended = moments.loss { return nil }
      }
      try Task.checkCancellation()
      return try Self.first(&moments, judge)
    }
  }

  private static func first<Result>(_ moments: inout Moments, _ judge: (Moment) throws -> Result?) rethrows -> Result? {
    // All of them are taken before, so that a result does not hide what came with it.
    for moment in moments.next() { if let result = try judge(moment) { return result } }
    return nil
  }
}
