/// An expression in the form that evaluates: names are resolved, functions chosen, constants folded.
package struct Program: Sendable {
  /// A variable that an expression uses, with the fields that it reads: `lab.endpoints.netbox.url`.
  package struct Reference: Sendable, Hashable, CustomStringConvertible {
    package var variable: String
    package var fields: [String]
    /// How many of the fields have to be there: those before the first that is read with `.?`.
    package var neededCount: Int

    package init(variable: String, fields: [String], neededCount: Int? = nil) {
      self.variable = variable
      self.fields = fields
      self.neededCount = neededCount ?? fields.count
    }

    package var description: String { ([variable] + fields).joined(separator: ".") }
  }

  package struct Result: Sendable {
    package var value: CELValue
    /// In the units in which Kubernetes limits rules.
    package var cost: UInt64
  }

  /// What Kubernetes lets one CRD rule cost.
  package static let defaultLimit: UInt64 = 1_000_000

  package let text: String
  /// The type that the checker found, `dyn` when it depends on data.
  package let type: CELType
  /// Every variable that the expression may read, in the order of `evaluate(values:)`.
  package let variables: [String]
  /// Every place where a variable is read, once each.
  package let references: [Reference]
  /// Whether it says that something is not so: `!x`, and such joined by `&&` or `||`.
  package let isNegation: Bool
  private let source: [Unicode.Scalar]
  private let step: Step
  private let localCount: Int

  /// - Throws: `ExpressionError`, also for names and types that the environment does not have.
  package init(
    _ text: String, in environment: Environment, limits: Expression.Limits = Expression.Limits()
  ) throws(ExpressionError) {
    try self.init(try Expression.parse(text, limits: limits), in: environment)
  }

  package init(_ expression: Expression, in environment: Environment) throws(ExpressionError) {
    let checked = try Checker.check(expression, in: environment)
    var compiler = Compiler(checked: checked, source: expression.source)
    step = try compiler.compile(expression.syntax)
    text = expression.text
    source = expression.source
    type = checked.type
    variables = compiler.slots
    localCount = checked.localCount
    references = expression.references(checked)
    isNegation = expression.syntax.isNegation
  }

  /// - Parameter limit: How much the evaluation may cost before it is stopped with an error.
  package func evaluate(_ bindings: Bindings, limit: UInt64 = defaultLimit) throws(ExpressionError) -> Result {
    let slots = variables.map { (name) -> Frame.Variable in
      switch bindings.all[name] {
      case .value(let value): .value(value)
      case .lazy(let find): .lazy(find)
      case nil: .unset
      }
    }
    return try run(slots, limit)
  }

  /// - Parameter values: In the order of `variables`.
  package func evaluate(values: [CELValue], limit: UInt64 = defaultLimit) throws(ExpressionError) -> Result {
    let missing = max(0, variables.count - values.count)
    return try run(values.map { .value($0) } + Array(repeating: .unset, count: missing), limit)
  }

  private func run(_ slots: [Frame.Variable], _ limit: UInt64) throws(ExpressionError) -> Result {
    var frame = Frame(variables: slots, localCount: localCount, limit: limit)
    do throws(EvaluationError) {
      let value = try step.run(&frame)
      return Result(value: value, cost: frame.cost)
    } catch {
      throw ExpressionError(
        error.isLimit ? .limit : .evaluation, error.message, in: source, at: error.offset ?? 0, hint: error.hint)
    }
  }
}

extension Expression {
  /// The variables that the expression reads, with the fields read of each.
  func references(_ checked: CheckedSyntax) -> [Program.Reference] {
    var found: [Program.Reference] = []
    var seen: Set<Program.Reference> = []
    /// - Parameter isOptional: Of each field, whether it may be absent.
    func visit(_ node: Syntax, _ fields: [String], _ isOptional: [Bool] = []) {
      if case .variable(let name) = checked.references[node.id] {
        let reference = Program.Reference(
          variable: name, fields: fields, neededCount: isOptional.firstIndex(of: true) ?? fields.count)
        if seen.insert(reference).inserted { found.append(reference) }
        return
      }
      switch node.kind {
      case .select(let operand, let field, let isOptionalField, let isTest):
        visit(operand, [field] + fields, [isOptionalField || isTest] + isOptional)
      case .call(Operator.index, _, let arguments), .call(Operator.optionalIndex, _, let arguments):
        if case .literal(.string(let field)) = arguments[1].kind {
          var isOptionalField = false
          if case .call(Operator.optionalIndex, _, _) = node.kind { isOptionalField = true }
          visit(arguments[0], [field] + fields, [isOptionalField] + isOptional)
        } else {
          arguments.forEach { visit($0, []) }
        }
      default: node.children.forEach { visit($0, []) }
      }
    }
    visit(syntax, [])
    return found
  }
}
