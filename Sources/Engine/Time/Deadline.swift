/// The work was not done when its time was up.
struct DeadlineExceeded: Error {}

/// The run is being stopped, by a signal or because its budget is used up.
struct RunStopped: Error {}

/// Runs `body` until it ends, its time is up, or `stop` opens, whichever comes first; then what is left of it is
/// cancelled and waited for.
///
/// Stopping is an event here and not the cancellation of the surrounding task, because the clean-up after `body` has to
/// run in a task that is not cancelled.
///
/// - Throws: `DeadlineExceeded`, `RunStopped`, or what `body` throws.
func withDeadline<Result: Sendable>(
  _ deadline: ContinuousClock.Instant, stop: Latch? = nil,
  _ body: @escaping @Sendable () async throws -> Result
) async throws -> Result {
  try await withThrowingTaskGroup(of: Result.self) { group in
    group.addTask { try await body() }
    group.addTask {
      try await Task.sleep(until: deadline, clock: .continuous)
      throw DeadlineExceeded()
    }
    if let stop {
      group.addTask {
        await stop.wait()
        throw stop.isOpen ? RunStopped() : CancellationError()
      }
    }
    defer { group.cancelAll() }
    guard let result = try await group.next() else { throw CancellationError() }
    return result
  }
}
