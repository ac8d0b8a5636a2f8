import NIOCore
import NIOHTTP1

/// Writes one answer to the client, with the framing that its request asks for.
struct Relay: Sendable {
  /// How often a slow body goes on in a second.
  private static let stepsPerSecond = 10
  /// Shorter answers are written at once with their heads.
  private static let shortAnswer: Int64 = 64 << 10

  let exchange: ProxyExchange
  /// Nil is as fast as it goes.
  let bytesPerSecond: Int?

  private var channel: any Channel { exchange.channel }

  func send(_ status: HTTPResponseStatus, _ headers: HTTPHeaders, whole body: ByteBuffer) async throws -> Bool {
    var headers = headers
    if Self.mayHaveBody(status) { headers.replaceOrAdd(name: "Content-Length", value: "\(body.readableBytes)") }
    let keepsOpen = try await begin(status, headers)
    if body.readableBytes > 0 { try await pass(body) }
    try await end()
    return keepsOpen
  }

  /// Returns whether the connection can be used again after the answer.
  func begin(_ status: HTTPResponseStatus, _ headers: HTTPHeaders) async throws -> Bool {
    let request = exchange.head
    var head = HTTPResponseHead(version: request.version, status: status, headers: headers.endToEnd)
    var keepsOpen = request.isKeepAlive
    if request.method != .HEAD, Self.mayHaveBody(status), !head.headers.contains(name: "Content-Length") {
      // What an older client cannot be told, the end of the connection tells.
      if request.version != .http1_0 {
        head.headers.add(name: "Transfer-Encoding", value: "chunked")
      } else {
        keepsOpen = false
      }
    }
    if !keepsOpen {
      head.headers.add(name: "Connection", value: "close")
    } else if request.version == .http1_0 {
      head.headers.add(name: "Connection", value: "keep-alive")
    }
    channel.write(HTTPServerResponsePart.head(head), promise: nil)
    // A body that comes slowly must not keep the head back.
    if (head.headers.contentLength ?? .max) > Self.shortAnswer || bytesPerSecond != nil { channel.flush() }
    return keepsOpen
  }

  func pass(_ buffer: ByteBuffer) async throws {
    guard exchange.head.method != .HEAD, buffer.readableBytes > 0 else { return }
    guard let bytesPerSecond else {
      return try await channel.writeAndFlush(HTTPServerResponsePart.body(.byteBuffer(buffer)))
    }
    var rest = buffer
    let step = max(1, bytesPerSecond / Self.stepsPerSecond)
    let pause = Duration.seconds(Double(step) / Double(max(1, bytesPerSecond)))
    while rest.readableBytes > 0, let part = rest.readSlice(length: min(step, rest.readableBytes)) {
      try await Task.sleep(for: pause)
      try await channel.writeAndFlush(HTTPServerResponsePart.body(.byteBuffer(part)))
    }
  }

  func end() async throws { try await channel.writeAndFlush(HTTPServerResponsePart.end(nil)) }

  private static func mayHaveBody(_ status: HTTPResponseStatus) -> Bool {
    status.code >= 200 && status != .noContent && status != .notModified
  }
}
