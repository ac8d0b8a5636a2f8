import Foundation

/// Doubles as text.
enum NumberText {
  /// The shortest digits that read back as the same double, without an exponent.
  static func shortest(_ value: Double) -> String {
    guard let (sign, digits, point) = parts(value) else { return name(value) }
    if point <= 0 { return "\(sign)0.\(String(repeating: "0", count: -point))\(digits)" }
    if point >= digits.utf8.count {
      return sign + digits + String(repeating: "0", count: point - digits.utf8.count)
    }
    return "\(sign)\(digits.prefix(point)).\(digits.dropFirst(point))"
  }

  /// The same, but with an exponent for large and small numbers, as Go's `%g` has it.
  static func general(_ value: Double) -> String {
    guard let (sign, digits, point) = parts(value) else { return name(value) }
    let exponent = point - 1
    guard value != 0, exponent < -4 || exponent >= 6 else { return shortest(value) }
    let fraction = digits.dropFirst()
    let size = String(exponent.magnitude)
    return "\(sign)\(digits.prefix(1))\(fraction.isEmpty ? "" : ".\(fraction)")e\(exponent < 0 ? "-" : "+")"
      + (size.utf8.count < 2 ? "0" : "") + size
  }

  /// With a number of digits behind the point, halves rounded to even.
  static func fixed(_ value: Double, digits: Int) -> String {
    value.isFinite ? String(format: "%.*f", digits, value) : name(value)
  }

  static func scientific(_ value: Double, digits: Int) -> String {
    value.isFinite ? String(format: "%.*e", digits, value) : name(value)
  }

  /// With a comma between thousands.
  static func grouped(_ text: String) -> String {
    let sign = text.prefix { $0 == "-" }
    let whole = text.dropFirst(sign.count).prefix { $0 != "." }
    var groups: [Substring] = []
    var rest = whole
    while rest.count > 3 {
      groups.insert(rest.suffix(3), at: 0)
      rest = rest.dropLast(3)
    }
    return sign + ([rest] + groups).joined(separator: ",") + text.dropFirst(sign.count + whole.count)
  }

  static func name(_ value: Double) -> String { value.isNaN ? "NaN" : value < 0 ? "-Infinity" : "Infinity" }

  /// Sign, significant digits, and how many of them are before the point. Nil for what is not finite.
  private static func parts(_ value: Double) -> (sign: String, digits: String, point: Int)? {
    guard value.isFinite else { return nil }
    let halves = "\(value.magnitude)".split(separator: "e")
    let number = halves[0].split(separator: ".")
    let exponent = halves.count > 1 ? Int(halves[1]) ?? 0 : 0
    var digits = number.joined()
    var point = number[0].utf8.count + exponent
    while digits.hasSuffix("0"), digits.utf8.count > 1 { digits.removeLast() }
    while digits.hasPrefix("0"), digits.utf8.count > 1 {
      digits.removeFirst()
      point -= 1
    }
    if digits == "0" { point = 1 }
    return (value.sign == .minus ? "-" : "", digits, point)
  }
}
