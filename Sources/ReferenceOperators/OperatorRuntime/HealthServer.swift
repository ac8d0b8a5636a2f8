import NIOCore
import NIOHTTP1
import NIOPosix

/// Answers the probes of a kubelet, `/healthz` and `/readyz`, and `/metrics`.
package struct HealthServer: Sendable {
  private typealias Connection = NIOAsyncChannel<HTTPServerRequestPart, HTTPPart<HTTPResponseHead, ByteBuffer>>

  private let host: String
  private let port: Int
  private let isReady: @Sendable () -> Bool
  private let metrics: @Sendable () -> String

  /// - Parameter metrics: Their text.
  package init(
    host: String, port: Int, isReady: @escaping @Sendable () -> Bool, metrics: @escaping @Sendable () -> String
  ) {
    self.host = host
    self.port = port
    self.isReady = isReady
    self.metrics = metrics
  }

  /// Serves until cancelled.
  ///
  /// - Parameter onReady: Is told the port once connections are accepted.
  /// - Throws: When the address is taken.
  package func run(onReady: @Sendable (Int) -> Void = { _ in }) async throws {
    let server = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .bind(host: host, port: port) { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.configureHTTPServerPipeline()
          try channel.pipeline.syncOperations.addHandler(ResponseParts())
          return try Connection(wrappingChannelSynchronously: channel)
        }
      }
    onReady(server.channel.localAddress?.port ?? port)
    try await withThrowingDiscardingTaskGroup { group in
      try await server.executeThenClose { connections in
        for try await connection in connections {
          // A client that goes away in the middle is its own affair.
          group.addTask { try? await serve(connection) }
        }
      }
    }
  }

  private func serve(_ connection: Connection) async throws {
    try await connection.executeThenClose { inbound, outbound in
      var path = ""
      for try await part in inbound {
        switch part {
        case .head(let head): path = String(head.uri.prefix { $0 != "?" })
        case .body: continue
        case .end:
          let (status, type, text) = answer(path)
          let body = ByteBuffer(string: text)
          var head = HTTPResponseHead(version: .http1_1, status: status)
          head.headers = ["Content-Type": type, "Content-Length": String(body.readableBytes)]
          try await outbound.write(.head(head))
          try await outbound.write(.body(body))
          try await outbound.write(.end(nil))
        }
      }
    }
  }

  private func answer(_ path: String) -> (HTTPResponseStatus, type: String, text: String) {
    switch path {
    case "/healthz": (.ok, "text/plain", "ok\n")
    case "/readyz": isReady() ? (.ok, "text/plain", "ok\n") : (.serviceUnavailable, "text/plain", "not synced yet\n")
    case "/metrics": (.ok, "text/plain; version=0.0.4; charset=utf-8", metrics())
    default: (.notFound, "text/plain", "not found\n")
    }
  }
}

/// Lets responses be written as plain buffers.
private final class ResponseParts: ChannelOutboundHandler {
  typealias OutboundIn = HTTPPart<HTTPResponseHead, ByteBuffer>
  typealias OutboundOut = HTTPServerResponsePart

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    let part: HTTPServerResponsePart =
      switch unwrapOutboundIn(data) {
      case .head(let head): .head(head)
      case .body(let buffer): .body(.byteBuffer(buffer))
      case .end(let trailers): .end(trailers)
      }
    context.write(wrapOutboundOut(part), promise: promise)
  }
}
