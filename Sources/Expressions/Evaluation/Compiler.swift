/// Turns checked syntax into steps.
struct Compiler {
  let checked: CheckedSyntax
  let source: [Unicode.Scalar]
  /// Names of the variables, by slot.
  private(set) var slots: [String] = []

  init(checked: CheckedSyntax, source: [Unicode.Scalar]) {
    self.checked = checked
    self.source = source
  }

  mutating func compile(_ node: Syntax) throws(ExpressionError) -> Step {
    if let step = compileReference(node) { return step }
    if case .undeclared(let names) = checked.references[node.id] { return try compileUndeclared(names, node) }
    return try compileNode(node)
  }

  private mutating func compileNode(_ node: Syntax) throws(ExpressionError) -> Step {
    switch node.kind {
    case .literal(let value): return Step(constant: value)
    case .identifier(let name, _):
      throw ExpressionError(.check, "undeclared reference to '\(name)'", in: source, at: node.offset)
    case .select(let operand, let field, let isOptional, let isTest):
      return try compileSelect(operand, field, isOptional: isOptional, isTest: isTest, node)
    case .logical(let isAnd, let operands): return try compileLogical(isAnd: isAnd, operands, node)
    case .list(let elements): return try compileList(elements, node)
    case .map(let entries): return try compileMap(entries, node)
    case .call(let function, _, let arguments):
      switch function {
      case Operator.conditional: return try compileConditional(arguments, node)
      default: return try compileCall(function, node)
      }
    case .comprehension(let comprehension): return try compileComprehension(comprehension, node)
    }
  }

  func error(_ message: String, at node: Syntax) -> ExpressionError {
    ExpressionError(.check, message, in: source, at: node.offset)
  }

  private mutating func compileReference(_ node: Syntax) -> Step? {
    let offset = node.offset
    switch checked.references[node.id] {
    case .variable(let name):
      let slot = slot(for: name)
      return Step { (frame) throws(EvaluationError) in
        try frame.charge(1)
        do throws(EvaluationError) { return try frame.variable(slot, name) } catch { throw error.at(offset) }
      }
    case .local(let number):
      return Step { (frame) throws(EvaluationError) in
        try frame.charge(1)
        return frame.locals[number]
      }
    case .type(let name): return Step(constant: .type(name))
    case .overloads, .undeclared, .undeclaredFunction, nil: return nil
    }
  }

  private mutating func compileUndeclared(_ names: [String], _ node: Syntax) throws(ExpressionError) -> Step {
    let slots = names.map { slot(for: $0) }
    let offset = node.offset
    let name = names.last ?? ""
    var field: Step.Run?
    if case .select = node.kind { field = try compileNode(node).run }
    let otherwise = field
    return Step { (frame) throws(EvaluationError) in
      for slot in slots where frame.isSet(slot) {
        try frame.charge(1)
        return try frame.variable(slot, name)
      }
      guard let otherwise else { throw EvaluationError("undeclared reference to '\(name)'").at(offset) }
      return try otherwise(&frame)
    }
  }

  private mutating func slot(for name: String) -> Int {
    if let slot = slots.firstIndex(of: name) { return slot }
    slots.append(name)
    return slots.count - 1
  }

  // MARK: Fields

  private mutating func compileSelect(
    _ operand: Syntax, _ field: String, isOptional: Bool, isTest: Bool, _ node: Syntax
  ) throws(ExpressionError) -> Step {
    let operand = try compile(operand).run
    let offset = node.offset
    if isTest {
      return Step { (frame) throws(EvaluationError) in
        let target = try operand(&frame)
        try frame.charge(1)
        do throws(EvaluationError) { return .bool(try Member.exists(field, in: target)) } catch {
          throw error.at(offset)
        }
      }
    }
    if isOptional {
      return Step { (frame) throws(EvaluationError) in
        let target = try operand(&frame)
        try frame.charge(1)
        do throws(EvaluationError) { return try Member.selectOptional(field, in: target) } catch {
          throw error.at(offset)
        }
      }
    }
    return Step { (frame) throws(EvaluationError) in
      let target = try operand(&frame)
      try frame.charge(1)
      do throws(EvaluationError) { return try Member.select(field, in: target) } catch { throw error.at(offset) }
    }
  }

