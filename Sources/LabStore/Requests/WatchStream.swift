/// The events of one watch as they go over the wire: one JSON text a line.
package struct WatchStream: AsyncSequence, Sendable {
  package typealias Element = [UInt8]

  private let stream: AsyncStream<[UInt8]>

  package init(_ stream: AsyncStream<[UInt8]>) { self.stream = stream }

  package func makeAsyncIterator() -> AsyncStream<[UInt8]>.Iterator { stream.makeAsyncIterator() }
}
