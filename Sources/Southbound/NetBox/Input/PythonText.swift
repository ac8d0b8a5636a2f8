import Documents

/// Values as Python writes them, since NetBox's messages quote them so.
enum PythonText {
  static func typeName(_ value: Value) -> String {
    switch value {
    case .null: "NoneType"
    case .bool: "bool"
    case .integer: "int"
    case .double: "float"
    case .string: "str"
    case .array: "list"
    case .object: "dict"
    }
  }

  /// `str(value)`: a text as it is, anything else as `repr` writes it.
  static func str(_ value: Value) -> String { value.string ?? repr(value) }

  static func repr(_ value: Value) -> String {
    switch value {
    case .null: return "None"
    case .bool(let flag): return flag ? "True" : "False"
    case .integer(let number): return String(number)
    case .double(let number): return number.description
    case .string(let text):
      let quote = text.contains("'") && !text.contains("\"") ? "\"" : "'"
      var body = ""
      for character in text.unicodeScalars {
        switch character {
        case "\\": body += "\\\\"
        case "\n": body += "\\n"
        case "\r": body += "\\r"
        case "\t": body += "\\t"
        case "'" where quote == "'": body += "\\'"
        default: body.unicodeScalars.append(character)
        }
      }
      return quote + body + quote
    case .array(let items): return "[" + items.map(repr).joined(separator: ", ") + "]"
    case .object(let object):
      return "{" + object.map { "\(repr(.string($0.key))): \(repr($0.value))" }.joined(separator: ", ") + "}"
    }
  }

  /// A decimal of a column with four places: `10.0000`.
  static func fourDecimals(_ number: Double) -> String {
    let scaled = (number * 10_000).rounded()
    let digits = String(Int64(abs(scaled)))
    let padded = String(repeating: "0", count: max(0, 5 - digits.count)) + digits
    return (scaled < 0 ? "-" : "") + padded.dropLast(4) + "." + padded.suffix(4)
  }
}
