import NIOCore
import NIOPosix

/// A client that sends bytes as they are written, and sees how a connection ends.
struct RawConnection: Sendable {
  enum Ending: Equatable { case closed, reset }

  /// Sends the text and reads until the other side is done.
  ///
  /// - Parameter steps: what is sent next when the answers so far end with a text.
  static func exchange(
    port: Int, _ text: String, then steps: [(after: String, text: String)] = [],
    onText: @Sendable (String) -> Void = { _ in }
  ) async throws -> (text: String, ending: Ending) {
    let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .connect(host: "127.0.0.1", port: port) { channel in
        channel.eventLoop.makeCompletedFuture {
          try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
        }
      }
    var steps = steps[...]
    return try await channel.executeThenClose { inbound, outbound in
      try await outbound.write(ByteBuffer(string: text))
      var received = ""
      do {
        for try await buffer in inbound {
          received += String(buffer: buffer)
          onText(received)
          if let step = steps.first, received.hasSuffix(step.after) {
            steps = steps.dropFirst()
            try await outbound.write(ByteBuffer(string: step.text))
          }
        }
      } catch is IOError { return (received, .reset) }
      return (received, .closed)
    }
  }
}
