internal import HummingbirdCore
internal import Logging
internal import NIOCore
internal import Synchronization

/// Keeps each connection from its acceptance until it is served.
///
/// A server that ends drops those that it has accepted and not yet taken, and NIO stops the whole process over an async
/// channel that is dropped before it was used.
final class AcceptedConnections<Base: ServerChildChannel>: ServerChildChannel {
  private let base: Base
  private let waiting = Mutex<[ObjectIdentifier: Base.Value]>([:])

  init(_ base: Base) { self.base = base }

  func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Base.Value> {
    base.setup(channel: channel, logger: logger).map { value in
      self.waiting.withLock { $0[ObjectIdentifier(channel)] = value }
      return value
    }
  }

  func handle(value: Base.Value, logger: Logger) async {
    waiting.withLock { _ = $0.removeValue(forKey: ObjectIdentifier(value.channel)) }
    await base.handle(value: value, logger: logger)
  }

  /// Closes, in order, the connections that nobody took; call it when the server has ended.
  func closeRest(of loops: any EventLoopGroup, logger: Logger) async {
    // The last ones may still be on their way through their loops.
    for loop in loops.makeIterator() { try? await loop.submit {}.get() }
    let rest = waiting.withLock { waiting in
      defer { waiting = [:] }
      return Array(waiting.values)
    }
    for value in rest {
      value.channel.close(promise: nil)
      await base.handle(value: value, logger: logger)
    }
  }
}
