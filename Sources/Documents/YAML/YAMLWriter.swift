/// Appends YAML to one growing text. Used through `YAML.text`.
struct YAMLWriter {
  private(set) var output = ""

  mutating func writeDocument(_ value: Value) {
    switch value {
    case .array(let items) where !items.isEmpty: writeItems(items, indentation: 0, isFirstLineBegun: false)
    case .object(let object) where !object.isEmpty: writeMembers(object, indentation: 0, isFirstLineBegun: false)
    default: writeScalar(value, indentation: 1)
    }
  }

  private mutating func writeMembers(_ object: Object, indentation: Int, isFirstLineBegun: Bool) {
    var isBegun = isFirstLineBegun
    for (key, value) in object {
      if !isBegun { indent(indentation) }
      isBegun = false
      writeKey(key, indentation: indentation)
      switch value {
      case .array(let items) where !items.isEmpty:
        output += "\n"
        writeItems(items, indentation: indentation, isFirstLineBegun: false)
      case .object(let object) where !object.isEmpty:
        output += "\n"
        writeMembers(object, indentation: indentation + 1, isFirstLineBegun: false)
      default:
        output += " "
        writeScalar(value, indentation: indentation + 1)
      }
    }
  }

  private mutating func writeItems(_ items: [Value], indentation: Int, isFirstLineBegun: Bool) {
    var isBegun = isFirstLineBegun
    for item in items {
      if !isBegun { indent(indentation) }
      isBegun = false
      output += "- "
      switch item {
      case .array(let inner) where !inner.isEmpty:
        writeItems(inner, indentation: indentation + 1, isFirstLineBegun: true)
      case .object(let object) where !object.isEmpty:
        writeMembers(object, indentation: indentation + 1, isFirstLineBegun: true)
      default:
        writeScalar(item, indentation: indentation + 1)
      }
    }
  }

  private mutating func writeKey(_ key: String, indentation: Int) {
    let text = Self.inline(key)
    // Readers look for the colon of a key for 1024 characters at most.
    if text.utf8.count > 1000 {
      output += "? \(text)\n"
      indent(indentation)
    } else {
      output += text
    }
    output += ":"
  }

  /// Writes the rest of a line; the lines of a block are indented.
  private mutating func writeScalar(_ value: Value, indentation: Int) {
    switch value {
    case .string(let text):
      if let header = Self.literalHeader(text) {
        writeLiteral(text, header: header, indentation: indentation)
      } else {
        output += Self.inline(text) + "\n"
      }
    case .double(let number): output += Self.text(number) + "\n"
    case .array: output += "[]\n"
    case .object: output += "{}\n"
    case .null, .bool, .integer: output += "\(value)\n"
    }
  }

  private mutating func writeLiteral(_ text: String, header: String, indentation: Int) {
    output += header + "\n"
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    for line in lines {
      if !line.isEmpty { indent(indentation) }
      output += line + "\n"
    }
  }

  private mutating func indent(_ indentation: Int) { output += String(repeating: "  ", count: indentation) }

  /// With a point even before an exponent, or YAML 1.1 readers would see a string.
  private static func text(_ number: Double) -> String {
    if number.isNaN { return ".nan" }
    if number.isInfinite { return number < 0 ? "-.inf" : ".inf" }
    let text = "\(number)"
    guard let exponent = text.firstIndex(of: "e"), !text.contains(".") else { return text }
    return text[..<exponent] + ".0" + text[exponent...]
  }

  /// How a literal block begins that reads as exactly this text; nil when there is none.
  private static func literalHeader(_ text: String) -> String? {
    guard text.utf8.contains(UInt8(ascii: "\n")), text.unicodeScalars.allSatisfy({ $0 == "\n" || isPrintable($0) })
    else { return nil }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard let first = lines.first, let start = first.utf8.first, start != UInt8(ascii: " "),
      start != UInt8(ascii: "\t"),
      lines.allSatisfy({ line in
        line.isEmpty || line.utf8.contains { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }
      })
    else { return nil }
    if !text.hasSuffix("\n") { return "|-" }
    return text.hasSuffix("\n\n") ? "|+" : "|"
  }
}

extension YAMLWriter {
  /// A string on one line: plain, in single quotes or, when it has characters to escape, in double quotes.
  static func inline(_ text: String) -> String {
    guard text.unicodeScalars.allSatisfy({ $0 != "\t" && isPrintable($0) }) else { return doubleQuoted(text) }
    if isPlain(text) { return text }
    var quoted = "'"
    for scalar in text.unicodeScalars {
      quoted.unicodeScalars.append(scalar)
      if scalar == "'" { quoted += "'" }
    }
    return quoted + "'"
  }

  private static func isPlain(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard let first = bytes.first, let last = bytes.last else { return false }
    let space = UInt8(ascii: " ")
    let colon = UInt8(ascii: ":")
    if first == space || last == space || last == colon { return false }
    if "-?:".utf8.contains(first) {
      guard bytes.count > 1, bytes[1] != space else { return false }
    } else if ",[]{}#&*!|>'\"%@`".utf8.contains(first) {
      return false
    }
    if text.hasPrefix("---") || text.hasPrefix("...") { return false }
    for (byte, next) in zip(bytes, bytes.dropFirst()) {
      if byte == colon && next == space || byte == space && next == UInt8(ascii: "#") { return false }
    }
    return !YAML.Schema.mayHaveOtherType(text)
  }

  /// What every reader takes as it is. Other line breaks than `\n` are not among it.
  private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x20...0x7E, 0xA0...0x2027, 0x202A...0xD7FF, 0xE000...0xFEFE, 0xFF00...0xFFFD, 0x10000...0x10FFFF: true
    default: false
    }
  }

  private static func doubleQuoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\t": quoted += "\\t"
      case "\r": quoted += "\\r"
      case _ where isPrintable(scalar): quoted.unicodeScalars.append(scalar)
      default:
        let digits = String(scalar.value, radix: 16, uppercase: true)
        let width = scalar.value <= 0xFF ? 2 : 4
        quoted += (width == 2 ? "\\x" : "\\u") + String(repeating: "0", count: width - digits.utf8.count) + digits
      }
    }
    return quoted + "\""
  }
}
