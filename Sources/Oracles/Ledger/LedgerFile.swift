import CZlib
import Documents
import Foundation

/// A ledger on disk: JSON Lines, plain or compressed by gzip.
package struct LedgerFile: Sendable {
  /// What is wrong with a file.
  package struct Unreadable: Error, Sendable, CustomStringConvertible {
    package var path: String
    /// From 1 on; nil when it is the file as a whole.
    package var line: Int?
    package var reason: String

    package init(path: String, line: Int?, reason: String) {
      self.path = path
      self.line = line
      self.reason = reason
    }

    package var description: String { line.map { "\(path):\($0): \(reason)" } ?? "\(path): \(reason)" }
  }

  /// A longer line is refused: no API server serves an object of that size.
  private static let lineLimit = 64 << 20

  package let path: String

  package init(_ path: String) { self.path = path }

  /// How a ledger ends. One that a kill has cut short is of use as far as it goes.
  package enum Ending: Sendable, Hashable {
    case whole
    /// The last line of a plain file has no end, and was left out.
    case cut(line: Int)
    /// The compression breaks off after that line.
    case damaged(line: Int)
  }

  /// Reads line by line, so that a ledger may be larger than the memory.
  ///
  /// A last line that a kill cut short is left out.
  ///
  /// - Throws: `Unreadable`; what `body` throws.
  @discardableResult
  package func forEachLine(_ body: (_ line: LedgerLine, _ number: Int) throws -> Void) throws -> Ending {
    guard let file = gzopen(path, "rb") else {
      throw Unreadable(path: path, line: nil, reason: "cannot be read: \(String(cString: strerror(errno)))")
    }
    defer { gzclose(file) }
    _ = gzbuffer(file, 1 << 18)
    var rest: [UInt8] = []
    var number = 0
    var chunk = [UInt8](repeating: 0, count: 1 << 18)
    while true {
      let count = gzread(file, &chunk, UInt32(chunk.count))
      guard count > 0 else { break }
      var start = 0
      while let end = chunk[start..<Int(count)].firstIndex(of: UInt8(ascii: "\n")) {
        number += 1
        rest += chunk[start..<end]
        if !rest.isEmpty { try body(try Self.parse(rest, path, number), number) }
        rest.removeAll(keepingCapacity: true)
        start = end + 1
      }
      rest += chunk[start..<Int(count)]
      guard rest.count <= Self.lineLimit else {
        throw Unreadable(path: path, line: number + 1, reason: "is longer than \(Self.lineLimit >> 20) MiB")
      }
    }
    // What is left after a kill in the middle of compression is no reason to lose what came before.
    if Self.isBroken(file) {
      if number == 0 { throw Unreadable(path: path, line: nil, reason: "is damaged: it is no whole gzip file") }
      return .damaged(line: number + 1)
    }
    if rest.isEmpty { return .whole }
    // The last line may have no end because it is the last, or because it was cut.
    do {
      try body(try Self.parse(rest, path, number + 1), number + 1)
    } catch let problem as Unreadable {
      if number == 0 || gzdirect(file) == 0 { throw problem }
      return .cut(line: number + 1)
    }
    return .whole
  }

  private static func isBroken(_ file: gzFile) -> Bool {
    var code: Int32 = 0
    _ = gzerror(file, &code)
    return code != Z_OK && code != Z_STREAM_END
  }

  private static func parse(_ bytes: [UInt8], _ path: String, _ number: Int) throws(Unreadable) -> LedgerLine {
    do {
      return try LedgerLine(try JSON.parse(bytes))
    } catch {
      throw Unreadable(path: path, line: number, reason: "\(error)")
    }
  }
}