  // MARK: Logic

  /// The first operand that decides wins, even over errors in operands before it.
  private mutating func compileLogical(
    isAnd: Bool, _ operands: [Syntax], _ node: Syntax
  ) throws(ExpressionError) -> Step {
    var steps: [Step.Run] = []
    for operand in operands { steps.append(try compile(operand).run) }
    let offset = node.offset
    let deciding = !isAnd
    let runs = steps
    return Step { (frame) throws(EvaluationError) in
      var failure: EvaluationError?
      for run in runs {
        do throws(EvaluationError) {
          let value = try run(&frame)
          guard case .bool(let bool) = value else {
            throw EvaluationError("no such overload: \(value.typeName) is no bool").at(offset)
          }
          if bool == deciding { return .bool(deciding) }
        } catch {
          if error.isLimit { throw error }
          if failure == nil { failure = error }
        }
      }
      if let failure { throw failure }
      return .bool(isAnd)
    }
  }

  private mutating func compileConditional(_ arguments: [Syntax], _ node: Syntax) throws(ExpressionError) -> Step {
    let condition = try compile(arguments[0]).run
    let then = try compile(arguments[1]).run
    let otherwise = try compile(arguments[2]).run
    let offset = node.offset
    return Step { (frame) throws(EvaluationError) in
      guard case .bool(let bool) = try condition(&frame) else {
        throw EvaluationError("no such overload: the condition of ?: is no bool").at(offset)
      }
      return bool ? try then(&frame) : try otherwise(&frame)
    }
  }

  // MARK: Literals

  private mutating func compileList(_ elements: [Syntax.Element], _ node: Syntax) throws(ExpressionError) -> Step {
    var steps: [(step: Step, isOptional: Bool)] = []
    for element in elements { steps.append((try compile(element.value), element.isOptional)) }
    let constants = steps.compactMap { $0.isOptional ? nil : $0.step.constant }
    if constants.count == steps.count { return Step(constant: .list(constants)) }
    let items = steps
    let offset = node.offset
    return Step { (frame) throws(EvaluationError) in
      var values: [CELValue] = []
      values.reserveCapacity(items.count)
      for item in items {
        let value = try item.step.run(&frame)
        if !item.isOptional {
          values.append(value)
        } else if case .optional(let wrapped) = value {
          if let wrapped { values.append(wrapped) }
        } else {
          throw EvaluationError("cannot initialize optional list element from non-optional value").at(offset)
        }
      }
      try frame.charge(10)
      return .list(values)
    }
  }

  private mutating func compileMap(_ entries: [Syntax.Entry], _ node: Syntax) throws(ExpressionError) -> Step {
    var steps: [(key: Step, value: Step, isOptional: Bool)] = []
    for entry in entries { steps.append((try compile(entry.key), try compile(entry.value), entry.isOptional)) }
    let items = steps
    let offset = node.offset
    let step = Step { (frame) throws(EvaluationError) in
      var map = CELEntries()
      for item in items {
        let key = try item.key.run(&frame)
        var value = try item.value.run(&frame)
        if item.isOptional {
          guard case .optional(let wrapped) = value else {
            throw EvaluationError("cannot initialize optional map entry from non-optional value").at(offset)
          }
          guard let wrapped else { continue }
          value = wrapped
        }
        do throws(EvaluationError) { try map.add(key, value) } catch { throw error.at(offset) }
      }
      try frame.charge(30)
      return .map(CELMap(map))
    }
    guard steps.allSatisfy({ !$0.isOptional && $0.key.constant != nil && $0.value.constant != nil }) else {
      return step
    }
    var frame = Frame(variables: [], localCount: 0, limit: .max)
    guard let constant = try? step.run(&frame) else { return step }
    return Step(constant: constant)
  }
}
