/// One pass over the bytes of a JSON text. Used through `JSON.parse`.
struct JSONParser {
  let bytes: [UInt8]
  let limits: JSON.Limits
  private(set) var position = 0
  private var depth = 0
  /// Names and indices that lead to the current value; kept only when duplicates are wanted.
  private var path: [String] = []
  private(set) var duplicates: [String]?

  init(bytes: [UInt8], limits: JSON.Limits, duplicates: [String]?) {
    self.bytes = bytes
    self.limits = limits
    self.duplicates = duplicates
  }

  mutating func parseDocument() throws(JSON.SyntaxError) -> Value {
    guard bytes.count <= limits.bytes else { throw error("the text is longer than \(limits.bytes) bytes") }
    let value = try parseValue()
    skipSpace()
    guard position == bytes.count else { throw error("unexpected text after the value") }
    return value
  }

  mutating func parseValue() throws(JSON.SyntaxError) -> Value {
    skipSpace()
    guard position < bytes.count else { throw error("unexpected end of text") }
    switch bytes[position] {
    case UInt8(ascii: "{"): return .object(try nested { (self) throws(JSON.SyntaxError) in try self.parseObject() })
    case UInt8(ascii: "["): return .array(try nested { (self) throws(JSON.SyntaxError) in try self.parseArray() })
    case UInt8(ascii: "\""): return .string(try parseString())
    case UInt8(ascii: "t"): return try parseWord("true", .bool(true))
    case UInt8(ascii: "f"): return try parseWord("false", .bool(false))
    case UInt8(ascii: "n"): return try parseWord("null", .null)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try parseNumber()
    default: throw error("unexpected character \(character(at: position))")
    }
  }

  private mutating func nested<Result>(
    _ body: (inout JSONParser) throws(JSON.SyntaxError) -> Result
  ) throws(JSON.SyntaxError) -> Result {
    depth += 1
    guard depth <= limits.depth else { throw error("nested deeper than \(limits.depth) levels") }
    let result = try body(&self)
    depth -= 1
    return result
  }

  private mutating func parseObject() throws(JSON.SyntaxError) -> Object {
    var object = Object()
    position += 1
    skipSpace()
    if take(UInt8(ascii: "}")) { return object }
    while true {
      skipSpace()
      guard position < bytes.count else { throw error("unexpected end of text in an object") }
      guard bytes[position] == UInt8(ascii: "\"") else {
        throw error("expected a member name in quotes, found \(character(at: position))")
      }
      let key = try parseString()
      skipSpace()
      guard take(UInt8(ascii: ":")) else { throw error("expected \":\" after the member name \"\(key)\"") }
      if duplicates != nil {
        path.append(path.isEmpty ? key : ".\(key)")
        if object.contains(key) { noteDuplicate() }
      }
      object[key] = try parseValue()
      if duplicates != nil { path.removeLast() }
      skipSpace()
      if take(UInt8(ascii: ",")) { continue }
      if take(UInt8(ascii: "}")) { return object }
      throw error(position < bytes.count ? "expected \",\" or \"}\"" : "unexpected end of text in an object")
    }
  }

  private mutating func noteDuplicate() {
    let joined = path.joined()
    if let known = duplicates, !known.contains(joined) { duplicates?.append(joined) }
  }

  private mutating func parseArray() throws(JSON.SyntaxError) -> [Value] {
    var items: [Value] = []
    position += 1
    skipSpace()
    if take(UInt8(ascii: "]")) { return items }
    while true {
      if duplicates != nil { path.append("[\(items.count)]") }
      items.append(try parseValue())
      if duplicates != nil { path.removeLast() }
      skipSpace()
      if take(UInt8(ascii: ",")) { continue }
      if take(UInt8(ascii: "]")) { return items }
      throw error(position < bytes.count ? "expected \",\" or \"]\"" : "unexpected end of text in an array")
    }
  }

  private mutating func parseWord(_ word: StaticString, _ value: Value) throws(JSON.SyntaxError) -> Value {
    let length = word.utf8CodeUnitCount
    let matches = word.withUTF8Buffer { bytes[position...].starts(with: $0) }
    guard matches else { throw error("expected \"\(word)\"") }
    position += length
    return value
  }

