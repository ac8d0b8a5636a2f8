extension Compiler {
  mutating func compileCall(_ function: String, _ node: Syntax) throws(ExpressionError) -> Step {
    if case .undeclaredFunction? = checked.references[node.id] {
      let offset = node.offset
      return Step { (_) throws(EvaluationError) in throw EvaluationError("unbound function: \(function)").at(offset) }
    }
    guard case .call(_, let target, let arguments) = node.kind,
      case .overloads(let name, let overloads, let isMethod)? = checked.references[node.id]
    else { throw error("undeclared reference to '\(function)'", at: node) }
    var steps: [Step] = []
    if isMethod, let target { steps.append(try compile(target)) }
    for argument in arguments { steps.append(try compile(argument)) }
    let offset = node.offset
    if let step = try compilePatternSearch(name, steps, node) { return step }
    if steps.count == 2, let step = compileOperator(name, steps[0].run, steps[1].run, offset) { return step }
    if overloads.count == 1 { return compileSingle(overloads[0], steps, offset) }
    let runs = steps.map(\.run)
    return Step { (frame) throws(EvaluationError) in
      var values: [CELValue] = []
      values.reserveCapacity(runs.count)
      for run in runs { values.append(try run(&frame)) }
      guard let overload = overloads.first(where: { $0.accepts(values) }) else {
        throw EvaluationError.noOverload(name, values).at(offset)
      }
      do throws(EvaluationError) {
        return try overload.call(values, &frame)
      } catch { throw error.at(offset) }
    }
  }

  private func compileSingle(_ overload: Overload, _ steps: [Step], _ offset: Int) -> Step {
    let runs = steps.map(\.run)
    return Step { (frame) throws(EvaluationError) in
      var values: [CELValue] = []
      values.reserveCapacity(runs.count)
      for run in runs { values.append(try run(&frame)) }
      guard overload.accepts(values) else { throw EvaluationError.noOverload(overload.function, values).at(offset) }
      do throws(EvaluationError) {
        return try overload.call(values, &frame)
      } catch { throw error.at(offset) }
    }
  }

  /// Operators on the types that they mostly meet, without the detour over overloads.
  private func compileOperator(
    _ name: String, _ left: @escaping Step.Run, _ right: @escaping Step.Run, _ offset: Int
  ) -> Step? {
    switch name {
    case Operator.equal, Operator.notEqual:
      let wanted = name == Operator.equal
      return Step { (frame) throws(EvaluationError) in
        let first = try left(&frame)
        let second = try right(&frame)
        do throws(EvaluationError) {
          try frame.charge(Overload.Cost.comparison(first, second))
          return .bool(try first.isEqual(to: second) == wanted)
        } catch { throw error.at(offset) }
      }
    case Operator.less: return compileOrder(name, left, right, offset) { $0 == .less }
    case Operator.lessOrEqual: return compileOrder(name, left, right, offset) { $0 != .greater }
    case Operator.greater: return compileOrder(name, left, right, offset) { $0 == .greater }
    case Operator.greaterOrEqual: return compileOrder(name, left, right, offset) { $0 != .less }
    case Operator.index:
      return Step { (frame) throws(EvaluationError) in
        let target = try left(&frame)
        let key = try right(&frame)
        try frame.charge(1)
        do throws(EvaluationError) { return try Member.index(target, key) } catch { throw error.at(offset) }
      }
    case Operator.optionalIndex:
      return Step { (frame) throws(EvaluationError) in
        let target = try left(&frame)
        let key = try right(&frame)
        try frame.charge(1)
        do throws(EvaluationError) { return try Member.optionalIndex(target, key) } catch { throw error.at(offset) }
      }
    default: return Arithmetic.operations[name].map { compileArithmetic($0, left, right, offset) }
    }
  }

  private func compileArithmetic(
    _ operation: @escaping Arithmetic.Operation, _ left: @escaping Step.Run, _ right: @escaping Step.Run,
    _ offset: Int
  ) -> Step {
    Step { (frame) throws(EvaluationError) in
      let first = try left(&frame)
      let second = try right(&frame)
      do throws(EvaluationError) {
        switch first {
        case .string, .bytes: try frame.charge(Overload.Cost.sum(0.1).amount([first, second], nil))
        default: try frame.charge(1)
        }
        let result = try operation(first, second)
        try frame.chargeGrowth(result)
        return result
      } catch { throw error.at(offset) }
    }
  }

  private func compileOrder(
    _ name: String, _ left: @escaping Step.Run, _ right: @escaping Step.Run, _ offset: Int,
    _ holds: @escaping @Sendable (Ordering) -> Bool
  ) -> Step {
    Step { (frame) throws(EvaluationError) in
      let first = try left(&frame)
      let second = try right(&frame)
      try frame.charge(Overload.Cost.comparison(first, second))
      if let ordering = first.compare(second) { return .bool(holds(ordering)) }
      // Only NaN compares with nothing.
      guard first.isNumber, second.isNumber else {
        throw EvaluationError.noOverload(name, [first, second]).at(offset)
      }
      return .bool(false)
    }
  }
}

extension Overload {
  /// Calls and charges.
  fileprivate func call(_ values: [CELValue], _ frame: inout Frame) throws(EvaluationError) -> CELValue {
    if case .result = cost {
      let result = try call(values)
      try frame.charge(cost.amount(values, result))
      return result
    }
    try frame.charge(cost.amount(values, nil))
    let result = try call(values)
    try frame.chargeGrowth(result)
    return result
  }
}

extension Frame {
  /// What is large costs in proportion, whatever made it, so that the cost limit bounds memory too.
  fileprivate mutating func chargeGrowth(_ result: CELValue) throws(EvaluationError) {
    let size = result.size
    if size > 1_000 { try charge(UInt64(size / 10)) }
  }
}

extension Overload.Cost {

  /// What the call costs, by the sizes of its arguments and, where it counts, of its result.
  func amount(_ arguments: [CELValue], _ result: CELValue?) -> UInt64 {
    func size(_ index: Int) -> Double { index < arguments.count ? Double(arguments[index].size) : 1 }
    func scaled(_ size: Double, _ factor: Double) -> UInt64 {
      UInt64(min((size * factor).rounded(.up), Double(UInt32.max)))
    }
    return switch self {
    case .one: 1
    case .first(let factor): scaled(size(0), factor)
    case .second(let factor): scaled(size(1), factor)
    case .smaller(let factor): scaled(min(size(0), size(1)), factor)
    case .sum(let factor): scaled(size(0) + size(1), factor)
    case .result(let factor): scaled(Double(result?.size ?? 1), factor)
    case .product(let first, let second):
      scaled((size(0) * first).rounded(.up) * (size(1) * second).rounded(.up), 1)
    case .pattern: PatternCost.amount(arguments)
    case .square: scaled(size(0) * size(1), 1)
    }
  }

  static func comparison(_ first: CELValue, _ second: CELValue) -> UInt64 {
    switch (first, second) {
    case (.string(let left), .string(let right)): UInt64((min(left.utf8.count, right.utf8.count) + 9) / 10)
    case (.int, _), (_, .int), (.bool, _), (_, .bool), (.null, _), (_, .null): 1
    default: UInt64((min(first.size, second.size) + 9) / 10)
    }
  }
}

extension CELValue {
  /// How much there is to go through: characters, bytes, items, or 1.
  var size: Int {
    switch self {
    case .string(let value): value.utf8.count
    case .bytes(let value): value.count
    case .list(let list): list.count
    case .map(let map): map.count
    case .optional(let value): value?.size ?? 1
    case .opaque(let value): value.text.utf8.count
    default: 1
    }
  }
}
