import Documents

/// Values as Go's `%v` and `encoding/json` write them, which is how they stand in API messages.
enum GoText {
  /// `3`, `0.5`, `1e+21`: the shortest text that reads back the same.
  static func number(_ number: Double) -> String {
    if let integer = Int64(exactly: number), integer.magnitude < 1_000_000_000_000_000_000 { return String(integer) }
    if let e = exponent(number), e < -4 || e >= 21 { return scientific(number) }
    return decimal(number)
  }

  private static func exponent(_ number: Double) -> Int? {
    guard number.isFinite, number != 0 else { return nil }
    return shortest(number).exponent
  }

  /// The digits of the shortest text, and the power of ten of the first.
  private static func shortest(_ number: Double) -> (digits: String, exponent: Int) {
    let text = number.magnitude.description.lowercased()
    let parts = text.split(separator: "e")
    let mantissa = parts[0].split(separator: ".", omittingEmptySubsequences: false)
    let whole = String(mantissa[0])
    let fraction = mantissa.count > 1 ? String(mantissa[1]) : ""
    let power = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
    let all = whole + fraction
    let leadingZeros = all.prefix { $0 == "0" }.count
    var digits = String(all.dropFirst(leadingZeros))
    while digits.hasSuffix("0") { digits.removeLast() }
    return (digits.isEmpty ? "0" : digits, power + whole.count - 1 - leadingZeros)
  }

  private static func scientific(_ number: Double) -> String {
    let (digits, exponent) = shortest(number)
    let fraction = digits.dropFirst()
    let power = String(exponent.magnitude)
    return (number < 0 ? "-" : "") + digits.prefix(1) + (fraction.isEmpty ? "" : ".\(fraction)") + "e"
      + (exponent < 0 ? "-" : "+") + (power.count < 2 ? "0\(power)" : power)
  }

  private static func decimal(_ number: Double) -> String {
    guard number.isFinite else { return number.isNaN ? "NaN" : (number < 0 ? "-Inf" : "+Inf") }
    let (digits, exponent) = shortest(number)
    let sign = number < 0 ? "-" : ""
    if exponent < 0 { return "\(sign)0.\(String(repeating: "0", count: -exponent - 1))\(digits)" }
    if digits.count <= exponent + 1 {
      return sign + digits + String(repeating: "0", count: exponent + 1 - digits.count)
    }
    return "\(sign)\(digits.prefix(exponent + 1)).\(digits.dropFirst(exponent + 1))"
  }

  /// With so many digits after the point: `%.1f`.
  static func fixed(_ number: Double, digits: Int) -> String {
    let scale = (0..<digits).reduce(1.0) { scale, _ in scale * 10 }
    let scaled = String(Int64((number * scale).rounded()))
    let padded = String(repeating: "0", count: max(0, digits + 1 - scaled.count)) + scaled
    return "\(padded.dropLast(digits)).\(padded.suffix(digits))"
  }

  /// As `encoding/json` writes it, keys in their order: `<`, `>` and `&` are escaped.
  static func json(_ value: Value) -> String {
    var text = ""
    for scalar in JSON.text(value).unicodeScalars {
      switch scalar {
      case "<": text += "\\u003c"
      case ">": text += "\\u003e"
      case "&": text += "\\u0026"
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}
