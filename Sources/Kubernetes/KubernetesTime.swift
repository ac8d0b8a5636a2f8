#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A moment in UTC, to the nanosecond, written as RFC 3339 as Kubernetes does.
package struct KubernetesTime: Sendable, Hashable, Comparable {
  /// Since 1970-01-01T00:00:00Z.
  package var seconds: Int64
  /// 0 up to 999 999 999.
  package var nanoseconds: Int32

  package init(seconds: Int64, nanoseconds: Int32 = 0) {
    self.seconds = seconds
    self.nanoseconds = nanoseconds
  }

  package static var now: KubernetesTime {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return KubernetesTime(seconds: Int64(time.tv_sec), nanoseconds: Int32(time.tv_nsec))
  }

  package static func < (left: KubernetesTime, right: KubernetesTime) -> Bool {
    (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
  }

  package static func - (left: KubernetesTime, right: KubernetesTime) -> Duration {
    .seconds(left.seconds - right.seconds) + .nanoseconds(Int64(left.nanoseconds) - Int64(right.nanoseconds))
  }

  package static func + (left: KubernetesTime, right: Duration) -> KubernetesTime {
    let (seconds, attoseconds) = right.components
    var sum = KubernetesTime(seconds: left.seconds &+ seconds, nanoseconds: left.nanoseconds)
    sum.nanoseconds += Int32(attoseconds / 1_000_000_000)
    if sum.nanoseconds >= 1_000_000_000 {
      sum.seconds &+= 1
      sum.nanoseconds -= 1_000_000_000
    } else if sum.nanoseconds < 0 {
      sum.seconds &-= 1
      sum.nanoseconds += 1_000_000_000
    }
    return sum
  }
}

// MARK: Text

extension KubernetesTime: LosslessStringConvertible {
  /// RFC 3339 with any fraction and offset; nil for anything else.
  package init?(_ text: String) {
    var scanner = TimeScanner(bytes: Array(text.utf8))
    guard let time = scanner.time() else { return nil }
    self = time
  }

  /// To the second, as in `metadata.creationTimestamp`: `2026-03-01T12:00:00Z`.
  package var description: String { text(fraction: "") }

  /// To the microsecond, as in leases and events: `2026-03-01T12:00:00.000000Z`.
  package var microTime: String { text(fraction: "." + Self.padded(Int64(nanoseconds) / 1000, 6)) }

  private func text(fraction: String) -> String {
    let days = seconds.floorDivided(by: 86400)
    let second = seconds - days * 86400
    let date = CivilDate(daysSince1970: days)
    let day = "\(Self.padded(date.year, 4))-\(Self.padded(date.month, 2))-\(Self.padded(date.day, 2))"
    let time =
      "\(Self.padded(second / 3600, 2)):\(Self.padded(second / 60 % 60, 2)):\(Self.padded(second % 60, 2))"
    return "\(day)T\(time)\(fraction)Z"
  }

  private static func padded(_ number: Int64, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
  }
}

private struct TimeScanner {
  let bytes: [UInt8]
  var position = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  mutating func time() -> KubernetesTime? {
    guard let year = digits(4), take("-"), let month = digits(2), take("-"), let day = digits(2), take("T", or: "t"),
      let hour = digits(2), take(":"), let minute = digits(2), take(":"), let second = digits(2),
      (1...12).contains(month), (1...CivilDate.days(inMonth: month, year: year)).contains(day),
      hour < 24, minute < 60, second < 60, let nanoseconds = fraction(), let offset = offset(),
      position == bytes.count
    else { return nil }
    let days = CivilDate(year: year, month: month, day: day).daysSince1970
    return KubernetesTime(
      seconds: days * 86400 + hour * 3600 + minute * 60 + second - offset, nanoseconds: nanoseconds)
  }

  private mutating func fraction() -> Int32? {
    guard take(".") else { return 0 }
    var nanoseconds: Int32 = 0
    var count = 0
    while position < bytes.count, let digit = digit(bytes[position]) {
      if count < 9 { nanoseconds = nanoseconds * 10 + Int32(digit) }
      count += 1
      position += 1
    }
    if count == 0 { return nil }
    for _ in 0..<max(0, 9 - count) { nanoseconds *= 10 }
    return nanoseconds
  }

  private mutating func offset() -> Int64? {
    if take("Z", or: "z") { return 0 }
    let isNegative = take("-")
    guard isNegative || take("+"), let hours = digits(2), take(":"), let minutes = digits(2), hours < 24, minutes < 60
    else { return nil }
    return (isNegative ? -1 : 1) * (hours * 3600 + minutes * 60)
  }

  private mutating func digits(_ count: Int) -> Int64? {
    guard position + count <= bytes.count else { return nil }
    var number: Int64 = 0
    for byte in bytes[position..<position + count] {
      guard let digit = digit(byte) else { return nil }
      number = number * 10 + digit
    }
    position += count
    return number
  }

  private func digit(_ byte: UInt8) -> Int64? {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) ? Int64(byte - UInt8(ascii: "0")) : nil
  }

  private mutating func take(_ character: Unicode.Scalar, or other: Unicode.Scalar? = nil) -> Bool {
    guard position < bytes.count else { return false }
    let scalar = Unicode.Scalar(bytes[position])
    guard scalar == character || scalar == other else { return false }
    position += 1
    return true
  }
}

/// A day of the proleptic Gregorian calendar.
private struct CivilDate {
  var year: Int64
  var month: Int64
  var day: Int64

  init(year: Int64, month: Int64, day: Int64) {
    self.year = year
    self.month = month
    self.day = day
  }

  // Years are counted from March, so that the leap day is the last of its year; 400 years are 146 097 days.
  init(daysSince1970 days: Int64) {
    let shifted = days + 719_468
    let era = shifted.floorDivided(by: 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  var daysSince1970: Int64 {
    let yearFromMarch = month <= 2 ? year - 1 : year
    let era = yearFromMarch.floorDivided(by: 400)
    let yearOfEra = yearFromMarch - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  static func days(inMonth month: Int64, year: Int64) -> Int64 {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}

extension Int64 {
  fileprivate func floorDivided(by divisor: Int64) -> Int64 {
    self / divisor - (self % divisor < 0 ? 1 : 0)
  }
}
