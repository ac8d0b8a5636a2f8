import Synchronization

/// How slow the lab and the machine of the harness are at this time: what is late for that reason is nobody's fault.
final class LagMeter: Sendable {
  /// How long it is remembered.
  private static let memory = Duration.seconds(60)
  /// Between two looks at the machine.
  private static let interval = Duration.milliseconds(250)

  private let lags = Mutex<[(time: ContinuousClock.Instant, length: Duration)]>([])

  /// Takes up how long something took that takes no time on an idle machine.
  func note(_ length: Duration) {
    let now = ContinuousClock.now
    lags.withLock { lags in
      lags.removeAll { $0.time < now - Self.memory }
      // A shorter one before it counts for nothing any more.
      while let last = lags.last, last.length <= length { lags.removeLast() }
      lags.append((now, length))
    }
  }

  /// The longest of the last while, in seconds.
  var seconds: Double {
    let now = ContinuousClock.now
    return lags.withLock { lags in
      RunClock.seconds(lags.first { $0.time >= now - Self.memory }?.length ?? .zero)
    }
  }

  /// Notes how much later than it should the harness itself is woken, until it is cancelled: a machine that keeps the harness
  /// waiting keeps the candidate waiting, too.
  func watchMachine() async {
    while !Task.isCancelled {
      let due = ContinuousClock.now + Self.interval
      try? await Task.sleep(until: due, tolerance: .zero)
      note(max(.zero, .now - due))
    }
  }
}
