import Oracles
import Plans
import Verdicts

/// Waits until the candidate has come to rest, woken by what is recorded.
struct Settling: Sendable {
  let recorder: Recorder
  /// The namespace of the case.
  let namespace: String

  /// Returns the window that was used.
  ///
  /// - Throws: `Failure` when it does not come to rest in time.
  func wait(atMost limit: Duration, deadline: ContinuousClock.Instant) async throws -> SettleWindow {
    let end = min(.now + limit, deadline)
    let changes = recorder.changes()
    while true {
      let ledger = recorder.ledger(of: namespace)
      let cast = Cast(ledger)
      let writes = ledger.revisions.filter { cast.isByCandidate($0) && $0.writeClass > .infrastructure }
      let window = SettleWindow(after: writes)
      let telling = writes.filter { $0.writeClass > .heartbeat }
      let quiet = recorder.now - max(telling.last?.time ?? 0, ledger.lastPerturbation(cast) ?? 0)
      if quiet >= window.length { return window }
      let next = ContinuousClock.now + .seconds(window.length - quiet)
      guard next <= end else {
        throw Failure(
          .expectationNotMet,
          "the candidate does not come to rest: \(telling.last.map(\.summary) ?? "it writes all the time")",
          details: telling.suffix(10).map(\.summary) + ["window: \(window.length) s, because \(window.reason)"])
      }
      // Whatever is recorded may be a reason to wait longer.
      _ = try? await withDeadline(next) {
        for await _ in changes { return }
        throw CancellationError()
      }
      try Task.checkCancellation()
    }
  }
}

extension Ledger {
  fileprivate func lastPerturbation(_ cast: Cast) -> Double? { revisions.last { cast.isByDriver($0) }?.time }
}

extension Revision {
  /// `MODIFIED ConfigMap demo/x data.conf by operator (Update) at +4.2 s`
  var summary: String {
    let paths = changes.prefix(3).map(\.path.plainText).joined(separator: ", ")
    return "\(change.rawValue) \(key) \(paths) by \(writers.map(\.description).joined(separator: ", ")) at \(time) s"
  }
}
