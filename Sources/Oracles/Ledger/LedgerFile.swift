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

    package var description: String { line.map { "\(path):\($0): \(reason)" } ?? "\(path): \(reason)" }
  }

  /// A longer line is refused: no API server serves an object of that size.
  private static let lineLimit = 64 << 20

  package let path: String

  package init(_ path: String) { self.path = path }

  /// Reads line by line, so that a ledger may be larger than the memory.
  ///
  /// - Returns: whether the last line is whole; one that a kill cut short is left out.
  /// - Throws: `Unreadable`; what `body` throws.
  @discardableResult
  package func forEachLine(_ body: (_ line: LedgerLine, _ number: Int) throws -> Void) throws -> Bool {
    guard let file = gzopen(path, "rb") else {
      throw Unreadable(path: path, line: nil, reason: "cannot be read: \(String(cString: strerror(errno)))")
    }
    defer { gzclose(file) }
    gzbuffer(file, 1 << 18)
    var rest: [UInt8] = []
    var number = 0
    var isWhole = true
    var chunk = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let count = gzread(file, &chunk, UInt32(chunk.count))
      // What is left after a kill in the middle of compression is no reason to lose what came before.
      guard count > 0 else {
        if count < 0, number == 0 { throw Unreadable(path: path, line: nil, reason: "is damaged") }
        isWhole = count == 0
        break
      }
      var start = 0
      while let end = chunk[start..<Int(count)].firstIndex(of: UInt8(ascii: "\n")) {
        number += 1
        rest += chunk[start..<end]
        start = end + 1
        if !rest.isEmpty { try body(try Self.parse(rest, path, number), number) }
        rest.removeAll(keepingCapacity: true)
      }
      rest += chunk[start..<Int(count)]
      guard rest.count <= Self.lineLimit else {
        throw Unreadable(path: path, line: number + 1, reason: "is longer than \(Self.lineLimit >> 20) MiB")
      }
    }
    // The last line may have no end because it is the last, or because it was cut.
    if rest.isEmpty { return isWhole }
    guard let line = try? Self.parse(rest, path, number + 1) else { return false }
    try body(line, number + 1)
    return isWhole
  }

  private static func parse(_ bytes: [UInt8], _ path: String, _ number: Int) throws(Unreadable) -> LedgerLine {
    do {
      return try LedgerLine(try JSON.parse(bytes))
    } catch {
      throw Unreadable(path: path, line: number, reason: "\(error)")
    }
  }
}
