/// A word of PromQL.
enum PromQLToken: Equatable {
  case number(String), duration(String), text(String), word(String), symbol(String)

  /// As it is written.
  var text: String {
    switch self {
    case .number(let text), .duration(let text), .text(let text), .word(let text), .symbol(let text): text
    }
  }

  var isText: Bool { if case .text = self { true } else { false } }
  var isName: Bool { if case .word = self { true } else { isText } }

  func isSymbol(_ symbol: String) -> Bool { self == .symbol(symbol) }

  /// - Throws: for quotes that are not closed, and characters that PromQL does not have.
  static func all(of text: String) throws(PromQLSyntax.Flaw) -> [PromQLToken] {
    var tokens: [PromQLToken] = []
    var rest = Substring(text)
    while let first = rest.first {
      if first.isWhitespace {
        rest.removeFirst()
      } else if first == "#" {
        rest = rest.drop { !$0.isNewline }
      } else if "\"'`".contains(first) {
        tokens.append(.text(try quoted(&rest, by: first)))
      } else if isDigit(first) || first == "." {
        tokens.append(number(&rest))
      } else if isLetter(first) || first == ":" && isLetter(rest.dropFirst().first ?? " ") {
        tokens.append(.word(take(&rest) { isLetter($0) || isDigit($0) || $0 == ":" }))
      } else {
        tokens.append(.symbol(try symbol(&rest)))
      }
    }
    return tokens
  }

  private static func isDigit(_ character: Character) -> Bool { ("0"..."9").contains(character) }

  private static func isLetter(_ character: Character) -> Bool {
    character.isASCII && (character.isLetter || character == "_")
  }

  private static func take(_ rest: inout Substring, while isPart: (Character) -> Bool) -> String {
    let part = rest.prefix(while: isPart)
    rest = rest.dropFirst(part.count)
    return String(part)
  }

  private static func quoted(_ rest: inout Substring, by quote: Character) throws(PromQLSyntax.Flaw) -> String {
    var text = String(rest.removeFirst())
    var isEscaped = false
    while let character = rest.popFirst() {
      text.append(character)
      if isEscaped {
        isEscaped = false
      } else if character == "\\", quote != "`" {
        isEscaped = true
      } else if character == quote {
        return text
      }
    }
    throw PromQLSyntax.Flaw(text: "has a quote that is not closed")
  }

  /// `5m30s`, `1e3`, `0x1F`, `.5`
  private static func number(_ rest: inout Substring) -> PromQLToken {
    var text = take(&rest) { isDigit($0) || isLetter($0) || $0 == "." }
    if text.last.map({ "eE".contains($0) }) ?? false, !text.hasPrefix("0x"), let sign = rest.first,
      "+-".contains(sign)
    {
      text.append(rest.removeFirst())
      text += take(&rest, while: isDigit)
    }
    let isNumber = Double(text) != nil || text.lowercased().hasPrefix("0x")
    return isNumber ? .number(text) : .duration(text)
  }

  private static func symbol(_ rest: inout Substring) throws(PromQLSyntax.Flaw) -> String {
    for symbol in ["==", "!=", "<=", ">=", "=~", "!~"] where rest.hasPrefix(symbol) {
      rest = rest.dropFirst(2)
      return symbol
    }
    let first = rest.removeFirst()
    guard "=<>+-*/%^()[]{},:@".contains(first) else {
      throw PromQLSyntax.Flaw(text: "has the character \(first), which PromQL does not know")
    }
    return String(first)
  }
}
