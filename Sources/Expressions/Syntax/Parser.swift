/// Builds the syntax tree of one expression. Used through `Expression.parse`.
struct Parser {
  private var lexer: Lexer
  private(set) var token = Token(kind: .end, offset: 0, end: 0)
  private let limits: Expression.Limits
  private let expandsMacros: Bool
  private var depth = 0
  private var nextID = 0

  init(_ source: [Unicode.Scalar], limits: Expression.Limits, expandsMacros: Bool) throws(ExpressionError) {
    lexer = Lexer(source)
    self.limits = limits
    self.expandsMacros = expandsMacros
    guard source.count <= limits.length else {
      throw ExpressionError(
        .limit, "the expression is longer than \(limits.length) characters", in: source, at: limits.length)
    }
    try advance()
  }

  mutating func parseWhole() throws(ExpressionError) -> Syntax {
    let syntax = try parseExpression()
    guard token.kind == .end else { throw unexpected(expected: "the end of the expression") }
    return syntax
  }

  // MARK: Operators

  mutating func parseExpression() throws(ExpressionError) -> Syntax {
    depth += 1
    defer { depth -= 1 }
    guard depth <= limits.depth else {
      throw ExpressionError(
        .limit, "the expression is nested deeper than \(limits.depth) levels", in: lexer.source, at: token.offset)
    }
    let condition = try parseLogical(isAnd: false)
    let offset = token.offset
    guard try take(.question) else { return condition }
    let then = try parseLogical(isAnd: false)
    try expect(.colon)
    let otherwise = try parseExpression()
    return try call(Operator.conditional, [condition, then, otherwise], at: offset)
  }

  private mutating func parseLogical(isAnd: Bool) throws(ExpressionError) -> Syntax {
    let first = try isAnd ? parseBinary(level: 0) : parseLogical(isAnd: true)
    let offset = token.offset
    var operands = [first]
    while try take(isAnd ? .and : .or) {
      operands.append(try isAnd ? parseBinary(level: 0) : parseLogical(isAnd: true))
    }
    return operands.count == 1 ? first : try node(.logical(isAnd: isAnd, operands), at: offset, children: operands)
  }

  private static let levels: [[Token.Symbol: String]] = [
    [
      .equal: Operator.equal, .notEqual: Operator.notEqual, .less: Operator.less, .greater: Operator.greater,
      .lessOrEqual: Operator.lessOrEqual, .greaterOrEqual: Operator.greaterOrEqual,
    ],
    [.plus: Operator.add, .minus: Operator.subtract],
    [.times: Operator.multiply, .divide: Operator.divide, .remainder: Operator.remainder],
  ]

  private mutating func parseBinary(level: Int) throws(ExpressionError) -> Syntax {
    guard level < Self.levels.count else { return try parseUnary() }
    var left = try parseBinary(level: level + 1)
    while let function = binaryOperator(level: level) {
      let offset = token.offset
      try advance()
      left = try call(function, [left, try parseBinary(level: level + 1)], at: offset)
    }
    return left
  }

  private func binaryOperator(level: Int) -> String? {
    switch token.kind {
    case .symbol(let symbol): Self.levels[level][symbol]
    case .identifier("in"): level == 0 ? Operator.isIn : nil
    default: nil
    }
  }

  private mutating func parseUnary() throws(ExpressionError) -> Syntax {
    let offset = token.offset
    let symbol: Token.Symbol = token.isSymbol(.not) ? .not : .minus
    var count = 0
    while token.isSymbol(symbol) {
      let signOffset = token.offset
      count += 1
      try advance()
      // The last sign before a number is a part of it, which makes room for the smallest int.
      if symbol == .minus, let number = negativeNumber() {
        try advance()
        let member = try parseMember(try node(.literal(number), at: signOffset))
        return count % 2 == 0 ? try call(Operator.negate, [member], at: offset) : member
      }
    }
    let member = try parseMember(try parsePrimary())
    guard count % 2 == 1 else { return member }
    return try call(symbol == .not ? Operator.not : Operator.negate, [member], at: offset)
  }

  private func negativeNumber() -> CELValue? {
    switch token.kind {
    case .integer(let magnitude): .int(Int64(truncatingIfNeeded: 0 &- magnitude))
    case .double(let magnitude): .double(-magnitude)
    default: nil
    }
  }

  // MARK: Members

  /// Takes the selections, calls and indexes that follow a primary expression.
  private mutating func parseMember(_ primary: Syntax) throws(ExpressionError) -> Syntax {
    var member = primary
    while true {
      let offset = token.offset
      if try take(.dot) {
        member = try parseSelection(of: member, at: offset)
      } else if try take(.leftBracket) {
        let isOptional = try take(.question)
        let index = try parseExpression()
        try expect(.rightBracket)
        member = try call(isOptional ? Operator.optionalIndex : Operator.index, [member, index], at: offset)
      } else if token.isSymbol(.leftBrace), member.isQualifiedName {
        throw error("messages cannot be constructed; write a map: {'name': value}")
      } else {
        return member
      }
    }
  }

  private mutating func parseSelection(of operand: Syntax, at offset: Int) throws(ExpressionError) -> Syntax {
    let isOptional = try take(.question)
    let name: String
    switch token.kind {
    case .identifier(let text):
      guard !["true", "false", "null", "in"].contains(text) else { throw unexpected(expected: "a field name") }
      name = text
    case .quotedIdentifier(let text): name = text
    default: throw unexpected(expected: "a field name")
    }
    let isQuoted = token.kind == .quotedIdentifier(name)
    try advance()
    let callOffset = token.offset
    if !isOptional, !isQuoted, try take(.leftParenthesis) {
      let arguments = try parseArguments(until: .rightParenthesis)
      return try expandOrCall(name, target: operand, arguments, at: callOffset)
    }
    return try node(
      .select(operand, field: name, isOptional: isOptional, isTest: false), at: offset, children: [operand])
  }

