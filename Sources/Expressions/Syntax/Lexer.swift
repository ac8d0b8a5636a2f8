/// Takes an expression apart into tokens, one at a time.
struct Lexer {
  let source: [Unicode.Scalar]
  /// Scalars before the next one to read.
  var position: Int

  init(_ source: [Unicode.Scalar], from position: Int = 0) {
    self.source = source
    self.position = position
  }

  mutating func next() throws(ExpressionError) -> Token {
    skipSpace()
    let start = position
    guard let first = peek() else { return Token(kind: .end, offset: start, end: start) }
    let kind: Token.Kind
    if first.isNameStart {
      kind = try takeName()
    } else if first.isDigit || (first == "." && (peek(1)?.isDigit ?? false)) {
      kind = try takeNumber()
    } else if first == "\"" || first == "'" {
      kind = try takeText(isRaw: false, isBytes: false)
    } else if first == "`" {
      kind = try takeQuotedName()
    } else {
      kind = try takeSymbol()
    }
    return Token(kind: kind, offset: start, end: position)
  }

  func peek(_ distance: Int = 0) -> Unicode.Scalar? {
    position + distance < source.count ? source[position + distance] : nil
  }

  func error(_ message: String, at offset: Int? = nil) -> ExpressionError {
    ExpressionError(.syntax, message, in: source, at: offset ?? position)
  }

  func text(_ range: Range<Int>) -> String { String(scalars: source[range]) }

  private mutating func skipSpace() {
    while let scalar = peek() {
      if scalar.isSpace {
        position += 1
      } else if scalar == "/", peek(1) == "/" {
        while let scalar = peek(), scalar != "\n" { position += 1 }
      } else {
        return
      }
    }
  }

  private mutating func takeName() throws(ExpressionError) -> Token.Kind {
    let start = position
    while peek()?.isNamePart ?? false { position += 1 }
    if let quote = peek(), quote == "\"" || quote == "'" {
      switch text(start..<position).lowercased() {
      case "r": return try takeText(isRaw: true, isBytes: false)
      case "b": return try takeText(isRaw: false, isBytes: true)
      case "br", "rb": return try takeText(isRaw: true, isBytes: true)
      default: break
      }
    }
    return .identifier(text(start..<position))
  }

  private mutating func takeQuotedName() throws(ExpressionError) -> Token.Kind {
    let start = position
    position += 1
    while let scalar = peek(), scalar != "`" {
      guard scalar.isNamePart || "_.-/ ".unicodeScalars.contains(scalar) else {
        throw error("'\(scalar)' cannot be in a name in backticks")
      }
      position += 1
    }
    guard peek() == "`" else { throw error("a name in backticks is not closed", at: start) }
    position += 1
    guard position - start > 2 else { throw error("a name in backticks is empty", at: start) }
    return .quotedIdentifier(text(start + 1..<position - 1))
  }

  private mutating func takeNumber() throws(ExpressionError) -> Token.Kind {
    let start = position
    if peek() == "0", peek(1) == "x" || peek(1) == "X", peek(2)?.isHexDigit ?? false {
      position += 2
      while peek()?.isHexDigit ?? false { position += 1 }
      return try takeInteger(text(start + 2..<position), radix: 16, from: start)
    }
    takeDigits()
    var isDouble = false
    if peek() == ".", peek(1)?.isDigit ?? false {
      isDouble = true
      position += 1
      takeDigits()
    }
    if peek() == "e" || peek() == "E" {
      let signLength = peek(1) == "+" || peek(1) == "-" ? 1 : 0
      if peek(1 + signLength)?.isDigit ?? false {
        isDouble = true
        position += 1 + signLength
        takeDigits()
      }
    }
    let digits = text(start..<position)
    guard isDouble else { return try takeInteger(digits, radix: 10, from: start) }
    guard let double = Double(digits) else { throw error("invalid double literal", at: start) }
    return .double(double)
  }

  private mutating func takeInteger(_ digits: String, radix: Int, from start: Int) throws(ExpressionError) -> Token.Kind
  {
    let isUnsigned = peek() == "u" || peek() == "U"
    if isUnsigned { position += 1 }
    if let next = peek(), next.isNamePart { throw error("a name must not begin with a digit", at: start) }
    // One more than the largest int is needed for the smallest.
    let limit: UInt64 = isUnsigned ? .max : UInt64(Int64.max) + 1
    guard let value = UInt64(digits, radix: radix), value <= limit else {
      throw error("invalid \(isUnsigned ? "uint" : "int") literal: out of range", at: start)
    }
    return isUnsigned ? .unsigned(value) : .integer(value)
  }

  private mutating func takeDigits() { while peek()?.isDigit ?? false { position += 1 } }

  private mutating func takeSymbol() throws(ExpressionError) -> Token.Kind {
    if let first = peek() {
      if let next = peek(1), let symbol = Token.Symbol(first, next) {
        position += 2
        return .symbol(symbol)
      }
      if let symbol = Token.Symbol(first) {
        position += 1
        return .symbol(symbol)
      }
    }
    switch peek() {
    case "=": throw error("'=' is no operator; equality is '=='")
    case "&": throw error("'&' is no operator; and is '&&'")
    case "|": throw error("'|' is no operator; or is '||'")
    case .some(let scalar): throw error("unexpected character \(scalar.escaped(asASCII: false).debugDescription)")
    case nil: return .end
    }
  }
}

extension Unicode.Scalar {
  var isDigit: Bool { "0"..."9" ~= self }
  var isHexDigit: Bool { isDigit || "a"..."f" ~= self || "A"..."F" ~= self }
  var isNameStart: Bool { "a"..."z" ~= self || "A"..."Z" ~= self || self == "_" }
  var isNamePart: Bool { isNameStart || isDigit }
  fileprivate var isSpace: Bool { self == " " || self == "\t" || self == "\n" || self == "\r" || self == "\u{0C}" }
}
