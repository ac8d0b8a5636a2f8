import CZlib
import Foundation

extension LedgerFile {
  /// Compresses the file by gzip and removes it: `ledger.jsonl` becomes `ledger.jsonl.gz`. What reads a ledger reads both.
  ///
  /// - Throws: `Unreadable`; then the file is as it was.
  @discardableResult
  package func compress() throws -> LedgerFile {
    let target = "\(path).gz"
    guard let input = FileHandle(forReadingAtPath: path) else {
      throw Unreadable(path: path, line: nil, reason: "cannot be read")
    }
    defer { try? input.close() }
    guard let output = gzopen(target, "wb6") else {
      throw Unreadable(path: target, line: nil, reason: "cannot be written")
    }
    var isWhole = true
    while isWhole, let chunk = try? input.read(upToCount: 1 << 20), !chunk.isEmpty {
      isWhole = chunk.withUnsafeBytes { gzwrite(output, $0.baseAddress, UInt32($0.count)) } == Int32(chunk.count)
    }
    // What could not be flushed is told by the end.
    guard gzclose(output) == Z_OK, isWhole else {
      try? FileManager.default.removeItem(atPath: target)
      throw Unreadable(path: target, line: nil, reason: "cannot be written: is the disk full?")
    }
    try? FileManager.default.removeItem(atPath: path)
    return LedgerFile(target)
  }
}
