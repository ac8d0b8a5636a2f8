import Documents

extension LabelSelector {
  /// Reads the grammar of `kubectl get -l`: `app=web,tier in (a,b),!old`.
  package init(parsing text: String) throws(SyntaxError) {
    var parser = LabelSelectorParser(text)
    self.init(try parser.requirements())
  }
}

/// Follows the grammar of `k8s.io/apimachinery/pkg/labels`, whose keywords are identifiers where a value may stand.
private struct LabelSelectorParser {
  typealias Failure = LabelSelector.SyntaxError

  private enum Token: Equatable {
    case end, comma, open, close, bang
    case comparison(LabelSelector.Operator)
    case word
  }

  private var tokens: [(token: Token, text: String)] = []
  private var position = 0

  init(_ text: String) {
    let scalars = Array(text.unicodeScalars)
    var index = 0
    while index < scalars.count {
      let scalar = scalars[index]
      let next = index + 1 < scalars.count ? scalars[index + 1] : nil
      var item: (token: Token, text: String)?
      switch scalar {
      case " ", "\t", "\r", "\n": break
      case ",": item = (.comma, ",")
      case "(": item = (.open, "(")
      case ")": item = (.close, ")")
      case ">": item = (.comparison(.greaterThan), ">")
      case "<": item = (.comparison(.lessThan), "<")
      case "!": item = next == "=" ? (.comparison(.notEquals), "!=") : (.bang, "!")
      case "=": item = next == "=" ? (.comparison(.doubleEquals), "==") : (.comparison(.equals), "=")
      default:
        var word = String.UnicodeScalarView()
        while index < scalars.count, !Self.isSpecial(scalars[index]) {
          word.append(scalars[index])
          index += 1
        }
        tokens.append((.word, String(word)))
        continue
      }
      if let item { tokens.append(item) }
      index += item?.text.unicodeScalars.count ?? 1
    }
  }

  private static func isSpecial(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case " ", "\t", "\r", "\n", ",", "(", ")", ">", "<", "!", "=": true
    default: false
    }
  }

  mutating func requirements() throws(Failure) -> [LabelSelector.Requirement] {
    var result: [LabelSelector.Requirement] = []
    while true {
      switch next.token {
      case .word, .bang:
        do {
          result.append(try requirement())
        } catch {
          throw Failure(description: "unable to parse requirement: \(error)")
        }
        let (token, text) = take()
        if token == .end { return result }
        guard token == .comma else { throw Failure(description: "found '\(text)', expected: ',' or 'end of string'") }
        guard next.token == .word || next.token == .bang else {
          throw Failure(description: "found '\(next.text)', expected: identifier after ','")
        }
      case .end: return result
      default: throw Failure(description: "found '\(next.text)', expected: !, identifier, or 'end of string'")
      }
    }
  }

  private mutating func requirement() throws(Failure) -> LabelSelector.Requirement {
    var (token, key) = take()
    let isNegated = token == .bang
    if isNegated { (token, key) = take() }
    guard token == .word else { throw Failure(description: "found '\(key)', expected: identifier") }
    let errors = NameValidation.qualifiedName(key)
    guard errors.isEmpty else {
      throw Failure(description: "<nil>: Invalid value: \(key.goQuoted): \(errors.joined(separator: "; "))")
    }
    if isNegated { return LabelSelector.Requirement(key, .doesNotExist) }
    if next.token == .end || next.token == .comma { return LabelSelector.Requirement(key, .exists) }
    let chosen = try comparison()
    let values = chosen == .in || chosen == .notIn ? try valueList() : [try exactValue()]
    return try LabelSelector.Requirement(validating: key, chosen, values)
  }

  private mutating func comparison() throws(Failure) -> LabelSelector.Operator {
    let (token, text) = take()
    if case .comparison(let chosen) = token { return chosen }
    if token == .word, text == "in" { return .in }
    if token == .word, text == "notin" { return .notIn }
    throw Failure(description: "found '\(text)', expected: in, notin, =, ==, !=, gt, lt")
  }

  private mutating func exactValue() throws(Failure) -> String {
    if next.token == .end || next.token == .comma { return "" }
    let (token, text) = take()
    guard token == .word else { throw Failure(description: "found '\(text)', expected: identifier") }
    return text
  }

  /// A comma without a word before or after it stands for the empty value.
  private mutating func valueList() throws(Failure) -> [String] {
    let (token, text) = take()
    guard token == .open else { throw Failure(description: "found '\(text)' expected: '('") }
    var values: [String] = []
    while true {
      let (token, text) = take()
      switch token {
      case .word:
        values.append(text)
        if next.token == .close || next.token == .comma { continue }
        throw Failure(description: "found '\(next.text)', expected: ',' or ')'")
      case .comma:
        let isFirst = values.isEmpty
        if isFirst || next.token == .close || next.token == .comma { values.append("") }
      case .close: return values.isEmpty ? [""] : values
      default:
        let expected = values.isEmpty ? "',', ')' or identifier" : "',', or identifier"
        throw Failure(description: "found '\(text)', expected: \(expected)")
      }
    }
  }

  private var next: (token: Token, text: String) { position < tokens.count ? tokens[position] : (.end, "") }

  private mutating func take() -> (token: Token, text: String) {
    defer { position += 1 }
    return next
  }
}
