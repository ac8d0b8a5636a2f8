import Foundation

/// Writes the evidence of one case: within its size, without secrets, and with a word on what was left out.
struct EvidenceFolder: Sendable {
  /// A file that was written.
  struct Written: Sendable {
    var name: String
    /// Relative to the run folder.
    var path: String
    var bytes: Int
    /// How many bytes were left out.
    var leftOut: Int
  }

  /// The run folder.
  let root: String
  /// Relative to it.
  let path: String
  let limits: EvidenceLimits
  let redact: @Sendable (String) -> String
  let ofRun: EvidenceAllowance
  var ofCase: EvidenceAllowance

  /// - Returns: Nil when nothing could be written, because there is no room left or the disk is full: that must not break
  ///   the run.
  func write(_ text: String, to name: String) -> Written? {
    let text = redact(text)
    let wanted = min(text.utf8.count, limits.file)
    let granted = ofCase.take(wanted)
    let room = ofRun.take(granted)
    ofCase.giveBack(granted - room)
    guard room > 0 else { return nil }
    return write(text, to: name, room: room)
  }

  /// Writes a file however little room is left.
  func writeIndex(_ text: String, to name: String) -> Written? {
    write(redact(text), to: name, room: limits.index)
  }

  private func write(_ text: String, to name: String, room: Int) -> Written? {
    let (kept, leftOut) = Self.shorten(text, to: room)
    do {
      try FileManager.default.createDirectory(atPath: "\(root)/\(path)", withIntermediateDirectories: true)
      try Data(kept.utf8).write(to: URL(fileURLWithPath: "\(root)/\(path)/\(name)"))
      return Written(name: name, path: "\(path)/\(name)", bytes: kept.utf8.count, leftOut: leftOut)
    } catch {
      return nil
    }
  }

  /// Whole lines of the beginning and the end, since both tell most; and how much is missing between them.
  static func shorten(_ text: String, to limit: Int) -> (text: String, leftOut: Int) {
    guard text.utf8.count > limit else { return (text, 0) }
    let bytes = Array(text.utf8)
    let newline = UInt8(ascii: "\n")
    let head = bytes.prefix(limit / 2)
    let tail = bytes.suffix(limit - limit / 2)
    let headEnd = head.lastIndex(of: newline).map { $0 + 1 } ?? head.endIndex
    let tailStart = tail.firstIndex(of: newline).map { $0 + 1 } ?? tail.startIndex
    let leftOut = bytes[headEnd..<tailStart]
    let lines = leftOut.count { $0 == newline }
    let text =
      String(decoding: bytes[..<headEnd], as: UTF8.self)
      + "… \(leftOut.count) bytes (\(lines) lines) are left out here: \(limit) bytes were free for this file …\n"
      + String(decoding: bytes[tailStart...], as: UTF8.self)
    return (text, leftOut.count)
  }
}
