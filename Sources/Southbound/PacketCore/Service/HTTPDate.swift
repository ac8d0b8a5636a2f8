import Foundation

/// Dates as HTTP writes them (RFC 9110 section 5.6.7): `Sun, 06 Nov 1994 08:49:37 GMT`.
enum HTTPDate {
  private static let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
  private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

  /// To the second, rounded down.
  static func text(_ date: Date) -> String {
    var seconds = time_t(date.timeIntervalSince1970.rounded(.down))
    var parts = tm()
    gmtime_r(&seconds, &parts)
    let two = { (number: Int32) in number < 10 ? "0\(number)" : "\(number)" }
    let clock = [parts.tm_hour, parts.tm_min, parts.tm_sec].map(two).joined(separator: ":")
    let (day, month) = (days[Int(parts.tm_wday)], months[Int(parts.tm_mon)])
    return "\(day), \(two(parts.tm_mday)) \(month) \(parts.tm_year + 1900) \(clock) GMT"
  }

  /// The form that is written today; nil for anything else.
  static func date(_ text: String) -> Date? {
    let pattern = /[A-Z][a-z]{2}, (\d{2}) ([A-Z][a-z]{2}) (\d{4}) (\d{2}):(\d{2}):(\d{2}) GMT/
    guard let match = text.wholeMatch(of: pattern), let month = months.firstIndex(of: String(match.2)) else {
      return nil
    }
    var parts = tm()
    parts.tm_mday = Int32(match.1) ?? 1
    parts.tm_mon = Int32(month)
    parts.tm_year = (Int32(match.3) ?? 1970) - 1900
    parts.tm_hour = Int32(match.4) ?? 0
    parts.tm_min = Int32(match.5) ?? 0
    parts.tm_sec = Int32(match.6) ?? 0
    return Date(timeIntervalSince1970: Double(timegm(&parts)))
  }
}
