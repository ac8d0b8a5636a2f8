// String and bytes literals.

extension Lexer {
  /// Takes a literal whose opening quote comes next.
  mutating func takeText(isRaw: Bool, isBytes: Bool) throws(ExpressionError) -> Token.Kind {
    let start = position
    guard let quote = peek() else { return .end }
    let isLong = peek(1) == quote && peek(2) == quote
    position += isLong ? 3 : 1
    var content = Content(isBytes: isBytes)
    while let scalar = peek() {
      if scalar == quote, !isLong || (peek(1) == quote && peek(2) == quote) {
        position += isLong ? 3 : 1
        return isBytes ? .bytes(content.bytes) : .string(String(content.scalars))
      }
      if !isLong, scalar == "\n" || scalar == "\r" { throw error("a string is not closed on its line", at: start) }
      if scalar == "\\", !isRaw {
        try takeEscape(into: &content)
      } else if scalar == "\\", let next = peek(1) {
        // A raw string keeps the backslash, but a quote after it does not close the string.
        content.append(scalar)
        content.append(next)
        position += 2
      } else {
        content.append(scalar)
        position += 1
      }
    }
    throw error("a string is not closed", at: start)
  }

  private struct Content {
    let isBytes: Bool
    var scalars = String.UnicodeScalarView()
    var bytes: [UInt8] = []

    mutating func append(_ scalar: Unicode.Scalar) {
      if isBytes { bytes.append(contentsOf: UTF8.encode(scalar) ?? .init()) } else { scalars.append(scalar) }
    }
  }

  private static let simpleEscapes: [Unicode.Scalar: Unicode.Scalar] = [
    "a": "\u{07}", "b": "\u{08}", "f": "\u{0C}", "n": "\n", "r": "\r", "t": "\t", "v": "\u{0B}", "\\": "\\",
    "'": "'", "\"": "\"", "`": "`", "?": "?",
  ]

  private mutating func takeEscape(into content: inout Content) throws(ExpressionError) {
    let start = position
    guard let kind = peek(1) else { throw error("a string is not closed") }
    if let scalar = Self.simpleEscapes[kind] {
      position += 2
      return content.append(scalar)
    }
    let value: UInt32
    var isByte = true
    switch kind {
    case "x", "X": value = try takeDigits(2, radix: 16, skipping: 2)
    case "0"..."3": value = try takeDigits(3, radix: 8, skipping: 1)
    case "u", "U":
      guard !content.isBytes else { throw error("\\\(kind) cannot be in bytes", at: start) }
      isByte = false
      value = try takeDigits(kind == "u" ? 4 : 8, radix: 16, skipping: 2)
    default: throw error("unknown escape \\\(kind)", at: start)
    }
    if content.isBytes, isByte {
      content.bytes.append(UInt8(truncatingIfNeeded: value))
    } else if let scalar = Unicode.Scalar(value) {
      content.append(scalar)
    } else {
      throw error("the escape is not a Unicode character", at: start)
    }
  }

  private mutating func takeDigits(_ count: Int, radix: Int, skipping skipped: Int) throws(ExpressionError) -> UInt32 {
    let start = position
    position += skipped
    let end = min(position + count, source.count)
    let digits = text(position..<end)
    guard digits.utf8.count == count, digits.unicodeScalars.allSatisfy(\.isHexDigit),
      let value = UInt32(digits, radix: radix)
    else { throw error("the escape needs \(count) \(radix == 8 ? "octal" : "hexadecimal") digits", at: start) }
    position = end
    return value
  }
}
