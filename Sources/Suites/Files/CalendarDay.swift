import Kubernetes

/// Days of the Gregorian calendar.
package enum CalendarDay {
  /// In UTC: `2026-12-31`.
  package static var today: String { String(KubernetesTime.now.description.prefix(10)) }

  /// Whether the text is a day, written as `2026-12-31`.
  package static func isValid(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.utf8.count) == [4, 2, 2] else { return false }
    let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    let numbers = parts.compactMap { part in part.utf8.allSatisfy { digits.contains($0) } ? Int(part) : nil }
    guard numbers.count == 3 else { return false }
    let (year, month, day) = (numbers[0], numbers[1], numbers[2])
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return (1...12).contains(month) && (1...lengths[month - 1]).contains(day)
  }
}
