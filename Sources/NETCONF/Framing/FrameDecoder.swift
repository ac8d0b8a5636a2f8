/// Cuts what comes over a connection into messages. The framing may change between two messages, as it does after the hello.
package struct FrameDecoder: Sendable {
  package private(set) var framing = Framing.endOfMessage
  /// Of a message, in bytes.
  private let limit: Int
  /// What came and is not used up; what was used up before `start` is removed now and then.
  private var buffer: [UInt8] = []
  private var start = 0
  /// How far the end of a message was looked for.
  private var searched = 0
  private var chunks = Chunks()

  private struct Chunks: Sendable {
    /// The message so far; nil between messages.
    var message: [UInt8]?
    /// Bytes of the present chunk that are still to come.
    var missing = 0
  }

  package init(limit: Int = 64 << 20) { self.limit = limit }

  /// To be called between two messages.
  package mutating func switchToChunks() { framing = .chunked }

  package mutating func push(_ bytes: some Collection<UInt8>) {
    if start > 0, start == buffer.count || start > 1 << 16 {
      buffer.removeFirst(start)
      searched -= start
      start = 0
    }
    buffer.append(contentsOf: bytes)
  }

  /// The next whole message; nil until more has come.
  package mutating func next() throws(FramingError) -> [UInt8]? {
    switch framing {
    case .endOfMessage: try nextByEnd()
    case .chunked: try nextByChunks()
    }
  }

  /// To be called when nothing more comes.
  package func finish() throws(FramingError) {
    let rest = buffer[start...]
    guard chunks.message == nil, rest.allSatisfy({ [0x20, 0x09, 0x0A, 0x0D].contains($0) }) else { throw .cutOff }
  }

  // MARK: NETCONF 1.0

  private mutating func nextByEnd() throws(FramingError) -> [UInt8]? {
    let end = Framing.end
    var place = max(start, searched)
    while place + end.count <= buffer.count {
      if buffer[place] == end[0], buffer[place..<(place + end.count)].elementsEqual(end) {
        let message = Array(buffer[start..<place])
        start = place + end.count
        searched = start
        return message
      }
      place += 1
    }
    searched = place
    guard buffer.count - start <= limit + end.count else { throw .tooLarge(limit: limit) }
    return nil
  }

  // MARK: NETCONF 1.1

  /// `\n#4\n`, at most ten digits.
  private static let longestHeader = 13

  private mutating func nextByChunks() throws(FramingError) -> [UInt8]? {
    while true {
      if chunks.missing > 0 {
        let taken = min(chunks.missing, buffer.count - start)
        guard taken > 0 else { return nil }
        chunks.message?.append(contentsOf: buffer[start..<(start + taken)])
        start += taken
        chunks.missing -= taken
        if chunks.missing > 0 { return nil }
      }
      switch try header() {
      case .none: return nil
      case .size(let size):
        guard size <= limit - (chunks.message?.count ?? 0) else { throw .tooLarge(limit: limit) }
        if chunks.message == nil { chunks.message = [] }
        chunks.missing = size
      case .end:
        defer { chunks.message = nil }
        return chunks.message
      }
    }
  }

  private enum Header {
    case size(Int)
    case end
  }

  /// Nil until it is there as a whole.
  private mutating func header() throws(FramingError) -> Header? {
    let rest = buffer[start...].prefix(Self.longestHeader + 1)
    let lead = Array("\n#".utf8)
    guard rest.prefix(2).elementsEqual(lead.prefix(rest.count)) else { throw noChunk(rest) }
    guard let line = rest.dropFirst(2).firstIndex(of: 0x0A) else {
      let digits = rest.dropFirst(2)
      let mayGoOn = digits.allSatisfy(Self.isDigit) || digits.elementsEqual([0x23]) && chunks.message != nil
      guard rest.count < Self.longestHeader, mayGoOn, digits.first != 0x30 else { throw noChunk(rest) }
      return nil
    }
    let word = rest[(rest.startIndex + 2)..<line]
    if word.elementsEqual([0x23]), chunks.message != nil {
      start = line + 1
      return .end
    }
    guard !word.isEmpty, word.allSatisfy(Self.isDigit), word.first != 0x30,
      let size = Int(String(decoding: word, as: UTF8.self)), size <= Int(UInt32.max)
    else { throw noChunk(rest) }
    start = line + 1
    return .size(size)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  private func noChunk(_ bytes: some Collection<UInt8>) -> FramingError {
    .noChunk(String(decoding: bytes, as: UTF8.self).unicodeScalars.map { $0.escaped(asASCII: true) }.joined())
  }
}
