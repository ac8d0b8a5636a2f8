/// An amount of a resource, such as `250m` of a CPU or `1.5Gi` of memory: exact, between 10⁻⁹ and 2⁶³−1.
package struct Quantity: Sendable {
  package enum Format: Sendable, Hashable {
    /// `1e3`
    case decimalExponent
    /// `1Ki`
    case binary
    /// `1k`
    case decimal
  }

  /// Thousand-millionths; at most `limit` in magnitude.
  package private(set) var nanos: Int128
  /// How it is written.
  package var format: Format

  private static let limit = Int128(Int64.max) * 1_000_000_000

  /// Amounts beyond the limits become the limit.
  package init(nanos: Int128, format: Format = .decimal) {
    self.nanos = min(max(nanos, -Self.limit), Self.limit)
    self.format = format
  }

  package init(_ value: Int64, format: Format = .decimal) {
    self.init(nanos: Int128(value) * 1_000_000_000, format: format)
  }

  package static let zero = Quantity(0)

  package var isZero: Bool { nanos == 0 }

  /// Rounded up, away from zero, as the scheduler does.
  package var value: Int64 { Self.rounded(nanos, 1_000_000_000) }

  /// In thousandths, rounded up, away from zero.
  package var milliValue: Int64 { Self.rounded(nanos, 1_000_000) }

  package static func + (left: Quantity, right: Quantity) -> Quantity {
    Quantity(nanos: left.nanos + right.nanos, format: left.isZero ? right.format : left.format)
  }

  package static func - (left: Quantity, right: Quantity) -> Quantity {
    Quantity(nanos: left.nanos - right.nanos, format: left.isZero ? right.format : left.format)
  }

  package static prefix func - (quantity: Quantity) -> Quantity {
    Quantity(nanos: -quantity.nanos, format: quantity.format)
  }

  private static func rounded(_ nanos: Int128, _ divisor: Int128) -> Int64 {
    let (quotient, remainder) = nanos.quotientAndRemainder(dividingBy: divisor)
    return Int64(clamping: quotient + (remainder == 0 ? 0 : remainder.signum()))
  }
}

/// Amounts are equal whatever they are written like: `1` is `1000m`.
extension Quantity: Hashable, Comparable {
  package static func == (left: Quantity, right: Quantity) -> Bool { left.nanos == right.nanos }
  package static func < (left: Quantity, right: Quantity) -> Bool { left.nanos < right.nanos }
  package func hash(into hasher: inout Hasher) { hasher.combine(nanos) }
}

// MARK: Writing

extension Quantity: CustomStringConvertible {
  /// The canonical form: no fraction, and the largest suffix that keeps the number whole.
  package var description: String {
    if nanos == 0 { return "0" }
    return format == .binary && nanos.magnitude >= 1024 * 1_000_000_000 ? binaryText : decimalText
  }

  private var binaryText: String {
    var (number, remainder) = nanos.quotientAndRemainder(dividingBy: 1_000_000_000)
    if remainder != 0 { number += remainder.signum() }
    var power = 0
    while number % 1024 == 0, power < Self.binarySuffixes.count - 1 {
      number /= 1024
      power += 1
    }
    return "\(number)\(Self.binarySuffixes[power])"
  }

  private var decimalText: String {
    var number = nanos
    var exponent = -9
    while number % 1000 == 0, exponent < 18 {
      number /= 1000
      exponent += 3
    }
    switch format {
    case .decimalExponent: return exponent == 0 ? "\(number)" : "\(number)e\(exponent)"
    case .decimal, .binary: return "\(number)\(Self.decimalSuffixes[exponent / 3 + 3])"
    }
  }

  private static let binarySuffixes = ["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"]
  private static let decimalSuffixes = ["n", "u", "m", "", "k", "M", "G", "T", "P", "E"]
}

// MARK: Reading

extension Quantity {
  /// Why a text is no quantity, in an API server's words.
  package enum SyntaxError: Error, Sendable, Hashable, CustomStringConvertible {
    case format, suffix

    package var description: String {
      switch self {
      case .format:
        "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'"
      case .suffix: "unable to parse quantity's suffix"
      }
    }
  }

  /// Fractions of 10⁻⁹ are rounded up, away from zero.
  package init(parsing text: String) throws(SyntaxError) {
    var scanner = QuantityScanner(text)
    self = try scanner.quantity()
  }
}

