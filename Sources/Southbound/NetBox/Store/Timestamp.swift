/// A moment, in microseconds since 1970: what PostgreSQL keeps.
struct Timestamp: Sendable, Hashable, Comparable {
  var microseconds: Int64

  static func < (left: Timestamp, right: Timestamp) -> Bool { left.microseconds < right.microseconds }

  init(microseconds: Int64) { self.microseconds = microseconds }

  /// `2026-01-31`, optionally followed by a time of day and a zone, as Django accepts it; without a zone it is UTC.
  init?(_ text: String) {
    let text = text.trimmingSpace
    guard let date = text.prefixMatch(of: /(\d{4})-(\d{1,2})-(\d{1,2})/), let year = Int64(date.1),
      let month = Int64(date.2),
      let day = Int64(date.3), (1...12).contains(month), (1...Self.days(in: month, year)).contains(day)
    else { return nil }
    var seconds = Self.daysSince1970(year, month, day) * 86_400
    var fraction: Int64 = 0
    let rest = text[date.range.upperBound...]
    if !rest.isEmpty {
      let pattern = /[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?\s*(Z|[+-]\d{2}:?\d{2})?/
      guard let time = rest.wholeMatch(of: pattern), let hour = Int64(time.1), let minute = Int64(time.2), hour < 24,
        minute < 60
      else { return nil }
      seconds += hour * 3600 + minute * 60 + (time.3.flatMap { Int64($0) } ?? 0)
      fraction = time.4.flatMap { Int64(($0 + "000000").prefix(6)) } ?? 0
      if let zone = time.5, zone != "Z" {
        let digits = zone.filter(\.isNumber)
        let minutes = (Int64(digits.prefix(2)) ?? 0) * 60 + (Int64(digits.suffix(2)) ?? 0)
        seconds -= (zone.first == "-" ? -1 : 1) * minutes * 60
      }
    }
    microseconds = seconds * 1_000_000 + fraction
  }

  /// `2026-01-31T10:20:30.123456`, without a zone.
  private var base: String {
    let seconds = microseconds.dividedRoundingDown(by: 1_000_000)
    let days = seconds.dividedRoundingDown(by: 86_400)
    let time = seconds - days * 86_400
    let (year, month, day) = Self.date(days)
    let fraction = microseconds - seconds * 1_000_000
    let date = "\(year.digits(4))-\(month.digits(2))-\(day.digits(2))"
    return
      "\(date)T\((time / 3600).digits(2)):\((time / 60 % 60).digits(2)):\((time % 60).digits(2)).\(fraction.digits(6))"
  }

  /// As the REST API writes it.
  var text: String { base + "Z" }
  /// As Python's `isoformat()` writes it, which entity tags use.
  var isoFormat: String { base + "+00:00" }
  /// The date alone.
  var dateText: String { String(base.prefix(10)) }

  // Howard Hinnant's algorithms for the proleptic Gregorian calendar.

  private static func daysSince1970(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
    let year = month <= 2 ? year - 1 : year
    let era = year.dividedRoundingDown(by: 400)
    let yearOfEra = year - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  private static func date(_ days: Int64) -> (Int64, Int64, Int64) {
    let shifted = days + 719_468
    let era = shifted.dividedRoundingDown(by: 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthIndex = (5 * dayOfYear + 2) / 153
    let month = monthIndex < 10 ? monthIndex + 3 : monthIndex - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * monthIndex + 2) / 5 + 1)
  }

  private static func days(in month: Int64, _ year: Int64) -> Int64 {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}

extension Int64 {
  fileprivate func dividedRoundingDown(by divisor: Int64) -> Int64 {
    self >= 0 ? self / divisor : -((divisor - 1 - self) / divisor)
  }

  fileprivate func digits(_ count: Int) -> String {
    let text = String(self)
    return String(repeating: "0", count: Swift.max(0, count - text.count)) + text
  }
}

extension String {
  /// Without white space at both ends.
  var trimmingSpace: String {
    guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace }) else {
      return ""
    }
    return String(self[first...last])
  }
}
