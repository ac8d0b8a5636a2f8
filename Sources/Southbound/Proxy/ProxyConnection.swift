import AsyncHTTPClient
import NIOCore
import NIOHTTP1

/// One connection of a client: its requests, one after the other.
struct ProxyConnection: Sendable {
  let proxy: SouthboundProxy
  let client: HTTPClient
  let channel: any Channel

  /// Returns when the connection is closed. A client that goes cancels what is asked for it.
  func serve() async {
    let (gone, isGone) = AsyncStream<Never>.makeStream()
    channel.closeFuture.whenComplete { _ in isGone.finish() }
    await withTaskGroup(of: Void.self) { group in
      group.addTask { for await _ in gone {} }
      group.addTask { await self.carryOutRequests() }
      await group.next()
      group.cancelAll()
    }
  }

  private func carryOutRequests() async {
    guard let connection = try? await opened() else { return channel.close(promise: nil) }
    // What fails here is told by the exchange, in the journal; the client sees its connection close.
    try? await connection.executeThenClose { inbound, _ in
      var parts = inbound.makeAsyncIterator()
      while case .head(let head)? = try await parts.next() {
        let exchange = ProxyExchange(proxy: proxy, client: client, channel: channel, head: head)
        guard try await exchange.carryOut(&parts) else { return }
      }
    }
  }

  private func opened() async throws -> NIOAsyncChannel<HTTPServerRequestPart, HTTPServerResponsePart> {
    let channel = channel
    let connection = try await channel.eventLoop.submit {
      // NIO stops the process over a channel that is wrapped after its end.
      guard channel.isActive else { throw ChannelError.ioOnClosedChannel }
      return try NIOAsyncChannel<HTTPServerRequestPart, HTTPServerResponsePart>(wrappingChannelSynchronously: channel)
    }.get()
    channel.setOption(.autoRead, value: true).whenFailure { _ in channel.close(promise: nil) }
    return connection
  }
}