private struct QuantityScanner {
  private let bytes: [UInt8]
  private var position = 0

  init(_ text: String) { bytes = Array(text.utf8) }

  mutating func quantity() throws(Quantity.SyntaxError) -> Quantity {
    let isNegative = take("-")
    if !isNegative { _ = take("+") }
    let whole = digits()
    let fraction = take(".") ? digits() : []
    guard !(whole.isEmpty && fraction.isEmpty) else { throw .format }
    let suffix = String(decoding: bytes[position...], as: UTF8.self)
    guard isWellFormed(suffix) else { throw .format }
    guard let (base, exponent, format) = Self.scale(suffix) else { throw .suffix }
    let nanos = Self.nanos(whole + fraction, fractionDigits: fraction.count, base: base, exponent: exponent)
    // A binary fraction below one, such as 0.5Ki of nothing, is written in thousandths instead.
    let isTiny = format == .binary && nanos > 0 && nanos < 1_000_000_000
    return Quantity(nanos: isNegative ? -nanos : nanos, format: isTiny ? .decimal : format)
  }

  /// digits × base^exponent ÷ 10^fractionDigits in thousand-millionths, rounded up; far too much becomes the limit.
  private static func nanos(_ digits: [UInt8], fractionDigits: Int, base: Int, exponent: Int) -> Int128 {
    let ceiling = Int128(Int64.max) * 1_000_000_000
    let significant = digits.drop { $0 == 0 }
    if significant.isEmpty { return 0 }
    var power = 9 - fractionDigits + (base == 10 ? exponent : 0)
    // More whole digits than the limit has, in thousand-millionths.
    if significant.count + power > 29 { return ceiling }
    if significant.count + power < -9 { return 1 }
    var number: Int128 = 0
    var isInexact = false
    for (index, digit) in significant.enumerated() {
      // Binary suffixes multiply by up to 2⁶⁰ first, so only digits far below a thousand-millionth are dropped.
      if index >= 37 - (base == 2 ? 19 : 0) {
        power += 1
        isInexact = isInexact || digit != 0
      } else {
        number = number * 10 + Int128(digit)
      }
    }
    if base == 2 { number <<= Int128(exponent) }
    while power > 0 {
      let (product, overflows) = number.multipliedReportingOverflow(by: 10)
      if overflows { return ceiling }
      number = product
      power -= 1
    }
    while power < 0 {
      isInexact = isInexact || number % 10 != 0
      number /= 10
      power += 1
    }
    return min(number + (isInexact ? 1 : 0), ceiling)
  }

  private static func scale(_ suffix: String) -> (base: Int, exponent: Int, format: Quantity.Format)? {
    switch suffix {
    case "n": return (10, -9, .decimal)
    case "u": return (10, -6, .decimal)
    case "m": return (10, -3, .decimal)
    case "": return (10, 0, .decimal)
    case "k": return (10, 3, .decimal)
    case "M": return (10, 6, .decimal)
    case "G": return (10, 9, .decimal)
    case "T": return (10, 12, .decimal)
    case "P": return (10, 15, .decimal)
    case "E": return (10, 18, .decimal)
    case "Ki": return (2, 10, .binary)
    case "Mi": return (2, 20, .binary)
    case "Gi": return (2, 30, .binary)
    case "Ti": return (2, 40, .binary)
    case "Pi": return (2, 50, .binary)
    case "Ei": return (2, 60, .binary)
    default:
      guard suffix.hasPrefix("e") || suffix.hasPrefix("E"), let exponent = Int32(suffix.dropFirst()) else { return nil }
      return (10, Int(exponent), .decimalExponent)
    }
  }

  private func isWellFormed(_ suffix: String) -> Bool {
    var rest = suffix.utf8.drop { "eEinumkKMGTP".utf8.contains($0) }
    if let first = rest.first, first == UInt8(ascii: "-") || first == UInt8(ascii: "+") { rest = rest.dropFirst() }
    return rest.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }

  private mutating func digits() -> [UInt8] {
    var digits: [UInt8] = []
    while position < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[position]) {
      digits.append(bytes[position] - UInt8(ascii: "0"))
      position += 1
    }
    return digits
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard position < bytes.count, Unicode.Scalar(bytes[position]) == character else { return false }
    position += 1
    return true
  }
}
