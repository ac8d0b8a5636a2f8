import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// A real HTTP server for tests, whose answers a test writes.
final class TestServer: Sendable {
  struct Request: Sendable {
    var head: HTTPRequestHead
    var body: [UInt8]

    var method: String { head.method.rawValue }
    var text: String { String(decoding: body, as: UTF8.self) }
  }

  /// Parts of an answer, in their order.
  enum Part: Sendable {
    case head(Int, HTTPHeaders = [:])
    case body(String)
    case end
    /// The connection breaks.
    case cut
    /// Nothing more comes until the client has gone.
    case untilGone
  }

  typealias Answer = @Sendable (Request) async -> [Part]

  private let answer: Answer
  private let state = Mutex<[Request]>([])
  /// Yields when a client has gone that was waited for.
  let gone: AsyncStream<Void>
  private let isGone: AsyncStream<Void>.Continuation

  init(_ answer: @escaping Answer) {
    self.answer = answer
    (gone, isGone) = AsyncStream.makeStream()
  }

  var requests: [Request] { state.withLock { $0 } }

  static func text(_ status: Int, _ text: String, _ headers: HTTPHeaders = [:]) -> [Part] {
    var headers = headers
    headers.add(name: "Content-Length", value: "\(text.utf8.count)")
    return [.head(status, headers), .body(text), .end]
  }

  /// Serves while the body runs; gives it the URL.
  func serving<Output: Sendable>(_ body: @Sendable (String) async throws -> Output) async throws -> Output {
    let server = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .bind(host: "127.0.0.1", port: 0) { channel in
        channel.eventLoop.makeCompletedFuture {
          var encoder = HTTPResponseEncoder.Configuration()
          encoder.automaticallySetFramingHeaders = false
          try channel.pipeline.syncOperations.configureHTTPServerPipeline(withEncoderConfiguration: encoder)
          return try NIOAsyncChannel<HTTPServerRequestPart, HTTPServerResponsePart>(
            wrappingChannelSynchronously: channel)
        }
      }
    let port = server.channel.localAddress?.port ?? 0
    return try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        await withDiscardingTaskGroup { connections in
          try? await server.executeThenClose { accepted in
            for try await connection in accepted { connections.addTask { await self.serve(connection) } }
          }
          connections.cancelAll()
        }
      }
      let result: Result<Output, any Error>
      do { result = .success(try await body("http://127.0.0.1:\(port)")) } catch { result = .failure(error) }
      group.cancelAll()
      return try result.get()
    }
  }

  private func serve(_ connection: NIOAsyncChannel<HTTPServerRequestPart, HTTPServerResponsePart>) async {
    try? await connection.executeThenClose { inbound, outbound in
      var parts = inbound.makeAsyncIterator()
      while case .head(let head)? = try await parts.next() {
        var request = Request(head: head, body: [])
        while case .body(let buffer)? = try await parts.next() { request.body += buffer.readableBytesView }
        state.withLock { [request] in $0.append(request) }
        for part in await answer(request) {
          switch part {
          case .head(let status, let headers):
            let head = HTTPResponseHead(
              version: .http1_1, status: HTTPResponseStatus(statusCode: status), headers: headers)
            try await outbound.write(.head(head))
          case .body(let text): try await outbound.write(.body(.byteBuffer(ByteBuffer(string: text))))
          case .end: try await outbound.write(.end(nil))
          case .cut: return
          case .untilGone:
            _ = try? await parts.next()
            isGone.yield()
            return
          }
        }
      }
    }
  }
}
