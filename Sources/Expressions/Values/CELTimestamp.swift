/// A moment in UTC to the nanosecond, in the years 1 to 9999.
package struct CELTimestamp: Sendable, Hashable, Comparable {
  /// Since 1970-01-01T00:00:00Z; negative before.
  package let seconds: Int64
  /// 0 to 999,999,999, counted forward from `seconds`.
  package let nanoseconds: Int32

  static let validSeconds: ClosedRange<Int64> = -62_135_596_800...253_402_300_799

  /// Nil when out of range.
  package init?(seconds: Int64, nanoseconds: Int32 = 0) {
    guard Self.validSeconds.contains(seconds), 0..<1_000_000_000 ~= nanoseconds else { return nil }
    self.seconds = seconds
    self.nanoseconds = nanoseconds
  }

  package static func < (left: CELTimestamp, right: CELTimestamp) -> Bool {
    (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
  }

  /// Nil when out of range.
  func adding(_ duration: CELDuration) -> CELTimestamp? {
    let second = CELDuration.nanosecondsPerSecond
    var seconds = seconds + duration.nanoseconds / second
    var nanoseconds = Int64(nanoseconds) + duration.nanoseconds % second
    if nanoseconds < 0 {
      nanoseconds += second
      seconds -= 1
    } else if nanoseconds >= second {
      nanoseconds -= second
      seconds += 1
    }
    return CELTimestamp(seconds: seconds, nanoseconds: Int32(nanoseconds))
  }

  /// Nil when out of range.
  func subtracting(_ other: CELTimestamp) -> CELDuration? {
    let (whole, overflow) = (seconds - other.seconds).multipliedReportingOverflow(
      by: CELDuration.nanosecondsPerSecond)
    let (sum, sumOverflow) = whole.addingReportingOverflow(Int64(nanoseconds) - Int64(other.nanoseconds))
    return overflow || sumOverflow ? nil : CELDuration(nanoseconds: sum)
  }
}

extension CELTimestamp: CustomStringConvertible {
  /// RFC 3339 in UTC: `2009-02-13T23:31:30.5Z`.
  package var description: String {
    let date = CalendarDate(secondsSinceEpoch: seconds)
    func padded(_ number: Int, _ width: Int) -> String {
      let text = String(number)
      return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
    }
    let day = "\(padded(date.year, 4))-\(padded(date.month, 2))-\(padded(date.day, 2))"
    let time = "\(padded(date.hour, 2)):\(padded(date.minute, 2)):\(padded(date.second, 2))"
    return "\(day)T\(time)\(FractionText.text(Int(nanoseconds)))Z"
  }
}

extension CELTimestamp {
  /// Reads RFC 3339: `2009-02-13T23:31:30.5+01:00`. Nil when it is not, or out of range.
  package init?(_ text: String) {
    var reader = DateReader(text)
    guard let year = reader.digits(4), reader.take("-"), let month = reader.digits(2), reader.take("-"),
      let day = reader.digits(2), reader.take("T") || reader.take("t"),
      let hour = reader.digits(2), reader.take(":"), let minute = reader.digits(2), reader.take(":"),
      let second = reader.digits(2), hour < 24, minute < 60, second < 60,
      let days = CalendarDate.daysSinceEpoch(year: year, month: month, day: day),
      let nanoseconds = reader.fraction(), let offset = reader.zone(), reader.isAtEnd
    else { return nil }
    let time = Int64(hour * 3600 + minute * 60 + second)
    self.init(seconds: days * 86_400 + time - Int64(offset), nanoseconds: nanoseconds)
  }

  /// Reads a day, `2009-02-13`, as its first moment in UTC.
  package init?(day text: String) {
    var reader = DateReader(text)
    guard let year = reader.digits(4), reader.take("-"), let month = reader.digits(2), reader.take("-"),
      let day = reader.digits(2), reader.isAtEnd,
      let days = CalendarDate.daysSinceEpoch(year: year, month: month, day: day)
    else { return nil }
    self.init(seconds: days * 86_400)
  }
}

/// Takes the parts of a date from the front of a text.
private struct DateReader {
  private var rest: Substring.UTF8View

  init(_ text: String) { rest = text[...].utf8 }

  var isAtEnd: Bool { rest.isEmpty }

  mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard rest.first == UInt8(ascii: character) else { return false }
    rest.removeFirst()
    return true
  }

  mutating func digits(_ count: Int) -> Int? {
    let digits = rest.prefix(count)
    guard digits.count == count, digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    rest.removeFirst(count)
    return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }

  /// Nanoseconds of an optional `.123`; digits beyond the ninth are dropped.
  mutating func fraction() -> Int32? {
    guard take(".") else { return 0 }
    let digits = rest.prefix { (0x30...0x39).contains($0) }
    guard !digits.isEmpty else { return nil }
    rest.removeFirst(digits.count)
    let nine = digits.prefix(9)
    return nine.reduce(0) { $0 * 10 + Int32($1 - 0x30) } * (0..<(9 - nine.count)).reduce(1) { scale, _ in scale * 10 }
  }

  /// Seconds east of UTC.
  mutating func zone() -> Int? {
    if take("Z") || take("z") { return 0 }
    let isWest = rest.first == UInt8(ascii: "-")
    guard take("+") || take("-"), let hours = digits(2), take(":"), let minutes = digits(2), hours < 24, minutes < 60
    else { return nil }
    return (hours * 3600 + minutes * 60) * (isWest ? -1 : 1)
  }
}
