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
  /// A last line that a kill cut short is left out.
  ///
  /// - Throws: `Unreadable`; what `body` throws.
  package func forEachLine(_ body: (_ line: LedgerLine, _ number: Int) throws -> Void) throws {
    guard let file = gzopen(path, "rb") else {
      throw Unreadable(path: path, line: nil, reason: "cannot be read: \(String(cString: strerror(errno)))")
    }
    defer { gzclose(file) }
    var rest: [UInt8] = []
    var number = 0
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = gzread(file, &chunk, UInt32(chunk.count))
      // What is left after a kill in the middle of compression is no reason to lose what came before.
      guard count > 0 else {
        if count < 0, number == 0 { throw Unreadable(path: path, line: nil, reason: "is damaged") }
        break
      }
      rest += chunk[..<Int(count)]
      while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
        number += 1
        let line = Array(rest[..<end])
        rest.removeSubrange(...end)
        if !line.isEmpty { try body(try Self.parse(line, path, number), number) }
      }
      guard rest.count <= Self.lineLimit else {
        throw Unreadable(path: path, line: number + 1, reason: "is longer than \(Self.lineLimit >> 20) MiB")
      }
    }
    // The last line may have no end because it is the last, or because it was cut.
    if !rest.isEmpty, let line = try? Self.parse(rest, path, number + 1) { try body(line, number + 1) }
  }

  private static func parse(_ bytes: [UInt8], _ path: String, _ number: Int) throws(Unreadable) -> LedgerLine {
    do {
      return try LedgerLine(try JSON.parse(bytes))
    } catch {
      throw Unreadable(path: path, line: number, reason: "\(error)")
    }
  }
}
