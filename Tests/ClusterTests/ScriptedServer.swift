import Cluster
import Documents
import NIOCore
import NIOHTTP1
import NIOPosix

/// An HTTP server in the test's own process that says and does exactly what a test wants.
enum ScriptedServer {
  struct Request: Sendable {
    var method: String
    /// With the query.
    var uri: String
    var headers: HTTPHeaders
    var body: [UInt8]

    var path: String { String(uri.prefix { $0 != "?" }) }
    func header(_ name: String) -> String? { headers.first(name: name) }

    /// Not unescaped.
    func query(_ name: String) -> String? {
      let pairs = uri.drop { $0 != "?" }.dropFirst().split(separator: "&")
      return pairs.first { $0.hasPrefix("\(name)=") }.map { String($0.dropFirst(name.count + 1)) }
    }

    var line: String { "\(method) \(uri)" }
  }

  /// How a handler answers.
  struct Answer: Sendable {
    fileprivate let outbound: NIOAsyncChannelOutboundWriter<HTTPServerResponsePart>

    func send(_ code: Int, _ json: Value, headers: [(String, String)] = []) async throws {
      try await begin(code, headers: headers)
      try await chunk(JSON.text(json))
      try await end()
    }

    func begin(_ code: Int, headers: [(String, String)] = []) async throws {
      let head = HTTPResponseHead(
        version: .http1_1, status: HTTPResponseStatus(statusCode: code),
        headers: HTTPHeaders([("Content-Type", "application/json")] + headers))
      try await outbound.write(.head(head))
    }

    func chunk(_ text: String) async throws { try await chunk(Array(text.utf8)) }

    func chunk(_ bytes: [UInt8]) async throws { try await outbound.write(.body(.byteBuffer(ByteBuffer(bytes: bytes)))) }

    func end() async throws { try await outbound.write(.end(nil)) }
  }

  /// Thrown by a handler to break the connection.
  struct Drop: Error {}

  typealias Handler = @Sendable (Request, Answer) async throws -> Void

  /// Serves on a free port of the loopback while `body` runs.
  static func serve<Result>(
    _ handler: @escaping Handler, _ body: (ServerAddress) async throws -> Result
  ) async throws -> Result {
    let server = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
      .childChannelOption(.autoRead, value: false)
      .bind(host: "127.0.0.1", port: 0) { $0.eventLoop.makeSucceededFuture($0) }
    let address = ServerAddress(isEncrypted: false, host: "127.0.0.1", port: server.channel.localAddress?.port ?? 0)
    return try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        try await server.executeThenClose { connections in
          try await withThrowingDiscardingTaskGroup { group in
            for try await connection in connections { group.addTask { try? await converse(connection, handler) } }
          }
        }
      }
      defer { group.cancelAll() }
      return try await body(address)
    }
  }

  private static func converse(
    _ channel: any Channel, _ handler: Handler
  ) async throws {
    let connection = try await TestChannel.open(channel) {
      try channel.pipeline.syncOperations.configureHTTPServerPipeline()
      return try NIOAsyncChannel<HTTPServerRequestPart, HTTPServerResponsePart>(wrappingChannelSynchronously: channel)
    }
    try await connection.executeThenClose { inbound, outbound in
      var request: Request?
      for try await part in inbound {
        switch part {
        case .head(let head):
          request = Request(method: head.method.rawValue, uri: head.uri, headers: head.headers, body: [])
        case .body(let buffer): request?.body += Array(buffer: buffer)
        case .end:
          if let complete = request { try await handler(complete, Answer(outbound: outbound)) }
        }
      }
    }
  }
}

/// Connections that a server accepted, and that nobody may look at any more when the test is over.
enum TestChannel {
  /// Wraps a connection that was accepted without reading from it, and begins to read.
  static func open<Wrapped: Sendable>(
    _ channel: any Channel, _ wrap: @escaping @Sendable () throws -> Wrapped
  ) async throws -> Wrapped {
    let wrapped = try await channel.eventLoop.submit(wrap).get()
    try await channel.setOption(.autoRead, value: true).get()
    return wrapped
  }
}
