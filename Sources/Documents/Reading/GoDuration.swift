/// Durations as Go writes them: `90s`, `1m30s`, `500ms`, `1.5h`.
package enum GoDuration {
  private static let units: [(name: String, nanoseconds: Int64)] = [
    ("ns", 1), ("us", 1_000), ("µs", 1_000), ("μs", 1_000), ("ms", 1_000_000), ("s", 1_000_000_000),
    ("m", 60_000_000_000), ("h", 3_600_000_000_000),
  ]

  /// Nil when the text is not a duration, or one of more than 292 years.
  package static func parse(_ text: String) -> Duration? {
    var rest = Substring(text)
    let isNegative = rest.first == "-"
    if rest.first == "-" || rest.first == "+" { rest.removeFirst() }
    if rest == "0" { return .zero }
    if rest.isEmpty { return nil }
    var total: Int64 = 0
    while !rest.isEmpty {
      guard let part = parsePart(&rest) else { return nil }
      let (sum, overflow) = total.addingReportingOverflow(part)
      if overflow { return nil }
      total = sum
    }
    return .nanoseconds(isNegative ? -total : total)
  }

  /// One number with its unit, in nanoseconds.
  private static func parsePart(_ rest: inout Substring) -> Int64? {
    let whole = takeDigits(&rest)
    var fraction: Substring = ""
    if rest.first == "." {
      rest.removeFirst()
      fraction = takeDigits(&rest)
    }
    guard !(whole.isEmpty && fraction.isEmpty) else { return nil }
    let unitName = rest.prefix { !$0.isASCII || !($0.isNumber || $0 == ".") }
    guard let unit = units.first(where: { $0.name == unitName }) else { return nil }
    rest = rest.dropFirst(unitName.count)
    guard let count = whole.isEmpty ? 0 : Int64(whole) else { return nil }
    let (nanoseconds, overflow) = count.multipliedReportingOverflow(by: unit.nanoseconds)
    if overflow { return nil }
    // Digits beyond the twelfth are less than a nanosecond even of an hour's, and do not fit.
    let digits = fraction.prefix(12)
    guard let numerator = digits.isEmpty ? 0 : Double(digits) else { return nil }
    let denominator = digits.reduce(into: 1.0) { result, _ in result *= 10 }
    let (sum, tooLarge) = nanoseconds.addingReportingOverflow(
      Int64(numerator * Double(unit.nanoseconds) / denominator))
    return tooLarge ? nil : sum
  }

  private static func takeDigits(_ rest: inout Substring) -> Substring {
    let digits = rest.prefix { ("0"..."9").contains($0) }
    rest = rest.dropFirst(digits.count)
    return digits
  }

  /// As Go prints it: `1h0m0s`, `1m30s`, `1.5s`, `500ms`, `0s`. Less than a nanosecond is dropped.
  package static func text(_ duration: Duration) -> String {
    let (seconds, attoseconds) = (duration < .zero ? .zero - duration : duration).components
    let sign = duration < .zero ? "-" : ""
    let nanoseconds = attoseconds / 1_000_000_000
    if seconds == 0 {
      switch nanoseconds {
      case 0: return "0s"
      case ..<1_000: return "\(sign)\(nanoseconds)ns"
      case ..<1_000_000: return "\(sign)\(decimal(nanoseconds, unit: 1_000))µs"
      case ..<1_000_000_000: return "\(sign)\(decimal(nanoseconds, unit: 1_000_000))ms"
      default: break
      }
    }
    let (hours, minutes) = (seconds / 3600, seconds / 60 % 60)
    let rest = decimal(seconds % 60 * 1_000_000_000 + nanoseconds, unit: 1_000_000_000)
    let prefix = hours > 0 ? "\(hours)h\(minutes)m" : minutes > 0 ? "\(minutes)m" : ""
    return "\(sign)\(prefix)\(rest)s"
  }

  /// `count / unit`, where `unit` is a power of ten, without trailing zeros.
  private static func decimal(_ count: Int64, unit: Int64) -> String {
    guard count % unit != 0 else { return "\(count / unit)" }
    // The unit in front keeps the leading zeros of the fraction.
    var fraction = "\(unit + count % unit)".dropFirst()
    while fraction.last == "0" { fraction.removeLast() }
    return "\(count / unit).\(fraction)"
  }
}
