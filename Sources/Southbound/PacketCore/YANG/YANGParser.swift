import Documents

/// Takes a YANG file apart into statements. What the statements mean, `SchemaCompiler` knows.
struct YANGParser {
  /// Modules of real equipment have less than ten.
  private static let depthLimit = 64

  private enum Token: Equatable {
    case text(String, isQuoted: Bool)
    case open, close, semicolon, plus
  }

  private let scalars: [Unicode.Scalar]
  private let file: String
  private var index = 0
  private var line = 1
  private var column = 1
  private var start: Place

  private init(_ text: String, file: String) {
    scalars = Array(text.unicodeScalars)
    self.file = file
    start = Place(file: file, line: 1, column: 1)
  }

  /// The statement that the file holds: `module`.
  static func parse(_ text: String, file: String) throws(Diagnostic) -> YANGStatement {
    var parser = YANGParser(text, file: file)
    guard let token = try parser.token() else { throw parser.error("the file is empty") }
    let statement = try parser.statement(token, depth: 0)
    if try parser.token() != nil { throw parser.error("something follows the module") }
    return statement
  }

  private func error(_ message: String) -> Diagnostic { .error("not valid YANG: \(message)", at: start, rule: .syntax) }

  private mutating func statement(_ token: Token, depth: Int) throws(Diagnostic) -> YANGStatement {
    guard case .text(let keyword, isQuoted: false) = token else { throw error("expected a keyword") }
    guard depth < Self.depthLimit else { throw error("too many statements inside each other") }
    var statement = YANGStatement(keyword: keyword, place: start)
    var next = try self.token()
    if case .text(let text, _) = next {
      (statement.argument, next) = try argument(text)
    }
    switch next {
    case .semicolon: return statement
    case .open:
      while true {
        guard let token = try self.token() else { throw error("\"\(keyword)\" is not closed") }
        if token == .close { return statement }
        statement.children.append(try self.statement(token, depth: depth + 1))
      }
    default: throw error("expected ; or { after \"\(keyword)\"")
    }
  }

  /// Joins `"a" + "b"`, and gives what follows.
  private mutating func argument(_ first: String) throws(Diagnostic) -> (String, Token?) {
    var text = first
    var next = try token()
    while next == .plus {
      guard case .text(let more, isQuoted: true) = try token() else { throw error("expected a string after +") }
      text += more
      next = try token()
    }
    return (text, next)
  }

  // MARK: Tokens

  private var current: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

  private func follows(_ text: String) -> Bool {
    scalars[index...].prefix(text.unicodeScalars.count).elementsEqual(text.unicodeScalars)
  }

  private mutating func advance() {
    if current == "\n" { (line, column) = (line + 1, 1) } else { column += 1 }
    index += 1
  }

  private mutating func token() throws(Diagnostic) -> Token? {
    try skipSpace()
    start = Place(file: file, line: line, column: column)
    guard let scalar = current else { return nil }
    switch scalar {
    case "{", "}", ";":
      advance()
      return scalar == "{" ? .open : scalar == "}" ? .close : .semicolon
    case "\"", "'": return .text(try quoted(scalar), isQuoted: true)
    default:
      var text = String.UnicodeScalarView()
      while let scalar = current, !scalar.properties.isWhitespace, !";{}".unicodeScalars.contains(scalar) {
        text.append(scalar)
        advance()
      }
      return String(text) == "+" ? .plus : .text(String(text), isQuoted: false)
    }
  }

  private mutating func skipSpace() throws(Diagnostic) {
    while let scalar = current {
      if follows("//") {
        while current != nil, current != "\n" { advance() }
      } else if follows("/*") {
        start = Place(file: file, line: line, column: column)
        while !follows("*/") {
          guard current != nil else { throw error("a comment is not closed") }
          advance()
        }
        advance()
        advance()
      } else if scalar.properties.isWhitespace {
        advance()
      } else {
        return
      }
    }
  }

  private mutating func quoted(_ quote: Unicode.Scalar) throws(Diagnostic) -> String {
    var text = String.UnicodeScalarView()
    advance()
    while let scalar = current, scalar != quote {
      advance()
      guard quote == "\"", scalar == "\\", let escaped = current else {
        text.append(scalar)
        continue
      }
      let meanings: [Unicode.Scalar: Unicode.Scalar] = ["n": "\n", "t": "\t", "\"": "\"", "\\": "\\"]
      guard let meaning = meanings[escaped] else { throw error("\\\(escaped) means nothing in a double-quoted string") }
      text.append(meaning)
      advance()
    }
    guard current != nil else { throw error("a string is not closed") }
    advance()
    return String(text)
  }
}
