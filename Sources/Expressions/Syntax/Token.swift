/// The smallest part of an expression that means something.
struct Token {
  enum Kind: Equatable {
    case identifier(String)
    /// A field name in backticks.
    case quotedIdentifier(String)
    /// Without its sign, which is an operator until the parser sees that it belongs to the number.
    case integer(UInt64)
    case unsigned(UInt64)
    case double(Double)
    case string(String)
    case bytes([UInt8])
    case symbol(Symbol)
    case end
  }

  enum Symbol: String {
    case or = "||"
    case and = "&&"
    case equal = "=="
    case notEqual = "!="
    case lessOrEqual = "<="
    case greaterOrEqual = ">="
    case less = "<"
    case greater = ">"
    case plus = "+"
    case minus = "-"
    case times = "*"
    case divide = "/"
    case remainder = "%"
    case not = "!"
    case question = "?"
    case colon = ":"
    case dot = "."
    case comma = ","
    case leftParenthesis = "("
    case rightParenthesis = ")"
    case leftBracket = "["
    case rightBracket = "]"
    case leftBrace = "{"
    case rightBrace = "}"

    /// One of two characters.
    init?(_ first: Unicode.Scalar, _ second: Unicode.Scalar) {
      switch (first, second) {
      case ("|", "|"): self = .or
      case ("&", "&"): self = .and
      case ("=", "="): self = .equal
      case ("!", "="): self = .notEqual
      case ("<", "="): self = .lessOrEqual
      case (">", "="): self = .greaterOrEqual
      default: return nil
      }
    }

    /// One of one character.
    init?(_ scalar: Unicode.Scalar) {
      switch scalar {
      case "<": self = .less
      case ">": self = .greater
      case "+": self = .plus
      case "-": self = .minus
      case "*": self = .times
      case "/": self = .divide
      case "%": self = .remainder
      case "!": self = .not
      case "?": self = .question
      case ":": self = .colon
      case ".": self = .dot
      case ",": self = .comma
      case "(": self = .leftParenthesis
      case ")": self = .rightParenthesis
      case "[": self = .leftBracket
      case "]": self = .rightBracket
      case "{": self = .leftBrace
      case "}": self = .rightBrace
      default: return nil
      }
    }
  }

  var kind: Kind
  /// Scalars before its first.
  var offset: Int
  /// Scalars before the one that follows it.
  var end: Int

  func isSymbol(_ symbol: Symbol) -> Bool { kind == .symbol(symbol) }

  /// As messages show it.
  var text: String {
    switch kind {
    case .identifier(let name): "'\(name)'"
    case .quotedIdentifier(let name): "'`\(name)`'"
    case .integer(let value): "'\(value)'"
    case .unsigned(let value): "'\(value)u'"
    case .double(let value): "'\(value)'"
    case .string: "a string"
    case .bytes: "bytes"
    case .symbol(let symbol): "'\(symbol.rawValue)'"
    case .end: "the end of the expression"
    }
  }
}
