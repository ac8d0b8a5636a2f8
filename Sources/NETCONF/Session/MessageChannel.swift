import Synchronization
import XML

/// Messages over a connection, for either side of a session: the first that comes is the other side's hello, after which
/// both sides know the framing.
package final class MessageChannel: Sendable {
  package enum Event: Sendable {
    case hello(Hello)
    case message([UInt8])
  }

  /// What comes, in order, for one receiver; ends with what ended the connection.
  package let events: AsyncThrowingStream<Event, any Error>
  private let arrivals: AsyncThrowingStream<Event, any Error>.Continuation
  private let write: @Sendable ([UInt8]) async throws -> Void
  private let state: Mutex<State>

  private struct State {
    var decoder: FrameDecoder
    /// Of what is sent.
    var framing = Framing.endOfMessage
    var own: Hello?
    var other: Hello?
    /// When the other side's hello comes before this side has said its own, what follows waits for it.
    var isWaiting = false
    var isOver = false
  }

  /// - Parameters:
  ///   - limit: of a message that comes, in bytes.
  ///   - write: Sends bytes.
  package init(limit: Int = ParsedXML.sizeLimit, write: @escaping @Sendable ([UInt8]) async throws -> Void) {
    (events, arrivals) = AsyncThrowingStream<Event, any Error>.makeStream()
    self.write = write
    state = Mutex(State(decoder: FrameDecoder(limit: limit)))
  }

  /// Says hello. To be called once, before anything else is sent.
  package func greet(_ hello: Hello) async throws {
    try await write(try Framing.endOfMessage.frame(hello.message))
    state.withLock { state in
      state.own = hello
      agree(&state)
      drain(&state)
    }
  }

  /// Takes bytes that came.
  package func receive(_ bytes: some Collection<UInt8>) {
    state.withLock { state in
      guard !state.isOver else { return }
      state.decoder.push(bytes)
      drain(&state)
    }
  }

  /// Nothing more comes.
  package func end(_ error: (any Error)? = nil) {
    state.withLock { state in
      guard !state.isOver else { return }
      state.isOver = true
      var error = error
      if error == nil {
        do throws(FramingError) { try state.decoder.finish() } catch { return arrivals.finish(throwing: error) }
      }
      arrivals.finish(throwing: error)
      error = nil
    }
  }

  /// To be called after both hellos.
  ///
  /// - Parameter speed: in bytes a second; nil sends all at once.
  package func send(_ message: [UInt8], bytesPerSecond speed: Int? = nil) async throws {
    let bytes = try state.withLock { state throws(FramingError) in try state.framing.frame(message) }
    guard let speed else { return try await write(bytes) }
    let size = max(1, speed / 10)
    for start in stride(from: 0, to: bytes.count, by: size) {
      try await write(Array(bytes[start..<min(start + size, bytes.count)]))
      try await Task.sleep(for: .seconds(1) * (Double(size) / Double(max(1, speed))))
    }
  }

  // MARK: Parts

  private func agree(_ state: inout State) {
    guard let own = state.own, let other = state.other else { return }
    state.isWaiting = false
    guard own.usesChunks(with: other) else { return }
    state.framing = .chunked
    state.decoder.switchToChunks()
  }

  private func drain(_ state: inout State) {
    do {
      while !state.isWaiting, let message = try state.decoder.next() {
        guard state.other == nil else {
          arrivals.yield(.message(message))
          continue
        }
        let hello = try Hello(parsing: message)
        state.other = hello
        state.isWaiting = state.own == nil
        agree(&state)
        arrivals.yield(.hello(hello))
      }
    } catch {
      state.isOver = true
      arrivals.finish(throwing: error)
    }
  }
}
