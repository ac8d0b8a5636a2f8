import Cluster
import NIOCore
import NIOPosix

/// An HTTP proxy that understands CONNECT alone, and leads every tunnel to one address.
enum TunnelProxy {
  private typealias Connection = NIOAsyncChannel<ByteBuffer, ByteBuffer>

  /// - Parameter asked: Notes the first line of each request.
  static func serve<Result>(
    to target: ServerAddress, asked: Record<String>, _ body: (ProxyAddress) async throws -> Result
  ) async throws -> Result {
    let server = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
      .childChannelOption(.autoRead, value: false)
      .bind(host: "127.0.0.1", port: 0) { $0.eventLoop.makeSucceededFuture($0) }
    guard let address = ProxyAddress("http://127.0.0.1:\(server.channel.localAddress?.port ?? 0)") else {
      throw CancellationError()
    }
    return try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        try await server.executeThenClose { connections in
          try await withThrowingDiscardingTaskGroup { group in
            for try await connection in connections { group.addTask { try? await tunnel(connection, target, asked) } }
          }
        }
      }
      defer { group.cancelAll() }
      return try await body(address)
    }
  }

  private static func tunnel(_ channel: any Channel, _ target: ServerAddress, _ asked: Record<String>) async throws {
    let client = try await TestChannel.open(channel) { try Connection(wrappingChannelSynchronously: channel) }
    try await client.executeThenClose { fromClient, toClient in
      var request = ""
      var incoming = fromClient.makeAsyncIterator()
      while !request.contains("\r\n\r\n"), let bytes = try await incoming.next() { request += String(buffer: bytes) }
      asked.add(request.split(separator: "\r\n").first.map(String.init) ?? "")
      let upstream = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
        .connect(host: target.host, port: target.port) { channel in
          channel.eventLoop.makeCompletedFuture { try Connection(wrappingChannelSynchronously: channel) }
        }
      try await upstream.executeThenClose { fromServer, toServer in
        try await toClient.write(ByteBuffer(string: "HTTP/1.1 200 OK\r\n\r\n"))
        try await withThrowingTaskGroup(of: Void.self) { group in
          group.addTask { for try await bytes in fromServer { try await toClient.write(bytes) } }
          while let bytes = try await incoming.next() { try await toServer.write(bytes) }
          group.cancelAll()
        }
      }
    }
  }
}
