/// The formats `date`, `date-time` and `duration`, as lenient and as strict as the API server's.
enum TimeFormats {
  /// `2026-02-28`, a day that exists.
  static func isDate(_ bytes: ArraySlice<UInt8>) -> Bool {
    let text = Array(bytes)
    let dash = UInt8(ascii: "-")
    guard text.count == 10, text[4] == dash, text[7] == dash, let year = number(text[0..<4]),
      let month = number(text[5..<7]), let day = number(text[8..<10]), (1...12).contains(month)
    else { return false }
    return (1...days(inMonth: month, year: year)).contains(day)
  }

  /// RFC 3339; any case of `t` and `z`, and no check of the offset's range.
  static func isDateTime(_ bytes: [UInt8]) -> Bool {
    let lower = bytes.map { $0.isLetter ? $0 | 0x20 : $0 }
    let parts = lower.split(separator: UInt8(ascii: "t"), omittingEmptySubsequences: false)
    guard parts.count >= 2, isDate(parts[0]) else { return false }
    return isTimeWithZone(Array(parts[1]))
  }

  private static func isTimeWithZone(_ text: [UInt8]) -> Bool {
    let colon = UInt8(ascii: ":")
    guard text.count >= 9, text[2] == colon, text[5] == colon, let hour = number(text[0..<2]),
      let minute = number(text[3..<5]), let second = number(text[6..<8]), hour < 24, minute < 60, second < 60
    else { return false }
    return isZone(text[8...])
      || text.indices.dropFirst(10).contains { end in
        // Any one character may stand before the fraction.
        text[9..<end].allSatisfy(\.isDigit) && !text[9..<end].isEmpty && isZone(text[end...])
      }
  }

  private static func isZone(_ text: ArraySlice<UInt8>) -> Bool {
    let text = Array(text)
    if text == [UInt8(ascii: "z")] { return true }
    guard text.count == 6, text[0] == UInt8(ascii: "+") || text[0] == UInt8(ascii: "-"), text[3] == UInt8(ascii: ":")
    else { return false }
    return number(text[1..<3]) != nil && number(text[4..<6]) != nil
  }

  /// Go's `1h30m`, or words such as `3 days`.
  static func isDuration(_ text: String) -> Bool { isGoDuration(text) || hasWordedDuration(text) }

  private static let goUnits = ["ns", "us", "µs", "μs", "ms", "s", "m", "h"]

  static func isGoDuration(_ text: String) -> Bool {
    var rest = Substring(text)
    if rest.hasPrefix("-") || rest.hasPrefix("+") { rest = rest.dropFirst() }
    if rest == "0" { return true }
    guard !rest.isEmpty else { return false }
    while !rest.isEmpty {
      let number = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
      guard number.contains(where: \.isNumber), number.count(where: { $0 == "." }) <= 1 else { return false }
      rest = rest.dropFirst(number.count)
      let unit = rest.prefix { !($0.isASCII && ($0.isNumber || $0 == ".")) }
      guard goUnits.contains(String(unit)) else { return false }
      rest = rest.dropFirst(unit.count)
    }
    return true
  }

  // The last of each row also matches as the beginning of a longer word.
  private static let wordedUnits = [
    ["ns", "nano"], ["us", "µs", "micro"], ["ms", "milli"], ["s", "sec"], ["m", "min"], ["h", "hr", "hour"],
    ["d", "day"], ["w", "wk", "week"],
  ]

  private static func hasWordedDuration(_ text: String) -> Bool {
    var rest = Substring(text)
    var isFound = false
    while let start = rest.firstIndex(where: { $0.isASCII && $0.isNumber }) {
      let digits = rest[start...].prefix { $0.isASCII && $0.isNumber }
      guard Int64(digits) != nil else { return false }
      rest = rest[digits.endIndex...].drop { $0.isWhitespace }
      let unit = rest.prefix { $0 == "µ" || ($0.isASCII && $0.isLetter) }.lowercased()
      isFound =
        isFound
        || wordedUnits.contains { variants in
          variants.contains(unit) || (variants.last.map { unit.hasPrefix($0) } ?? false)
        }
    }
    return isFound
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    guard digits.allSatisfy(\.isDigit) else { return nil }
    return digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
  }

  private static func days(inMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}
