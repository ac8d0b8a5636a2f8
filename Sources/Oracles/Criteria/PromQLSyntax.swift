/// Whether a text can be read as PromQL: https://prometheus.io/docs/prometheus/latest/querying/basics/
///
/// What functions and metrics there are, and of which type, it does not know.
struct PromQLSyntax {
  struct Flaw: Error {
    var text: String
  }

  private let tokens: [PromQLToken]
  private var index = 0
  private var depth = 0
  /// Deeper than anybody writes.
  private static let limit = 100

  /// What keeps a text from being PromQL, as a predicate; nil when nothing does.
  static func flaw(in text: String) -> String? {
    do throws(Flaw) {
      var syntax = PromQLSyntax(tokens: try PromQLToken.all(of: text))
      try syntax.expression()
      if syntax.index < syntax.tokens.count { throw syntax.unexpected() }
      return nil
    } catch {
      return error.text
    }
  }

  // MARK: Tokens

  private var next: PromQLToken? { index < tokens.count ? tokens[index] : nil }

  private func unexpected() -> Flaw {
    guard let next else { return Flaw(text: "ends too early") }
    return Flaw(text: "has \(next.text) where it cannot be")
  }

  private func isNext(_ symbol: String) -> Bool { next?.isSymbol(symbol) ?? false }

  private func isWord(_ words: Set<String>) -> Bool {
    if case .word(let word) = next { words.contains(word.lowercased()) } else { false }
  }

  private mutating func take(_ symbol: String) -> Bool {
    if isNext(symbol) { index += 1 } else { return false }
    return true
  }

  private mutating func take(_ words: Set<String>) -> Bool {
    if isWord(words) { index += 1 } else { return false }
    return true
  }

  private mutating func expect(_ symbol: String) throws(Flaw) {
    if !take(symbol) {
      throw next == nil ? Flaw(text: "does not close \(Self.opening[symbol] ?? symbol)") : unexpected()
    }
  }

  private static let opening = [")": "(", "]": "[", "}": "{"]

  // MARK: Expressions

  private static let operators: Set<String> = [
    "or", "and", "unless", "==", "!=", "<=", ">=", "<", ">", "+", "-", "*", "/", "%", "atan2", "^",
  ]
  private static let aggregations: Set<String> = [
    "sum", "min", "max", "avg", "group", "stddev", "stdvar", "count", "count_values", "bottomk", "topk", "quantile",
    "limitk", "limit_ratio",
  ]

  /// Which operator binds how does not matter to whether it can be read.
  private mutating func expression() throws(Flaw) {
    depth += 1
    defer { depth -= 1 }
    if depth > Self.limit { throw Flaw(text: "is nested deeper than \(Self.limit) levels") }
    try operand()
    while takeOperator() {
      _ = take(["bool"])
      if take(["on", "ignoring"]) {
        try labels()
        if take(["group_left", "group_right"]), isNext("(") { try labels() }
      }
      try operand()
    }
  }

  private mutating func takeOperator() -> Bool {
    guard let next, !next.isText, Self.operators.contains(next.text.lowercased()) else { return false }
    index += 1
    return true
  }

  private mutating func operand() throws(Flaw) {
    while take("-") || take("+") {}
    try primary()
    while true {
      if take("[") {
        try duration()
        if take(":"), !isNext("]") { try duration() }
        try expect("]")
      } else if take(["offset"]) {
        _ = take("-")
        try duration()
      } else if take("@") {
        _ = take("-")
        if take(["start", "end"]) {
          try expect("(")
          try expect(")")
        } else if case .number = next {
          index += 1
        } else {
          throw unexpected()
        }
      } else {
        return
      }
    }
  }

  private mutating func primary() throws(Flaw) {
    switch next {
    case .number, .duration, .text: index += 1
    case .symbol("("):
      index += 1
      try expression()
      try expect(")")
    case .symbol("{"): try matchers()
    case .word(let name):
      index += 1
      let isAggregation = Self.aggregations.contains(name.lowercased())
      if isAggregation, isWord(["by", "without"]) {
        index += 1
        try labels()
        try arguments()
      } else if isNext("(") {
        try arguments()
        if isAggregation, take(["by", "without"]) { try labels() }
      } else if isNext("{") {
        try matchers()
      }
    default: throw unexpected()
    }
  }

  // MARK: Parts

  private mutating func arguments() throws(Flaw) {
    try expect("(")
    if take(")") { return }
    repeat { try expression() } while take(",")
    try expect(")")
  }

  /// `(job, instance)`
  private mutating func labels() throws(Flaw) {
    try expect("(")
    while !isNext(")") {
      guard next?.isName ?? false else { throw unexpected() }
      index += 1
      if !take(",") { break }
    }
    try expect(")")
  }

  /// `{job="a", instance=~"b.*"}`; since Prometheus 3 names may stand in quotes.
  private mutating func matchers() throws(Flaw) {
    try expect("{")
    while !isNext("}") {
      guard let name = next, name.isName else { throw unexpected() }
      index += 1
      if take("=") || take("!=") || take("=~") || take("!~") {
        guard next?.isText ?? false else { throw unexpected() }
        index += 1
      } else if !name.isText {
        throw unexpected()
      }
      if !take(",") { break }
    }
    try expect("}")
  }

  private mutating func duration() throws(Flaw) {
    switch next {
    case .duration, .number: index += 1
    default: throw unexpected()
    }
  }
}
