/// The events of one watch as they go over the wire: one JSON text a line.
///
/// First what was there already, then what happens, until the time is up, the type is no longer served, or the watcher
/// is too slow.
package struct WatchStream: AsyncSequence, Sendable {
  package typealias Element = [UInt8]

  /// The connection shall break in the middle of the watch.
  package struct Cut: Error, Sendable {
    package init() {}
  }

  /// What becomes of an event.
  enum Delivery: Sendable {
    case line([UInt8])
    case late([UInt8], by: Duration)
    /// It comes when the fault of this name is removed.
    case held([UInt8], by: String)
    /// The watch ends after it.
    case last([UInt8])
    case cut
  }

  var backlog: [Delivery]
  var signals: WatcherQueue
  /// Nil for a change that this watch does not show.
  var encode: @Sendable (WatchSignal) async -> Delivery?
  /// What a watcher that was cut off is told.
  var encodeError: @Sendable (any Error) -> [UInt8]
  var pause: @Sendable (Duration) async -> Void
  /// Until the fault of this name is removed.
  var hold: @Sendable (String) async -> Void
  /// Ends the watch; for whoever learns that nobody reads it any more.
  package let stop: @Sendable () -> Void

  package func makeAsyncIterator() -> Iterator { Iterator(stream: self, deliveries: backlog[...]) }

  package struct Iterator: AsyncIteratorProtocol {
    fileprivate let stream: WatchStream
    fileprivate var deliveries: ArraySlice<Delivery>
    fileprivate var isOver = false

    /// One event.
    ///
    /// - Throws: `Cut`
    package mutating func next() async throws -> [UInt8]? {
      guard let delivery = await nextDelivery() else { return nil }
      return try await carryOut(delivery)
    }

    /// All events that are there, joined: one write for a watch that has much to tell.
    ///
    /// - Throws: `Cut`
    package mutating func nextJoined() async throws -> [UInt8]? {
      guard var joined = try await next() else { return nil }
      while case .line(let line)? = deliveries.first, joined.count < 64 << 10 {
        joined += line
        deliveries.removeFirst()
      }
      return joined
    }

    private mutating func carryOut(_ delivery: Delivery) async throws -> [UInt8] {
      switch delivery {
      case .line(let line): return line
      case .late(let line, let duration):
        await stream.pause(duration)
        return line
      case .held(let line, let fault):
        await stream.hold(fault)
        return line
      case .last(let line):
        isOver = true
        stream.stop()
        return line
      case .cut:
        isOver = true
        stream.stop()
        throw Cut()
      }
    }

    private mutating func nextDelivery() async -> Delivery? {
      while !isOver, deliveries.isEmpty {
        do {
          guard let batch = try await stream.signals.nextBatch() else {
            isOver = true
            stream.stop()
            return nil
          }
          var encoded: [Delivery] = []
          encoded.reserveCapacity(batch.count)
          for signal in batch {
            if let delivery = await stream.encode(signal) { encoded.append(delivery) }
          }
          deliveries = encoded[...]
        } catch {
          deliveries = [.last(stream.encodeError(error))]
        }
      }
      return isOver ? nil : deliveries.popFirst()
    }
  }
}
