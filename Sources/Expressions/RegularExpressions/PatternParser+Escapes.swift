// Escapes and sets in brackets.

extension PatternParser {
  /// Takes an escape outside of brackets.
  mutating func parseEscape() throws(RegularExpression.SyntaxError) -> PatternNode {
    switch peek(1) {
    case "A": return takeAssertion(.textStart)
    case "z": return takeAssertion(.textEnd)
    case "b": return takeAssertion(.wordBoundary)
    case "B": return takeAssertion(.noWordBoundary)
    default: break
    }
    if var set = try takeNamedSet() {
      set.ignoresCase = flags.ignoresCase
      return .set(set)
    }
    return literal(try takeEscapedScalar())
  }

  private mutating func takeAssertion(_ assertion: PatternNode.Assertion) -> PatternNode {
    position += 2
    return .assertion(assertion)
  }

  /// `\d`, `\W`, `\pL`, `\P{Lu}`, …
  private mutating func takeNamedSet() throws(RegularExpression.SyntaxError) -> ScalarClass? {
    let start = position
    guard peek() == "\\", let kind = peek(1) else { return nil }
    let sets: [Unicode.Scalar: ScalarClass] = [
      "d": .digits, "D": .digits.complement, "s": .space, "S": .space.complement, "w": .word, "W": .word.complement,
    ]
    if let set = sets[kind] {
      position += 2
      return set
    }
    guard kind == "p" || kind == "P" else { return nil }
    position += 2
    var isNegated = kind == "P"
    var name = peek().map { String($0) } ?? ""
    position += 1
    if name == "{" {
      let nameStart = position
      while let scalar = peek(), scalar != "}" { position += 1; _ = scalar }
      name = text(from: nameStart, to: position)
      guard take("}") else { throw error("invalid character class range", text(from: start)) }
    }
    if name.hasPrefix("^") {
      isNegated.toggle()
      name.removeFirst()
    }
    guard let set = ScalarClass.unicode(name, isNegated: isNegated) else {
      throw error("invalid character class range", text(from: start, to: position))
    }
    return set
  }

  private mutating func takeEscapedScalar() throws(RegularExpression.SyntaxError) -> Unicode.Scalar {
    let start = position
    position += 1
    guard let kind = peek() else { throw error("trailing backslash at end of expression", "") }
    position += 1
    let simple: [Unicode.Scalar: Unicode.Scalar] = [
      "a": "\u{07}", "f": "\u{0C}", "n": "\n", "r": "\r", "t": "\t", "v": "\u{0B}",
    ]
    if let scalar = simple[kind] { return scalar }
    var value: UInt32?
    switch kind {
    case "x": value = takeHexadecimal()
    case "0": value = takeOctal(from: position - 1)
    case "1"..."7" where ("0"..."7").contains(peek() ?? "x"): value = takeOctal(from: position - 1)
    default: if kind.isASCII, !kind.isNamePart { return kind }
    }
    guard let value, let scalar = Unicode.Scalar(value) else {
      throw error("invalid escape sequence", text(from: start, to: position))
    }
    return scalar
  }

  private mutating func takeHexadecimal() -> UInt32? {
    let isBraced = take("{")
    let start = position
    while peek()?.isHexDigit ?? false, isBraced || position < start + 2 { position += 1 }
    let digits = text(from: start, to: position)
    if isBraced ? !take("}") : digits.utf8.count != 2 { return nil }
    return UInt32(digits, radix: 16)
  }

  private mutating func takeOctal(from start: Int) -> UInt32? {
    position = start
    while let scalar = peek(), ("0"..."7").contains(scalar), position < start + 3 { position += 1 }
    return UInt32(text(from: start, to: position), radix: 8)
  }

  // MARK: Brackets

  /// Takes `[…]`.
  mutating func parseSet() throws(RegularExpression.SyntaxError) -> ScalarClass {
    let start = position
    position += 1
    var set = ScalarClass()
    set.isNegated = take("^")
    set.ignoresCase = flags.ignoresCase
    var isFirst = true
    while let scalar = peek() {
      if scalar == "]", !isFirst {
        position += 1
        return set
      }
      isFirst = false
      if scalar == "[", peek(1) == ":", let named = try takePosixSet() {
        set.add(named)
      } else if let named = try takeNamedSet() {
        set.add(named)
      } else {
        set.add(try takeRange())
      }
    }
    throw error("missing closing ]", text(from: start))
  }

  /// `a` or `a-z`
  private mutating func takeRange() throws(RegularExpression.SyntaxError) -> ClosedRange<Unicode.Scalar> {
    let start = position
    let low = try takeSetScalar()
    guard peek() == "-", let next = peek(1), next != "]" else { return low...low }
    position += 1
    let high = try takeSetScalar()
    guard low <= high else { throw error("invalid character class range", text(from: start, to: position)) }
    return low...high
  }

  private mutating func takeSetScalar() throws(RegularExpression.SyntaxError) -> Unicode.Scalar {
    guard let scalar = peek() else { throw error("missing closing ]", text(from: 0)) }
    if scalar == "\\" { return try takeEscapedScalar() }
    position += 1
    return scalar
  }

  /// `[:alpha:]`, `[:^alpha:]`
  private mutating func takePosixSet() throws(RegularExpression.SyntaxError) -> ScalarClass? {
    let rest = source[position...]
    guard
      let end = rest.indices.first(where: {
        rest[$0] == ":" && $0 + 1 < rest.endIndex && rest[$0 + 1] == "]" && $0 > position + 1
      })
    else { return nil }
    var name = text(from: position + 2, to: end)
    let isNegated = name.hasPrefix("^")
    if isNegated { name.removeFirst() }
    guard let set = ScalarClass.posix(name) else {
      throw error("invalid character class range", text(from: position, to: end + 2))
    }
    position = end + 2
    return isNegated ? set.complement : set
  }
}
