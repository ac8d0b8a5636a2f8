package import Documents

/// A value whose strings may hold `${…}` expressions.
///
/// A string that is one expression and nothing else becomes what the expression gives, with its type. In any other string
/// each expression's result is put in as text. `$${` stands for a plain `${`; a `$` before anything else means nothing.
/// Keys of objects may hold expressions too, which must give text. A member or item that gives an empty optional is left out.
package struct Template: Sendable {
  private indirect enum Node: Sendable {
    case constant(Value)
    /// A whole string: the type is kept.
    case expression(Program)
    /// Text with results between.
    case text([Piece])
    case array([Node])
    case object([(key: [Piece], value: Node)])
  }

  private enum Piece: Sendable {
    case text(String)
    case expression(Program)
  }

  private let root: Node

  /// Each expression of the template once, in the order in which they stand in it.
  package let programs: [Program]

  /// The variables that the expressions read, with their fields.
  package var references: [Program.Reference] {
    if programs.count < 2 { return programs.first?.references ?? [] }
    var seen: Set<Program.Reference> = []
    return programs.flatMap(\.references).filter { seen.insert($0).inserted }
  }

  /// True when evaluating gives the same value whatever the variables are: there is no expression in it.
  package var isConstant: Bool { programs.isEmpty }

  /// Where in a value an expression is wrong.
  package struct Failure: Error, Sendable, CustomStringConvertible {
    /// Keys and indices that lead to the string: `spec`, `items`, `0`.
    package var path: [String]
    /// The whole string.
    package var text: String
    /// With line and column in the whole string.
    package var error: ExpressionError

    package var description: String {
      path.isEmpty ? error.description : "\(path.joined(separator: ".")): \(error.description)"
    }
  }

  package init(_ value: Value, in environment: Environment) throws(Failure) {
    var compiler = TemplateCompiler(environment: environment)
    root = try compiler.compile(value)
    programs = compiler.programs
  }

  /// A list of what other templates give; an item that gives an empty optional is left out.
  package init(items: [Template]) {
    root = items.allSatisfy(\.isConstant) ? .constant(.array(items.compactMap(\.constant))) : .array(items.map(\.root))
    programs = Self.distinct(items)
  }

  /// An object of what other templates give; a member whose value is an empty optional is left out.
  ///
  /// - Parameter members: each key is a template of text.
  package init(members: [(key: Template, value: Template)]) {
    let all = members.flatMap { [$0.key, $0.value] }
    programs = Self.distinct(all)
    guard programs.isEmpty else {
      root = .object(members.map { (key: $0.key.pieces, value: $0.value.root) })
      return
    }
    root = .constant(
      .object(Object(members.map { ($0.key.constant?.string ?? "", $0.value.constant ?? .null) })))
  }

  private static func distinct(_ templates: [Template]) -> [Program] {
    var seen: Set<String> = []
    return templates.flatMap(\.programs).filter { seen.insert($0.text).inserted }
  }

  private var constant: Value? { if case .constant(let value) = root { value } else { nil } }

  private var pieces: [Piece] {
    switch root {
    case .expression(let program): [.expression(program)]
    case .text(let pieces): pieces
    case .constant(let value): [.text(value.string ?? "")]
    case .array, .object: []
    }
  }

  /// The value itself, whatever its strings hold.
  package init(constant value: Value) {
    root = .constant(value)
    programs = []
  }

  /// - Parameter limit: What all expressions together may cost.
  package func evaluate(
    _ bindings: Bindings, limit: UInt64 = Program.defaultLimit
  ) throws(ExpressionError) -> Value {
    var left = limit
    return try evaluate(root, bindings, &left)
  }

  /// Like `evaluate`, but a whole-string expression keeps CEL's own types, such as durations and quantities.
  package func evaluateKeepingTypes(
    _ bindings: Bindings, limit: UInt64 = Program.defaultLimit
  ) throws(ExpressionError) -> CELValue {
    guard case .expression(let program) = root else { return CELValue(try evaluate(bindings, limit: limit)) }
    return try program.evaluate(bindings, limit: limit).value
  }
}

extension Template {
  private func evaluate(_ node: Node, _ bindings: Bindings, _ left: inout UInt64) throws(ExpressionError) -> Value {
    switch node {
    case .constant(let value): return value
    case .expression(let program): return try run(program, bindings, &left).document
    case .text(let pieces): return .string(try text(pieces, bindings, &left))
    case .array(let nodes):
      var items: [Value] = []
      for node in nodes {
        if let item = try evaluatePart(node, bindings, &left) { items.append(item) }
      }
      return .array(items)
    case .object(let members):
      var object = Object()
      for member in members {
        guard let value = try evaluatePart(member.value, bindings, &left) else { continue }
        object[try text(member.key, bindings, &left)] = value
      }
      return .object(object)
    }
  }