  private mutating func parseNumber() throws(JSON.SyntaxError) -> Value {
    let start = position
    _ = take(UInt8(ascii: "-"))
    if take(UInt8(ascii: "0")) {
      if position < bytes.count, isDigit(bytes[position]) { throw error("a number must not begin with 0") }
    } else {
      try takeDigits()
    }
    var isInteger = true
    if take(UInt8(ascii: ".")) {
      isInteger = false
      try takeDigits()
    }
    if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
      isInteger = false
      if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
      try takeDigits()
    }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    if isInteger, let integer = Int64(text) { return .integer(integer) }
    guard let double = Double(text), double.isFinite else { throw error("the number \(text) is out of range") }
    return .double(double)
  }

  private mutating func takeDigits() throws(JSON.SyntaxError) {
    let start = position
    while position < bytes.count, isDigit(bytes[position]) { position += 1 }
    if position == start { throw error("expected a digit") }
  }

  mutating func parseString() throws(JSON.SyntaxError) -> String {
    position += 1
    let start = position
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "\""):
        // Invalid UTF-8 becomes U+FFFD, as in Go.
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        position += 1
        return text
      case UInt8(ascii: "\\"):
        return try parseEscapedString(from: start)
      case ..<0x20:
        throw error("control character in a string")
      default:
        position += 1
      }
    }
    throw error("unexpected end of text in a string")
  }

  private mutating func parseEscapedString(from start: Int) throws(JSON.SyntaxError) -> String {
    var text = Array(bytes[start..<position])
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"): text.append(contentsOf: Array(String(try parseEscape()).utf8))
      case ..<0x20:
        position -= 1
        throw error("control character in a string")
      default: text.append(byte)
      }
    }
    throw error("unexpected end of text in a string")
  }

  private mutating func parseEscape() throws(JSON.SyntaxError) -> Unicode.Scalar {
    guard position < bytes.count else { throw error("unexpected end of text in a string") }
    let byte = bytes[position]
    position += 1
    switch byte {
    case UInt8(ascii: "\""): return "\""
    case UInt8(ascii: "\\"): return "\\"
    case UInt8(ascii: "/"): return "/"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): return try parseUnicodeEscape()
    default:
      position -= 1
      throw error("unknown escape \"\\\(character(at: position, quoted: false))\"")
    }
  }

  /// A lone surrogate becomes U+FFFD, as in Go.
  private mutating func parseUnicodeEscape() throws(JSON.SyntaxError) -> Unicode.Scalar {
    let first = try parseHexDigits()
    if let scalar = Unicode.Scalar(first) { return scalar }
    guard first < 0xDC00, position + 1 < bytes.count, bytes[position] == UInt8(ascii: "\\"),
      bytes[position + 1] == UInt8(ascii: "u")
    else { return "\u{FFFD}" }
    let mark = position
    position += 2
    let second = try parseHexDigits()
    guard (0xDC00...0xDFFF).contains(second),
      let scalar = Unicode.Scalar(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00))
    else {
      position = mark
      return "\u{FFFD}"
    }
    return scalar
  }

  private mutating func parseHexDigits() throws(JSON.SyntaxError) -> UInt32 {
    guard position + 4 <= bytes.count else { throw error("expected four hexadecimal digits") }
    var result: UInt32 = 0
    for byte in bytes[position..<position + 4] {
      let digit: UInt8
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - UInt8(ascii: "a") + 10
      case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = byte - UInt8(ascii: "A") + 10
      default: throw error("expected four hexadecimal digits")
      }
      result = result << 4 | UInt32(digit)
    }
    position += 4
    return result
  }

  mutating func skipSpace() {
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\t"): position += 1
      default: return
      }
    }
  }

  mutating func take(_ byte: UInt8) -> Bool {
    guard position < bytes.count, bytes[position] == byte else { return false }
    position += 1
    return true
  }

  private func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

  func character(at index: Int, quoted: Bool = true) -> String {
    let text = String(decoding: bytes[index..<min(index + 4, bytes.count)], as: UTF8.self)
    let first = text.unicodeScalars.first.map { $0.escaped(asASCII: false) } ?? ""
    return quoted ? "\"\(first)\"" : first
  }

  func error(_ message: String) -> JSON.SyntaxError {
    let before = String(decoding: bytes[..<min(position, bytes.count)], as: UTF8.self).unicodeScalars
    let line = before.reduce(1) { $1 == "\n" ? $0 + 1 : $0 }
    let column = before.reversed().prefix { $0 != "\n" }.count + 1
    return JSON.SyntaxError(message: message, offset: position, line: line, column: column)
  }
}
