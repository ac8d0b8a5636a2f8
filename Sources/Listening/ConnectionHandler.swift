package import NIOCore

/// Keeps a connection on the list while it is open.
package final class ConnectionHandler: ChannelInboundHandler, RemovableChannelHandler {
  package typealias InboundIn = Any

  private let connections: ConnectionList

  package init(_ connections: ConnectionList) { self.connections = connections }

  package func handlerAdded(context: ChannelHandlerContext) { connections.add(context.channel) }

  package func channelInactive(context: ChannelHandlerContext) {
    connections.remove(context.channel)
    context.fireChannelInactive()
  }

  package func handlerRemoved(context: ChannelHandlerContext) { connections.remove(context.channel) }
}