  /// A member or item; nil when it is an empty optional.
  private func evaluatePart(
    _ node: Node, _ bindings: Bindings, _ left: inout UInt64
  ) throws(ExpressionError) -> Value? {
    guard case .expression(let program) = node else { return try evaluate(node, bindings, &left) }
    let value = try run(program, bindings, &left)
    if case .optional(nil) = value { return nil }
    return value.document
  }

  private func run(_ program: Program, _ bindings: Bindings, _ left: inout UInt64) throws(ExpressionError) -> CELValue {
    let result = try program.evaluate(bindings, limit: left)
    left -= min(left, result.cost)
    return result.value
  }

  private func text(
    _ pieces: [Piece], _ bindings: Bindings, _ left: inout UInt64, encode: (String) -> String = { $0 }
  ) throws(ExpressionError) -> String {
    var text = ""
    for piece in pieces {
      switch piece {
      case .text(let plain): text += plain
      case .expression(let program): text += encode(try run(program, bindings, &left).description)
      }
    }
    return text
  }

  /// The text of a string in which results are parts of something that gives characters a meaning, such as a URL.
  ///
  /// - Parameter encode: takes that meaning away. What is written plainly stands as it is, and so does what an expression
  ///   gives that is the whole string.
  package func text(
    _ bindings: Bindings, encodingResults encode: (String) -> String
  ) throws(ExpressionError) -> String {
    var left = Program.defaultLimit
    guard case .text(let pieces) = root else {
      let value = try evaluate(root, bindings, &left)
      return value.string ?? JSON.text(value)
    }
    return try text(pieces, bindings, &left, encode: encode)
  }

  /// Takes a value apart and compiles each different expression once.
  private struct TemplateCompiler {
    let environment: Environment
    var programs: [Program] = []
    private var known: [String: Program] = [:]
    private var path: [String] = []

    init(environment: Environment) { self.environment = environment }

    mutating func compile(_ value: Value) throws(Failure) -> Node {
      switch value {
      case .string(let text):
        let pieces = try pieces(of: text)
        if pieces.count == 1, case .expression(let program) = pieces[0] { return .expression(program) }
        return constant(pieces).map { .constant(.string($0)) } ?? .text(pieces)
      case .array(let items):
        var nodes: [Node] = []
        for (index, item) in items.enumerated() { nodes.append(try nested(String(index), item)) }
        return constants(nodes).map { .constant(.array($0)) } ?? .array(nodes)
      case .object(let object):
        var members: [(key: [Piece], value: Node)] = []
        for (key, value) in object { members.append((try pieces(of: key), try nested(key, value))) }
        let keys = members.compactMap { constant($0.key) }
        guard keys.count == members.count, let values = constants(members.map(\.value)) else { return .object(members) }
        return .constant(.object(Object(zip(keys, values).map { ($0, $1) })))
      default: return .constant(value)
      }
    }

    private mutating func nested(_ key: String, _ value: Value) throws(Failure) -> Node {
      path.append(key)
      defer { path.removeLast() }
      return try compile(value)
    }

    private func constants(_ nodes: [Node]) -> [Value]? {
      var values: [Value] = []
      for node in nodes {
        guard case .constant(let value) = node else { return nil }
        values.append(value)
      }
      return values
    }

    private func constant(_ pieces: [Piece]) -> String? {
      var text = ""
      for piece in pieces {
        guard case .text(let plain) = piece else { return nil }
        text += plain
      }
      return text
    }

    private mutating func pieces(of text: String) throws(Failure) -> [Piece] {
      guard text.utf8.contains(UInt8(ascii: "$")) else { return [.text(text)] }
      do {
        var scanner = TemplateScanner(text)
        var pieces: [Piece] = []
        while let part = try scanner.next() {
          switch part {
          case .text(let plain): pieces.append(.text(plain))
          case .expression(let range): pieces.append(.expression(try program(range, scanner.source)))
          }
        }
        return pieces.isEmpty ? [.text("")] : pieces
      } catch {
        throw Failure(path: path, text: text, error: error)
      }
    }

    private mutating func program(_ range: Range<Int>, _ source: [Unicode.Scalar]) throws(ExpressionError) -> Program {
      let text = String(scalars: source[range])
      if let program = known[text] { return program }
      do {
        let program = try Program(text, in: environment)
        known[text] = program
        programs.append(program)
        return program
      } catch {
        throw error.moved(by: range.lowerBound, in: source)
      }
    }
  }
}

extension ExpressionError {
  /// The same about a text in which the expression begins after `start` scalars.
  func moved(by start: Int, in source: [Unicode.Scalar]) -> ExpressionError {
    ExpressionError(kind, message, in: source, at: start + offset, hint: hint)
  }
}
