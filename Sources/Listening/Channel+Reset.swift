package import NIOCore

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Channel {
  /// Breaks the connection as a crash does: a TCP reset, without the goodbye of TLS.
  package func reset() {
    // Without time to linger, what was not sent is thrown away, and closing sends a reset.
    let lingering = (self as? any SocketOptionProvider)?.setSoLinger(linger(l_onoff: 1, l_linger: 0))
    (lingering ?? eventLoop.makeSucceededVoidFuture()).whenComplete { _ in
      try? self.pipeline.syncOperations.addHandler(AbruptClose(), position: .first)
    }
  }
}

/// Closes the socket from below TLS as soon as it is added.
private final class AbruptClose: ChannelOutboundHandler {
  typealias OutboundIn = Any

  func handlerAdded(context: ChannelHandlerContext) { context.close(promise: nil) }
}
