package import Kubernetes

/// Remembers the Events of late, so that the same one again is counted instead of written anew.
package struct EventSeries: Sendable {
  package enum Write: Sendable, Hashable {
    case create(name: String)
    case count(name: String, to: Int64)
  }

  private struct Identity: Hashable {
    var uid: String
    var text: EventText
  }

  private struct Entry {
    var name: String
    var count: Int64
    var last: KubernetesTime
  }

  private let window: Duration
  private let capacity: Int
  private var entries: [Identity: Entry] = [:]

  /// - Parameters:
  ///   - window: After so long without it, the same Event is a new one.
  ///   - capacity: How many Events are remembered; the oldest go first.
  package init(window: Duration = .seconds(600), capacity: Int = 4096) {
    self.window = window
    self.capacity = capacity
  }

  package mutating func note(_ text: EventText, about object: KubernetesObject, now: KubernetesTime) -> Write {
    let identity = Identity(uid: object.uid ?? object.name, text: text)
    if var entry = entries[identity], now - entry.last < window {
      entry.count += 1
      entry.last = now
      entries[identity] = entry
      return .count(name: entry.name, to: entry.count)
    }
    if entries.count >= capacity, let oldest = entries.min(by: { $0.value.last < $1.value.last })?.key {
      entries[oldest] = nil
    }
    let stamp = String(now.seconds &* 1_000_000_000 &+ Int64(now.nanoseconds), radix: 16)
    let name = "\(object.name.prefix(200)).\(stamp)"
    entries[identity] = Entry(name: name, count: 1, last: now)
    return .create(name: name)
  }
}
