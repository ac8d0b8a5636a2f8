import Oracles
import Plans

/// Waits until the candidate has come to rest, woken by what is recorded.
struct Settling: Sendable {
  let recorder: Recorder
  /// The namespace of the case.
  let namespace: String

  enum Ending: Sendable {
    case settled
    /// It writes on.
    case restless
    /// It is at rest, and what was waited for has not come.
    case unready
  }

  /// - Parameter isDone: what else must hold, such as that the wish is ready.
  /// - Returns: the window that was used, and how it ended.
  func wait(
    atMost limit: Duration, deadline: ContinuousClock.Instant, until isDone: @Sendable () -> Bool
  ) async throws -> (SettleWindow, Ending) {
    let end = min(.now + limit, deadline)
    let changes = recorder.changes()
    while true {
      let ledger = recorder.ledger(of: namespace)
      let cast = Cast(ledger)
      let writes = ledger.revisions.filter { cast.isByCandidate($0) && $0.writeClass > .infrastructure }
      let window = SettleWindow(after: writes, disturbances: ledger.disturbances(cast))
      let last = writes.last { $0.writeClass > .heartbeat }?.time ?? 0
      let quiet = recorder.now - max(last, ledger.disturbances(cast).last ?? 0)
      let isQuiet = quiet >= window.length
      if isQuiet, isDone() { return (window, .settled) }
      let next = isQuiet ? end : ContinuousClock.now + .seconds(window.length - quiet)
      if .now >= end || next > end { return (window, isQuiet ? .unready : .restless) }
      try await wake(by: next, changes)
    }
  }

  /// Whether the candidate wrote so often since then, before it came to rest.
  func waitForWrite(
    _ number: Int, since time: Double, atMost limit: Duration, deadline: ContinuousClock.Instant
  ) async throws -> Bool {
    let end = min(.now + limit, deadline)
    let changes = recorder.changes()
    while true {
      let ledger = recorder.ledger(of: namespace)
      let cast = Cast(ledger)
      let writes = ledger.revisions.filter {
        $0.time >= time && cast.isByCandidate($0) && $0.writeClass > .infrastructure
      }
      if writes.count >= number { return true }
      let window = SettleWindow(
        after: ledger.revisions.filter { cast.isByCandidate($0) }, disturbances: ledger.disturbances(cast))
      let next = ContinuousClock.now + .seconds(window.length - (recorder.now - max(writes.last?.time ?? 0, time)))
      if next <= .now || next > end { return false }
      try await wake(by: next, changes)
    }
  }

  /// Whatever is recorded may be a reason to look again.
  private func wake(by time: ContinuousClock.Instant, _ changes: AsyncStream<Void>) async throws {
    _ = try? await withDeadline(time) {
      for await _ in changes { return }
      throw CancellationError()
    }
    try Task.checkCancellation()
  }
}

extension Ledger {
  /// When the run gave the candidate something to do: it wrote, or a phase began.
  fileprivate func disturbances(_ cast: Cast) -> [Double] {
    (revisions.filter { cast.isByDriver($0) }.map(\.time) + Phase.phases(of: self).map(\.time.lowerBound)).sorted()
  }
}
