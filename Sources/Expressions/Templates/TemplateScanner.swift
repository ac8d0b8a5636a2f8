/// Finds the `${…}` in a text. Where an expression ends is for CEL's own lexer to say, so braces and quotes inside need no
/// care.
struct TemplateScanner {
  enum Part {
    case text(String)
    /// The scalars between `${` and `}`.
    case expression(Range<Int>)
  }

  let source: [Unicode.Scalar]
  private var position = 0

  init(_ text: String) { source = Array(text.unicodeScalars) }

  mutating func next() throws(ExpressionError) -> Part? {
    guard position < source.count else { return nil }
    if beginsExpression(at: position) { return .expression(try takeExpression()) }
    var text = ""
    var start = position
    while position < source.count, !beginsExpression(at: position) {
      if source[position] == "$", beginsExpression(at: position + 1) {
        text += String(scalars: source[start...position]) + "{"
        position += 3
        start = position
      } else {
        position += 1
      }
    }
    return .text(text + String(scalars: source[start..<position]))
  }

  private func beginsExpression(at start: Int) -> Bool {
    start + 1 < source.count && source[start] == "$" && source[start + 1] == "{"
  }

  private mutating func takeExpression() throws(ExpressionError) -> Range<Int> {
    let start = position + 2
    var lexer = Lexer(source, from: start)
    var depth = 0
    while true {
      let token = try lexer.next()
      switch token.kind {
      case .symbol(.leftBrace): depth += 1
      case .symbol(.rightBrace) where depth == 0:
        position = token.end
        return start..<token.offset
      case .symbol(.rightBrace): depth -= 1
      case .end:
        throw ExpressionError(
          .syntax, "the expression that begins with ${ has no closing }", in: source, at: position,
          hint: "write $${ for a plain ${")
      default: break
      }
    }
  }
}
