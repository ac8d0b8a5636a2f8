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
    /// The watch ends after it.
    case last([UInt8])
    case cut
  }

  var backlog: [Delivery]
  var signals: WatcherIndex.Signals
  /// Nil for a change that this watch does not show.
  var encode: @Sendable (WatchSignal) async -> Delivery?
  /// What a watcher that was cut off is told.
  var encodeError: @Sendable (any Error) -> [UInt8]
  var pause: @Sendable (Duration) async -> Void
  /// Ends the watch; for whoever learns that nobody reads it any more.
  package let stop: @Sendable () -> Void

  package func makeAsyncIterator() -> Iterator {
    Iterator(stream: self, backlog: backlog[...], signals: signals.makeAsyncIterator())
  }

  package struct Iterator: AsyncIteratorProtocol {
    fileprivate let stream: WatchStream
    fileprivate var backlog: ArraySlice<Delivery>
    fileprivate var signals: WatcherIndex.Signals.Iterator
    fileprivate var isOver = false

    /// - Throws: `Cut`
    package mutating func next() async throws -> [UInt8]? {
      if isOver { return nil }
      switch await nextDelivery() {
      case nil:
        isOver = true
        stream.stop()
        return nil
      case .line(let line): return line
      case .late(let line, let duration):
        await stream.pause(duration)
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
      if let delivery = backlog.popFirst() { return delivery }
      do {
        while let signal = try await signals.next(isolation: #isolation) {
          if let delivery = await stream.encode(signal) { return delivery }
        }
        return nil
      } catch {
        return .last(stream.encodeError(error))
      }
    }
  }
}
