/// The events of one watch as they go over the wire: one JSON text a line.
///
/// First what was there already, then what happens, until the time is up, the type is no longer served, or the watcher
/// is too slow.
package struct WatchStream: AsyncSequence, Sendable {
  package typealias Element = [UInt8]

  var backlog: [[UInt8]]
  var signals: WatcherIndex.Signals
  /// Nil for a change that this watch does not show.
  var encode: @Sendable (WatchSignal) -> [UInt8]?
  /// What a watcher that was cut off is told.
  var encodeError: @Sendable (any Error) -> [UInt8]
  /// Ends the watch; for whoever learns that nobody reads it any more.
  package let stop: @Sendable () -> Void

  package func makeAsyncIterator() -> Iterator {
    Iterator(backlog: backlog[...], signals: signals.makeAsyncIterator(), encode: encode, encodeError: encodeError)
  }

  package struct Iterator: AsyncIteratorProtocol {
    var backlog: ArraySlice<[UInt8]>
    var signals: WatcherIndex.Signals.Iterator
    var encode: @Sendable (WatchSignal) -> [UInt8]?
    var encodeError: @Sendable (any Error) -> [UInt8]
    var hasFailed = false

    package mutating func next() async -> [UInt8]? {
      if let line = backlog.popFirst() { return line }
      if hasFailed { return nil }
      do {
        while let signal = try await signals.next(isolation: #isolation) {
          if let line = encode(signal) { return line }
        }
        return nil
      } catch {
        hasFailed = true
        return encodeError(error)
      }
    }
  }
}
