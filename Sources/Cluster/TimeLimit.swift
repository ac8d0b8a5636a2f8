/// Runs `body`, and cancels it when it takes longer than `limit`.
///
/// - Throws: What `body` throws, or `expired` after the limit.
func withTimeLimit<Result: Sendable>(
  _ limit: Duration, clock: any Clock<Duration>, expired: @autoclosure @escaping @Sendable () -> any Error,
  _ body: @escaping @Sendable () async throws -> Result
) async throws -> Result {
  try await withThrowingTaskGroup(of: Result.self) { group in
    group.addTask { try await body() }
    group.addTask {
      try await clock.sleep(for: limit)
      throw expired()
    }
    defer { group.cancelAll() }
    guard let first = try await group.next() else { throw CancellationError() }
    return first
  }
}
