// Formats of numbers that people write: books, cards, colours.
extension TextFormats {
  static func isISBN10(_ bytes: [UInt8]) -> Bool {
    let text = withoutSeparators(bytes)
    guard text.count == 10, text.dropLast().allSatisfy(\.isDigit), let last = text.last else { return false }
    guard last.isDigit || last | 0x20 == UInt8(ascii: "x") else { return false }
    let values = text.map { $0.isDigit ? Int($0 - UInt8(ascii: "0")) : 10 }
    return values.enumerated().reduce(0) { $0 + ($1.offset + 1) * $1.element } % 11 == 0
  }

  static func isISBN13(_ bytes: [UInt8]) -> Bool {
    let text = withoutSeparators(bytes)
    guard text.count == 13, text.allSatisfy(\.isDigit) else { return false }
    let sum = text.enumerated().reduce(0) { $0 + Int($1.element - UInt8(ascii: "0")) * ($1.offset % 2 == 0 ? 1 : 3) }
    return sum % 10 == 0
  }

  /// 13 to 19 digits with the checksum of Luhn; spaces and dashes do not count.
  static func isCreditCard(_ bytes: [UInt8]) -> Bool {
    let digits = bytes.filter(\.isDigit)
    guard (13...19).contains(digits.count) else { return false }
    let sum = digits.reversed().enumerated().reduce(0) { sum, next in
      let digit = Int(next.element - UInt8(ascii: "0"))
      let doubled = digit * 2
      return sum + (next.offset % 2 == 0 ? digit : (doubled > 9 ? doubled - 9 : doubled))
    }
    return sum % 10 == 0
  }

  /// `123-45-6789`, also with spaces or nothing between.
  static func isSocialSecurityNumber(_ bytes: [UInt8]) -> Bool {
    let isSeparator: (UInt8) -> Bool = { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: " ") }
    guard bytes.filter(\.isDigit).count == 9, bytes.allSatisfy({ $0.isDigit || isSeparator($0) }) else { return false }
    let runs = bytes.split(whereSeparator: isSeparator).map(\.count)
    return bytes.count - 9 == runs.count - 1 && [[9], [3, 6], [5, 4], [3, 2, 4]].contains(runs)
  }

  static func isHexColor(_ bytes: [UInt8]) -> Bool {
    let digits = bytes.first == UInt8(ascii: "#") ? bytes.dropFirst() : bytes[...]
    return (digits.count == 3 || digits.count == 6) && digits.allSatisfy(\.isHexadecimal)
  }

  /// `rgb(0, 128, 255)`.
  static func isRGBColor(_ text: String) -> Bool {
    guard text.hasPrefix("rgb("), text.hasSuffix(")") else { return false }
    let parts = text.dropFirst(4).dropLast().split(separator: ",", omittingEmptySubsequences: false)
    return parts.count == 3
      && parts.allSatisfy { part in
        let digits = part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()
        return digits.allSatisfy(\.isNumber) && Int(String(digits)).map { $0 <= 255 } ?? false
      }
  }

  private static func withoutSeparators(_ bytes: [UInt8]) -> [UInt8] {
    bytes.filter { $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: " ") }
  }
}
