internal import NIOCore

/// Closes a connection whose client has closed its side, as Go's HTTP server does.
///
/// Otherwise a client that goes in the middle of a watch would wait for the server's goodbye until the watch ends.
final class ClientGoneHandler: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = Any

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if case .some(ChannelEvent.inputClosed) = event as? ChannelEvent { context.close(promise: nil) }
    context.fireUserInboundEventTriggered(event)
  }
}
