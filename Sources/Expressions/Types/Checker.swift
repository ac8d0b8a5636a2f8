import Documents

/// What the checker finds out about the nodes of an expression.
struct CheckedSyntax {
  enum Reference {
    /// A variable by its full name; the node is the whole name, `a.b` too.
    case variable(String)
    /// A name that is not declared, when types are not checked: the first of these that is bound, or else the field that
    /// the node also may be.
    case undeclared([String])
    /// A function that is not declared, when types are not checked.
    case undeclaredFunction
    /// A variable of a macro.
    case local(Int)
    case type(String)
    /// The overloads that a call may mean, by the types of its arguments.
    case overloads(String, [Overload], isMethod: Bool)
  }

  var references: [Int: Reference] = [:]
  var types: [Int: CELType] = [:]
  /// Numbers that the macro's variables got, by the macro's node.
  var locals: [Int: [Int]] = [:]
  var localCount = 0
  var type = CELType.dyn
}

/// Finds out what each name means and which type each node has.
struct Checker {
  let environment: Environment
  let source: [Unicode.Scalar]
  var checked = CheckedSyntax()
  var substitution = TypeSubstitution()
  /// Macro variables that can be seen, innermost last.
  var scopes: [(name: String, local: Int, type: CELType)] = []
  /// All that is wrong, in the order in which it was found.
  private(set) var errors: [ExpressionError] = []

  init(_ environment: Environment, source: [Unicode.Scalar]) {
    self.environment = environment
    self.source = source
  }

  static func check(_ expression: Expression, in environment: Environment) throws(ExpressionError) -> CheckedSyntax {
    var checker = Checker(environment, source: expression.source)
    let type = checker.check(expression.syntax)
    checker.resolveTypes()
    checker.checkDialect(expression.syntax)
    if let first = checker.errors.first { throw first }
    checker.checked.type = checker.substitution.resolve(type, freeAsDynamic: true)
    return checker.checked
  }

  mutating func report(_ message: String, at node: Syntax, hint: String? = nil) {
    errors.append(ExpressionError(.check, message, in: source, at: node.offset, hint: hint))
  }

  /// Reports what only matters when types are checked.
  mutating func reportType(_ message: String, at node: Syntax) {
    if !environment.isUntyped { report(message, at: node) }
  }

  private mutating func resolveTypes() {
    for (id, type) in checked.types { checked.types[id] = substitution.resolve(type, freeAsDynamic: true) }
  }

  mutating func check(_ node: Syntax) -> CELType {
    let type = environment.isUntyped ? checkUntyped(node) : inferType(node)
    checked.types[node.id] = type
    return type
  }

  private mutating func checkUntyped(_ node: Syntax) -> CELType {
    _ = inferType(node)
    return .dyn
  }

  private mutating func inferType(_ node: Syntax) -> CELType {
    switch node.kind {
    case .literal(let value): CELType.of(literal: value)
    case .identifier(let name, let isAbsolute): checkName(name, isAbsolute: isAbsolute, node)
    case .select(let operand, let field, let isOptional, let isTest):
      checkSelect(operand, field, isOptional: isOptional, isTest: isTest, node)
    case .call(let function, let target, let arguments):
      checkCall(function, target: target, arguments, node)
    case .logical(_, let operands): checkLogical(operands, node)
    case .list(let elements): checkList(elements, node)
    case .map(let entries): checkMap(entries, node)
    case .comprehension(let comprehension): checkComprehension(comprehension, node)
    }
  }

  // MARK: Names

  private mutating func checkName(_ name: String, isAbsolute: Bool, _ node: Syntax) -> CELType {
    if !isAbsolute, let local = scopes.last(where: { $0.name == name }) {
      checked.references[node.id] = .local(local.local)
      return local.type
    }
    if let type = resolveGlobal(name, isAbsolute: isAbsolute, node) { return type }
    if environment.allowsUndeclared {
      checked.references[node.id] = .variable(name)
      return .dyn
    }
    if environment.isUntyped {
      checked.references[node.id] = .undeclared(environment.candidates(name, isAbsolute: isAbsolute))
      return .dyn
    }
    let known = Set(environment.variables.keys).union(scopes.map(\.name))
    report(
      "undeclared reference to '\(name)' (in container '\(environment.container)')", at: node,
      hint: Suggestion.hint(for: name, among: known.union(environment.functions.keys)))
    return .error
  }

  /// Looks a whole name up among variables and types.
  private mutating func resolveGlobal(_ name: String, isAbsolute: Bool, _ node: Syntax) -> CELType? {
    for candidate in environment.candidates(name, isAbsolute: isAbsolute) {
      if let type = environment.variables[candidate] {
        checked.references[node.id] = .variable(candidate)
        return type
      }
      if candidate != "dyn", let type = environment.typeNames[candidate] {
        checked.references[node.id] = .type(candidate)
        return .type(type)
      }
    }
    return nil
  }

  private mutating func checkSelect(
    _ operand: Syntax, _ field: String, isOptional: Bool, isTest: Bool, _ node: Syntax
  ) -> CELType {
    if !isTest, let qualified = node.qualifiedName,
      qualified.isAbsolute || !scopes.contains(where: { $0.name == qualified.names[0] })
    {
      let name = qualified.names.joined(separator: ".")
      if let type = resolveGlobal(name, isAbsolute: qualified.isAbsolute, node) { return type }
      if environment.isUntyped {
        let names = environment.candidates(name, isAbsolute: qualified.isAbsolute)
        checked.references[node.id] = .undeclared(names)
      }
    }
    let operandType = substitution.resolve(check(operand))
    let wrapped = operandType.optionalWrapped
    let type = fieldType(field, of: wrapped.map { substitution.resolve($0) } ?? operandType, node)
    if isTest { return .bool }
    return wrapped != nil || isOptional ? .optional(type) : type
  }

  private mutating func fieldType(_ field: String, of type: CELType, _ node: Syntax) -> CELType {
    switch type {
    case .map(_, let value): return value
    case .structure(let structure):
      if let type = structure.fields[field] { return type }
      guard !environment.isUntyped else { return .dyn }
      report("undefined field '\(field)'", at: node, hint: Suggestion.hint(for: field, among: structure.fields.keys))
      return .error
    case .variable:
      _ = substitution.assign(.dyn, to: type)
      return .dyn
    default:
      if !type.isDynamic { reportType("type '\(type)' does not support field selection", at: node) }
      return type == .error ? .error : .dyn
    }
  }
}
