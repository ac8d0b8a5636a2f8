/// Reads the XPath of a `must`.
struct ConditionParser {
  struct Unknown: Error { var message: String }

  private var tokens: ArraySlice<String>

  static func parse(_ source: String) throws(Unknown) -> Must.Condition {
    var parser = ConditionParser(tokens: try split(source)[...])
    let condition = try parser.alternatives(depth: 0)
    if let rest = parser.tokens.first { throw Unknown(message: "\"\(rest)\" is not expected") }
    return condition
  }

  private static func split(_ source: String) throws(Unknown) -> [String] {
    var tokens: [String] = []
    var rest = source[...]
    while let first = rest.first {
      if first.isWhitespace {
        rest.removeFirst()
      } else if first == "'" || first == "\"" {
        guard let end = rest.dropFirst().firstIndex(of: first) else { throw Unknown(message: "a string is not closed") }
        tokens.append(String(rest[...end]))
        rest = rest[rest.index(after: end)...]
      } else if let token = ["!=", "..", "current()", "(", ")", "/", "=", "."].first(where: { rest.hasPrefix($0) }) {
        tokens.append(token)
        rest = rest.dropFirst(token.count)
      } else {
        let word = rest.prefix { $0.isLetter || $0.isNumber || "-_:".contains($0) }
        guard !word.isEmpty else { throw Unknown(message: "\"\(first)\" is not expected") }
        tokens.append(String(word))
        rest = rest.dropFirst(word.count)
      }
    }
    return tokens
  }

  private mutating func take(_ token: String) -> Bool {
    guard tokens.first == token else { return false }
    tokens.removeFirst()
    return true
  }

  private mutating func alternatives(depth: Int) throws(Unknown) -> Must.Condition {
    var conditions = [try conjunction(depth: depth)]
    while take("or") { conditions.append(try conjunction(depth: depth)) }
    return conditions.count == 1 ? conditions[0] : .any(conditions)
  }

  private mutating func conjunction(depth: Int) throws(Unknown) -> Must.Condition {
    var conditions = [try comparison(depth: depth)]
    while take("and") { conditions.append(try comparison(depth: depth)) }
    return conditions.count == 1 ? conditions[0] : .all(conditions)
  }

  private mutating func comparison(depth: Int) throws(Unknown) -> Must.Condition {
    guard depth < 32 else { throw Unknown(message: "too many parentheses") }
    let isNegated = tokens.first == "not" && tokens.dropFirst().first == "("
    if isNegated { tokens.removeFirst() }
    if take("(") {
      let condition = try alternatives(depth: depth + 1)
      guard take(")") else { throw Unknown(message: "a parenthesis is not closed") }
      return isNegated ? .not(condition) : condition
    }
    let left = try operand()
    for (token, isEqual) in [("=", true), ("!=", false)] where take(token) {
      return .compare(left, isEqual: isEqual, try operand())
    }
    return .exists(left)
  }

  private mutating func operand() throws(Unknown) -> Must.Operand {
    guard let first = tokens.first else { throw Unknown(message: "it ends too early") }
    if first.first == "'" || first.first == "\"" {
      tokens.removeFirst()
      return .literal(String(first.dropFirst().dropLast()))
    }
    if first.allSatisfy(\.isNumber) {
      tokens.removeFirst()
      return .literal(first)
    }
    var steps: [String] = []
    repeat {
      guard let step = tokens.popFirst() else { throw Unknown(message: "it ends too early") }
      guard step == "current()" || step == "." || step == ".." || step.first?.isLetter == true else {
        throw Unknown(message: "\"\(step)\" is no step of a path")
      }
      // `current()` is where the path begins anyway; all nodes are of one module.
      steps.append(step == "current()" ? "." : step.split(separator: ":").last.map(String.init) ?? step)
    } while take("/")
    return .path(steps)
  }
}
