import Foundation
import Synchronization

/// The bytes that the evidence of one run may still take.
final class EvidenceAllowance: Sendable {
  static let perFile = 1 << 20
  static let perRun = 200 << 20

  private let left = Mutex(perRun)

  /// Returns how many bytes there are, at most as many as are wanted.
  func take(_ wanted: Int) -> Int {
    left.withLock { left in
      let taken = min(wanted, left)
      left -= taken
      return taken
    }
  }
}

/// Writes the evidence of one case: within its size, without the lab's secrets, and with a word on what was left out.
struct EvidenceFolder: Sendable {
  /// The run folder.
  let root: String
  /// Relative to it.
  let path: String
  let redactor: Redactor
  let allowance: EvidenceAllowance

  /// - Returns: The file, relative to the run folder; nil when it could not be written, as on a full disk: that must not
  ///   break the run.
  func write(_ text: String, to name: String) -> String? {
    let redacted = redactor.redact(text)
    let room = allowance.take(min(redacted.utf8.count, EvidenceAllowance.perFile))
    guard room > 0 || redacted.isEmpty else { return nil }
    let file = "\(root)/\(path)/\(name)"
    do {
      try FileManager.default.createDirectory(atPath: "\(root)/\(path)", withIntermediateDirectories: true)
      try Data(Self.shorten(redacted, to: room).utf8).write(to: URL(fileURLWithPath: file))
      return "\(path)/\(name)"
    } catch {
      return nil
    }
  }

  /// Whole lines of the beginning and the end, since both tell most; and how much is missing between them.
  static func shorten(_ text: String, to limit: Int) -> String {
    guard text.utf8.count > limit else { return text }
    let bytes = Array(text.utf8)
    let newline = UInt8(ascii: "\n")
    let head = bytes.prefix(limit / 2)
    let tail = bytes.suffix(limit - limit / 2)
    let headEnd = head.lastIndex(of: newline).map { $0 + 1 } ?? head.endIndex
    let tailStart = tail.firstIndex(of: newline).map { $0 + 1 } ?? tail.startIndex
    return String(decoding: bytes[..<headEnd], as: UTF8.self)
      + "… \(tailStart - headEnd) bytes are left out here: evidence has at most \(limit) bytes a file …\n"
      + String(decoding: bytes[tailStart...], as: UTF8.self)
  }
}
