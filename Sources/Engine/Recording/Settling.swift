import Oracles
import Plans

/// Waits until the candidate has come to rest, woken by what is recorded.
struct Settling: Sendable {
  let recorder: Recorder
  /// The namespace of the case.
  let namespace: String

  enum Ending: Sendable, Equatable {
    case settled
    /// It writes on, so long after.
    case restless(after: Duration)
    /// It is at rest, and what was waited for has not come, so long after.
    case unready(after: Duration)
    /// The time of the case is over before anybody could tell.
    case outOfTime
  }

  /// - Parameters:
  ///   - disturbance: when the last deed was done, in seconds of the recording: a candidate that was started becomes ready
  ///     only some time after all that the ledger shows, and the quiet before that tells nothing.
  ///   - limit: the least that it gets; on a slow machine more.
  ///   - demand: when something was done that a good candidate answers.
  ///   - isDone: what else must hold, such as that the wish is ready.
  /// - Returns: the window that was used, and how it ended.
  func wait(
    after disturbance: Double, atMost limit: Duration, deadline: ContinuousClock.Instant,
    answering demand: Double? = nil,
    until isDone: @Sendable () -> Bool
  ) async throws -> (SettleWindow, Ending) {
    let begin = ContinuousClock.now
    var limit = limit
    var stir = Stir(namespace: namespace)
    while true {
      let changes = recorder.changes()
      stir.update(from: recorder)
      let lag = recorder.lag.seconds
      limit = max(limit, .seconds(SettleWindow.timeToSettle(lag: lag)))
      let end = begin + limit
      let window = SettleWindow(stir.history, lag: lag)
      let isAnswered = demand.map { stir.lastWrite > $0 } ?? true
      let length = isAnswered ? window.length : min(SettleWindow.patience * window.length, SettleWindow.longest)
      let quiet = recorder.now - max(stir.last, disturbance)
      let isQuiet = quiet >= length
      if isQuiet, isDone() { return (window, .settled) }
      let next = isQuiet ? end : ContinuousClock.now + .seconds(length - quiet)
      // The last window may end after the limit: only who writes after the limit writes on.
      if isQuiet, .now >= end { return (window, .unready(after: limit)) }
      if !isQuiet, stir.lastWrite > recorder.time(of: end) { return (window, .restless(after: limit)) }
      if .now >= deadline { return (window, .outOfTime) }
      try await wake(by: min(next, deadline), changes)
    }
  }

  /// Whether the candidate wrote so often since then, before it came to rest.
  func waitForWrite(
    _ number: Int, since time: Double, atMost limit: Duration, deadline: ContinuousClock.Instant
  ) async throws -> Bool {
    let end = min(.now + limit, deadline)
    var stir = Stir(namespace: namespace)
    var count = 0
    var last = time
    while true {
      let changes = recorder.changes()
      let writes = stir.update(from: recorder).filter { $0.time >= time }
      count += writes.count
      last = writes.last?.time ?? last
      if count >= number { return true }
      let window = SettleWindow(stir.history, lag: recorder.lag.seconds)
      let next = ContinuousClock.now + .seconds(window.length - (recorder.now - last))
      if next <= .now || next > end { return false }
      try await wake(by: next, changes)
    }
  }

  /// Whatever is recorded may be a reason to look again.
  ///
  /// - Parameter changes: asked for before the last look, and of no use afterwards: giving up ends a stream for good.
  func wake(by time: ContinuousClock.Instant, _ changes: AsyncStream<Void>) async throws {
    _ = try? await withDeadline(time) {
      for await _ in changes { return }
      throw CancellationError()
    }
    try Task.checkCancellation()
  }
}