  private mutating func expandOrCall(
    _ name: String, target: Syntax?, _ arguments: [Syntax], at offset: Int
  ) throws(ExpressionError) -> Syntax {
    if expandsMacros, let expanded = try expand(name, target: target, arguments, at: offset) { return expanded }
    return try node(
      .call(name, target: target, arguments: arguments), at: offset,
      children: (target.map { [$0] } ?? []) + arguments)
  }

  // MARK: Primaries

  private static let reserved: Set<String> = [
    "as", "break", "const", "continue", "else", "for", "function", "if", "import", "let", "loop", "package",
    "namespace", "return", "var", "void", "while", "in",
  ]

  private mutating func parsePrimary() throws(ExpressionError) -> Syntax {
    let start = token
    switch token.kind {
    case .integer(let magnitude):
      guard let value = Int64(exactly: magnitude) else { throw error("invalid int literal: out of range") }
      return try literal(.int(value))
    case .unsigned(let value): return try literal(.uint(value))
    case .double(let value): return try literal(.double(value))
    case .string(let value): return try literal(.string(value))
    case .bytes(let value): return try literal(.bytes(value))
    case .identifier("true"): return try literal(.bool(true))
    case .identifier("false"): return try literal(.bool(false))
    case .identifier("null"): return try literal(.null)
    case .identifier(let name): return try parseName(name, isAbsolute: false)
    case .symbol(.dot):
      try advance()
      guard case .identifier(let name) = token.kind else { throw unexpected(expected: "a name") }
      return try parseName(name, isAbsolute: true)
    case .symbol(.leftParenthesis):
      try advance()
      let inner = try parseExpression()
      try expect(.rightParenthesis)
      return inner
    case .symbol(.leftBracket):
      try advance()
      return try parseList(at: start.offset)
    case .symbol(.leftBrace):
      try advance()
      return try parseMap(at: start.offset)
    default: throw unexpected()
    }
  }

  private mutating func literal(_ value: CELValue) throws(ExpressionError) -> Syntax {
    let offset = token.offset
    try advance()
    return try node(.literal(value), at: offset)
  }

  private mutating func parseName(_ name: String, isAbsolute: Bool) throws(ExpressionError) -> Syntax {
    let offset = token.offset
    guard !Self.reserved.contains(name) else { throw error("reserved identifier: \(name)") }
    try advance()
    let callOffset = token.offset
    guard try take(.leftParenthesis) else { return try node(.identifier(name, isAbsolute: isAbsolute), at: offset) }
    let arguments = try parseArguments(until: .rightParenthesis)
    return try expandOrCall(name, target: nil, arguments, at: callOffset)
  }

  private mutating func parseArguments(until close: Token.Symbol) throws(ExpressionError) -> [Syntax] {
    var arguments: [Syntax] = []
    if try take(close) { return arguments }
    repeat { arguments.append(try parseExpression()) } while try take(.comma)
    try expect(close)
    return arguments
  }

  private mutating func parseList(at offset: Int) throws(ExpressionError) -> Syntax {
    var elements: [Syntax.Element] = []
    while !token.isSymbol(.rightBracket) {
      let isOptional = try take(.question)
      elements.append(Syntax.Element(value: try parseExpression(), isOptional: isOptional))
      guard try take(.comma) else { break }
    }
    try expect(.rightBracket)
    return try node(.list(elements), at: offset, children: elements.map(\.value))
  }

  private mutating func parseMap(at offset: Int) throws(ExpressionError) -> Syntax {
    var entries: [Syntax.Entry] = []
    while !token.isSymbol(.rightBrace) {
      let isOptional = try take(.question)
      let key = try parseExpression()
      try expect(.colon)
      entries.append(Syntax.Entry(key: key, value: try parseExpression(), isOptional: isOptional))
      guard try take(.comma) else { break }
    }
    try expect(.rightBrace)
    return try node(.map(entries), at: offset, children: entries.flatMap { [$0.key, $0.value] })
  }
}

// MARK: Tokens and nodes

extension Parser {
  private mutating func advance() throws(ExpressionError) { token = try lexer.next() }

  private mutating func take(_ symbol: Token.Symbol) throws(ExpressionError) -> Bool {
    guard token.isSymbol(symbol) else { return false }
    try advance()
    return true
  }

  private mutating func expect(_ symbol: Token.Symbol) throws(ExpressionError) {
    guard try take(symbol) else { throw unexpected(expected: "'\(symbol.rawValue)'") }
  }

  func error(_ message: String, at offset: Int? = nil) -> ExpressionError {
    ExpressionError(.syntax, message, in: lexer.source, at: offset ?? token.offset)
  }

  private func unexpected(expected: String? = nil) -> ExpressionError {
    error("Syntax error: mismatched input \(token.text) expecting \(expected ?? "an expression")")
  }

  private mutating func call(_ function: String, _ arguments: [Syntax], at offset: Int) throws(ExpressionError)
    -> Syntax
  {
    try node(.call(function, target: nil, arguments: arguments), at: offset, children: arguments)
  }

  mutating func node(_ kind: Syntax.Kind, at offset: Int, children: [Syntax] = []) throws(ExpressionError) -> Syntax {
    let depth = 1 + (children.lazy.map(\.depth).max() ?? 0)
    guard depth <= limits.treeDepth else {
      throw ExpressionError(
        .limit, "the expression has more than \(limits.treeDepth) operations in a chain", in: lexer.source, at: offset)
    }
    nextID += 1
    return Syntax(id: nextID, offset: offset, kind: kind, depth: depth)
  }
}
