/// How messages follow one another on the wire (RFC 6242, section 4).
package enum Framing: Sendable, Hashable {
  /// Of NETCONF 1.0, and of every hello: `]]>]]>` after each message.
  case endOfMessage
  /// Of NETCONF 1.1: each message in chunks that begin with their length.
  case chunked

  static let end = Array("]]>]]>".utf8)

  /// - Throws: `FramingError.holdsItsEnd`
  package func frame(_ message: [UInt8]) throws(FramingError) -> [UInt8] {
    switch self {
    case .endOfMessage:
      guard message.firstRange(of: Self.end) == nil else { throw .holdsItsEnd }
      return message + Self.end
    case .chunked: return Array("\n#\(message.count)\n".utf8) + message + Array("\n##\n".utf8)
    }
  }
}

/// What came is no sequence of messages.
package enum FramingError: Error, Sendable, Hashable, CustomStringConvertible {
  /// Larger than what is accepted, in bytes.
  case tooLarge(limit: Int)
  /// No header of a chunk where one must be; the bytes as text.
  case noChunk(String)
  /// The connection ended inside of a message.
  case cutOff
  /// A message that holds what ends it cannot be sent in this framing.
  case holdsItsEnd

  package var description: String {
    switch self {
    case .tooLarge(let limit): "a message is larger than \(limit) bytes"
    case .noChunk(let found): "the header of a chunk is expected, not \"\(found)\""
    case .cutOff: "the connection ended inside of a message"
    case .holdsItsEnd: "the message holds \"]]>]]>\", which ends messages of NETCONF 1.0"
    }
  }
}
