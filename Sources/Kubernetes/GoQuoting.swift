extension String {
  /// In double quotes with escapes as Go's `%q` writes them, which is how API messages quote.
  package var goQuoted: String {
    var result = "\""
    for scalar in unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\u{7}": result += "\\a"
      case "\u{8}": result += "\\b"
      case "\u{C}": result += "\\f"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case "\u{B}": result += "\\v"
      case "\u{0}"..<" ", "\u{7F}": result += "\\x" + Self.hexadecimal(scalar, width: 2)
      default:
        if Self.isPrintable(scalar) {
          result.unicodeScalars.append(scalar)
        } else {
          let isWide = scalar.value > 0xFFFF
          result += (isWide ? "\\U" : "\\u") + Self.hexadecimal(scalar, width: isWide ? 8 : 4)
        }
      }
    }
    return result + "\""
  }

  private static func hexadecimal(_ scalar: Unicode.Scalar, width: Int) -> String {
    let digits = String(scalar.value, radix: 16)
    return String(repeating: "0", count: Swift.max(0, width - digits.utf8.count)) + digits
  }

  private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    if scalar == " " { return true }
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .spaceSeparator, .lineSeparator, .paragraphSeparator:
      return false
    default: return true
    }
  }
}
