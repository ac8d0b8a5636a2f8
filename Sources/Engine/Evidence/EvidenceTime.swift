import Foundation

/// How times stand in evidence: UTC, in milliseconds, so that lines of different files can be put in order.
enum EvidenceTime {
  /// `10:02:03.456`
  static func text(_ date: Date) -> String {
    let milliseconds = Int64((date.timeIntervalSince1970 * 1000).rounded(.down)) % 86_400_000
    let parts = [milliseconds / 3_600_000, milliseconds / 60_000 % 60, milliseconds / 1000 % 60].map { pad($0, 2) }
    return "\(parts.joined(separator: ":")).\(pad(milliseconds % 1000, 3))"
  }

  private static func pad(_ number: Int64, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
