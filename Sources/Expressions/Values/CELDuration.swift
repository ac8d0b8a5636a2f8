/// A span of time to the nanosecond, up to about 292 years either way.
package struct CELDuration: Sendable, Hashable {
  package var nanoseconds: Int64

  package init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }

  package static let nanosecondsPerSecond: Int64 = 1_000_000_000

  private static let units: [(suffix: String, nanoseconds: Int64)] = [
    ("ns", 1), ("us", 1_000), ("µs", 1_000), ("μs", 1_000), ("ms", 1_000_000), ("s", 1_000_000_000),
    ("m", 60_000_000_000), ("h", 3_600_000_000_000),
  ]

  /// Reads Go's form: `1h30m`, `-1.5s`, `100ms`, `0`. Nil when it is not one or out of range.
  package init?(_ text: String) {
    var rest = text.unicodeScalars[...]
    let isNegative = rest.first == "-"
    if isNegative || rest.first == "+" { rest.removeFirst() }
    if String(rest) == "0" {
      self.init(nanoseconds: 0)
      return
    }
    guard !rest.isEmpty else { return nil }
    // Counted downward, because the smallest number has no positive counterpart.
    var total: Int64 = 0
    while !rest.isEmpty {
      guard let part = Self.takePart(&rest) else { return nil }
      let (sum, overflow) = total.subtractingReportingOverflow(part)
      if overflow { return nil }
      total = sum
    }
    guard isNegative || total != .min else { return nil }
    self.init(nanoseconds: isNegative ? total : -total)
  }

  /// Takes one number with its unit.
  private static func takePart(_ rest: inout Substring.UnicodeScalarView) -> Int64? {
    let whole = takeDigits(&rest)
    var fraction = ""
    if rest.first == "." {
      rest.removeFirst()
      fraction = takeDigits(&rest)
    }
    guard !whole.isEmpty || !fraction.isEmpty else { return nil }
    let name = String(rest.prefix { $0 != "." && !("0"..."9").contains($0) })
    guard let unit = units.first(where: { $0.suffix == name }) else { return nil }
    rest.removeFirst(name.unicodeScalars.count)
    guard let count = Int64(whole.isEmpty ? "0" : whole) else { return nil }
    let (nanoseconds, overflow) = count.multipliedReportingOverflow(by: unit.nanoseconds)
    if overflow { return nil }
    var part: Int64 = 0
    var scale = unit.nanoseconds
    for digit in fraction.utf8 {
      guard scale >= 10 else { break }
      scale /= 10
      part += Int64(digit - UInt8(ascii: "0")) * scale
    }
    let (sum, sumOverflow) = nanoseconds.addingReportingOverflow(part)
    return sumOverflow ? nil : sum
  }

  private static func takeDigits(_ rest: inout Substring.UnicodeScalarView) -> String {
    let digits = rest.prefix { ("0"..."9").contains($0) }
    rest.removeFirst(digits.count)
    return String(digits)
  }
}

extension CELDuration: CustomStringConvertible {
  /// In seconds, as `string(duration)` has it: `5400s`, `0.5s`.
  package var description: String {
    let second = UInt64(Self.nanosecondsPerSecond)
    let magnitude = nanoseconds.magnitude
    return "\(nanoseconds < 0 ? "-" : "")\(magnitude / second)\(FractionText.text(Int(magnitude % second)))s"
  }
}

enum FractionText {
  /// `.25` for 250,000,000 nanoseconds, nothing for 0.
  static func text(_ nanoseconds: Int) -> String {
    guard nanoseconds != 0 else { return "" }
    var digits = String(nanoseconds)
    digits = "." + String(repeating: "0", count: 9 - digits.utf8.count) + digits
    while digits.hasSuffix("0") { digits.removeLast() }
    return digits
  }
}
