import Foundation

/// How times stand in evidence: UTC, in milliseconds, so that lines of different files can be put in order.
enum EvidenceTime {
  /// `10:02:03.456`
  static func text(_ date: Date) -> String {
    let milliseconds = Int64((date.timeIntervalSince1970 * 1000).rounded(.down)) % 86_400_000
    let parts = [milliseconds / 3_600_000, milliseconds / 60_000 % 60, milliseconds / 1000 % 60].map { pad($0, 2) }
    return "\(parts.joined(separator: ":")).\(pad(milliseconds % 1000, 3))"
  }

  /// `+0.512 s`, `-12.000 s`
  static func offset(_ duration: Duration) -> String {
    let (seconds, attoseconds) = duration.components
    let milliseconds = seconds * 1000 + attoseconds / 1_000_000_000_000_000
    let size = abs(milliseconds)
    return "\(milliseconds < 0 ? "-" : "+")\(size / 1000).\(pad(size % 1000, 3)) s"
  }

  private static func pad(_ number: Int64, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
