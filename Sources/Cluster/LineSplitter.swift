/// Puts lines together from chunks that end anywhere.
struct LineSplitter {
  /// A line is longer than allowed.
  struct TooLong: Error {}

  private let limit: Int
  private var bytes: [UInt8] = []
  /// Where the current line begins.
  private var start = 0
  /// Up to where there is no end of line.
  private var searched = 0

  /// - Parameter limit: How many bytes a line may have.
  init(limit: Int) { self.limit = limit }

  /// Whether an unfinished line remains.
  var hasRemainder: Bool { start < bytes.count }

  mutating func append(_ chunk: some Sequence<UInt8>) {
    if start > 0 {
      bytes.removeSubrange(..<start)
      searched -= start
      start = 0
    }
    bytes.append(contentsOf: chunk)
  }

  /// The next whole line that is not empty, without its end; nil when more bytes are needed.
  mutating func next() throws(TooLong) -> [UInt8]? {
    while let end = bytes[searched...].firstIndex(of: UInt8(ascii: "\n")) {
      let line = bytes[start..<end]
      start = end + 1
      searched = start
      if line.count > limit { throw TooLong() }
      if !line.isEmpty { return Array(line) }
    }
    searched = bytes.count
    if bytes.count - start > limit { throw TooLong() }
    return nil
  }
}
