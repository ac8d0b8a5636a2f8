internal import Documents
internal import Kubernetes
internal import Plans

extension ResourceCall {
  /// The event that a change is for this watch, and what faults make of it; nil when the watch does not show it.
  func delivery(of change: Change, _ encoder: WatchEncoder) throws -> WatchStream.Delivery? {
    guard let line = try encoder.event(for: change) else { return nil }
    var subject = FaultSubject(info, user: user, userAgent: request.headers["user-agent"] ?? "")
    subject.namespace = change.namespace ?? ""
    subject.name = change.name
    let fault = store.faults.fault(forEvent: subject) {
      let place = change.namespace.map { "\($0)/" } ?? ""
      return "\(change.kind) \(place)\(change.name) of revision \(change.revision)"
    }
    return switch fault?.effect {
    case .events(.drop): nil
    case .events(.cut): .cut
    case .events(.expire): .last(encoder.error(.expired("too old resource version: \(change.revision)")))
    case .eventDelay(let duration): .late(line, by: duration)
    case .asOf(let revision) where change.revision > UInt64(revision): .held(line, by: fault?.name ?? "")
    default: .line(line)
    }
  }
}

extension WatchStream {
  /// Of a watch that is refused: one event that says so, and the end.
  static func failed(_ status: APIStatus) -> WatchStream {
    let signals = WatcherQueue(capacity: 0)
    signals.finish()
    let event: Value = ["type": "ERROR", "object": status.value]
    return WatchStream(
      backlog: [.last(JSON.bytes(event) + [0x0A])], signals: signals, encode: { _ in nil }, encodeError: { _ in [] },
      pause: { _ in }, hold: { _ in }, stop: {})
  }
}
