/// Tells the seconds since the start of a run.
package struct RunClock: Sendable {
  let start: ContinuousClock.Instant

  package init(start: ContinuousClock.Instant = .now) { self.start = start }

  package var seconds: Double { Self.seconds(.now - start) }

  package static func seconds(_ duration: Duration) -> Double {
    let (seconds, attoseconds) = duration.components
    return Double(seconds) + Double(attoseconds) / 1e18
  }
}
