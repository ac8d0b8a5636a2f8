internal import LabStore
internal import NIOCore
internal import NIOHTTP1

/// Answers 405 to a method that the reader of HTTP does not know; to an API server any word is a method.
///
/// The reader calls everything an unknown method that does not begin with a known one, so the bytes decide.
final class UnknownMethodHandler: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = Any

  private let bytes = ReadBytesHandler()

  func handlerAdded(context: ChannelHandlerContext) {
    let pipeline = context.pipeline.syncOperations
    guard let encoder = try? pipeline.handler(type: HTTPResponseEncoder.self) else { return }
    try? pipeline.addHandler(bytes, position: .before(encoder))
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    guard error as? HTTPParserError == .invalidMethod, bytes.beginWithRequest else {
      context.fireErrorCaught(error)
      return
    }
    bytes.write(LabStore.methodNotAllowed)
    context.close(promise: nil)
  }
}

/// Keeps the bytes that came last, and can answer without the writer of HTTP.
private final class ReadBytesHandler: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private var latest = ByteBuffer()
  private var context: ChannelHandlerContext?

  func handlerAdded(context: ChannelHandlerContext) { self.context = context }

  func handlerRemoved(context: ChannelHandlerContext) { self.context = nil }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    latest = unwrapInboundIn(data)
    context.fireChannelRead(data)
  }

  /// Whether a word, a path and a version of HTTP stand in the first line.
  var beginWithRequest: Bool {
    let line = latest.readableBytesView.prefix { $0 != UInt8(ascii: "\r") && $0 != UInt8(ascii: "\n") }
    let words = line.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
    guard words.count == 3, !words[0].isEmpty, !words[1].isEmpty else { return false }
    return words[0].allSatisfy(Self.isTokenByte) && words[2].starts(with: "HTTP/1.".utf8)
  }

  /// What a method is made of (RFC 9110, section 5.6.2).
  private static func isTokenByte(_ byte: UInt8) -> Bool {
    let character = Character(Unicode.Scalar(byte))
    return character.isASCII && (character.isLetter || character.isNumber || "!#$%&'*+-.^_`|~".contains(character))
  }

  func write(_ answer: APIResponse) {
    guard let context, case .bytes(let body) = answer.body else { return }
    var buffer = context.channel.allocator.buffer(capacity: 256 + body.count)
    buffer.writeString("HTTP/1.1 \(answer.status) Method Not Allowed\r\nContent-Type: \(answer.contentType)\r\n")
    buffer.writeString("Content-Length: \(body.count)\r\nConnection: close\r\n\r\n")
    buffer.writeBytes(body)
    context.writeAndFlush(wrapOutboundOut(buffer), promise: nil)
  }
}
