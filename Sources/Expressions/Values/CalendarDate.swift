import Foundation

/// A moment taken apart in the Gregorian calendar.
struct CalendarDate {
  var year: Int
  /// 1 is January.
  var month: Int
  var day: Int
  var hour: Int
  var minute: Int
  var second: Int
  /// 0 is Sunday.
  var weekday: Int
  /// 0 is the first of January.
  var dayOfYear: Int

  /// The civil-from-days algorithm: years begin in March, so that the leap day is the last of them.
  init(secondsSinceEpoch: Int64) {
    let days = Self.floorDivide(secondsSinceEpoch, 86_400)
    let time = Int(secondsSinceEpoch - days * 86_400)
    (hour, minute, second) = (time / 3600, time / 60 % 60, time % 60)
    weekday = Int(((days + 4) % 7 + 7) % 7)
    let shifted = days + 719_468
    let era = Self.floorDivide(shifted, 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayFromMarch = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayFromMarch + 2) / 153
    day = Int(dayFromMarch - (153 * monthFromMarch + 2) / 5) + 1
    month = Int(monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9)
    year = Int(yearOfEra + era * 400) + (month <= 2 ? 1 : 0)
    dayOfYear = Int(days - (Self.daysSinceEpoch(year: year, month: 1, day: 1) ?? days))
  }

  /// Nil for a day that the calendar does not have.
  static func daysSinceEpoch(year: Int, month: Int, day: Int) -> Int64? {
    guard 1...12 ~= month, day >= 1, day <= daysInMonth(year: year, month: month) else { return nil }
    let shiftedYear = Int64(month <= 2 ? year - 1 : year)
    let era = floorDivide(shiftedYear, 400)
    let yearOfEra = shiftedYear - era * 400
    let dayFromMarch = Int64((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1)
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayFromMarch - 719_468
  }

  private static func daysInMonth(year: Int, month: Int) -> Int {
    let isLeapYear = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    return [31, isLeapYear ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
  }

  private static func floorDivide(_ value: Int64, _ divisor: Int64) -> Int64 {
    value >= 0 ? value / divisor : -((-value + divisor - 1) / divisor)
  }

  /// Seconds east of UTC of a zone at a moment: `Europe/Berlin`, `UTC`, `+05:30`, `-2:00`, `05:30`. Nil when unknown.
  static func zoneOffset(_ zone: String, at seconds: Int64) -> Int64? {
    if let colon = zone.firstIndex(of: ":") {
      let isWest = zone.hasPrefix("-")
      let hours = zone[..<colon].drop { $0 == "-" || $0 == "+" }
      let minutes = zone[zone.index(after: colon)...]
      guard 1...2 ~= hours.utf8.count, minutes.utf8.count == 2, let hours = UInt8(hours), let minutes = UInt8(minutes),
        hours < 24, minutes < 60
      else { return nil }
      return Int64(hours) * (isWest ? -3600 : 3600) + Int64(minutes) * (isWest ? -60 : 60)
    }
    if zone.isEmpty || zone == "UTC" { return 0 }
    guard let zone = TimeZone(identifier: zone) else { return nil }
    return Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds))))
  }
}
