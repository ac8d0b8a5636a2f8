import Documents

/// What a program said last before it ended, in one line: why, as far as it told.
enum LastWords {
  /// Longer lines would hide the sentence they stand in.
  private static let limit = 200
  /// How programs begin the line that says why they cannot go on: Go, Swift, Rust, Java.
  private static let alarms = ["panic:", "fatal error:", "panicked at", "exception in thread"]
  private static let levels: Set<String> = ["error", "fatal", "panic", "dpanic", "critical"]

  /// - Parameter lines: of its log, oldest first.
  /// - Returns: Nil when it said nothing.
  static func of(_ lines: [String]) -> String? {
    let alarm = lines.last { line in
      let lower = line.lowercased()
      return alarms.contains { lower.contains($0) }
    }
    if let alarm { return shortened(alarm) }
    let entries = lines.map { (line: $0, entry: try? JSON.parse($0)) }
    let trouble = entries.last { $0.entry?["level"]?.string.map { levels.contains($0.lowercased()) } ?? false }
    if let trouble { return shortened(text(trouble.entry) ?? trouble.line) }
    // What follows the message of an exception stands behind it, as in Python.
    return entries.last { !$0.line.allSatisfy(\.isWhitespace) }.map { shortened(text($0.entry) ?? $0.line) }
  }

  private static func text(_ entry: Value?) -> String? {
    let parts = [entry?["message"] ?? entry?["msg"], entry?["error"] ?? entry?["err"]].compactMap { $0?.string }
    return parts.isEmpty ? nil : parts.joined(separator: ": ")
  }

  private static func shortened(_ line: String) -> String {
    let line = line.trimmingPrefix(while: \.isWhitespace)
    return line.count > limit ? "\(line.prefix(limit))…" : String(line)
  }
}
