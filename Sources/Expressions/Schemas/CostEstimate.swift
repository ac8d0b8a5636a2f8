package import Documents

/// What the rules of a schema may cost at most, before any value is known: so that a definition with rules that can
/// never be afforded is refused.
package struct CostEstimate: Sendable {
  package let cost: UInt64
  /// How many values of the schema fit into one request.
  package let cardinality: UInt64

  /// - Returns: Nil for an expression that does not compile.
  package init?(rule text: String, schema: Value, isRoot: Bool, isOldSelfOptional: Bool) {
    let size = SchemaSize.of(schema, isRoot: isRoot)
    let type = SchemaType(schema: schema, isRoot: isRoot)?.type ?? .dyn
    let environment = Environment.kubernetes
      .declaring("self", type).declaring("oldSelf", isOldSelfOptional ? .optional(type) : type)
    guard let expression = try? Expression.parse(text), let checked = try? Checker.check(expression, in: environment)
    else { return nil }
    var estimation = Estimation(checked: checked, variables: ["self": size, "oldSelf": size])
    let cost = estimation.estimate(expression.syntax).cost
    self.cost = cost < Double(UInt64.max / 2) ? UInt64(cost) : .max / 2
    cardinality = size.cardinality
  }
}

private struct Estimation {
  struct Part {
    var cost: Double
    var size: SchemaSize
  }

  let checked: CheckedSyntax
  let variables: [String: SchemaSize]
  private var locals: [Int: SchemaSize] = [:]

  init(checked: CheckedSyntax, variables: [String: SchemaSize]) {
    self.checked = checked
    self.variables = variables
  }

  mutating func estimate(_ node: Syntax) -> Part {
    switch checked.references[node.id] {
    case .variable(let name): return Part(cost: 1, size: variables[name] ?? .unknown)
    case .local(let number): return Part(cost: 1, size: locals[number] ?? .unknown)
    default: break
    }
    switch node.kind {
    case .literal(let value):
      return Part(cost: 0, size: SchemaSize(maximum: UInt64(value.size), shortest: 1))
    case .identifier: return Part(cost: 1, size: .unknown)
    case .select(let operand, let field, _, let isTest):
      let part = estimate(operand)
      let size = isTest ? .scalar : part.size.fields[field] ?? part.size.element ?? .unknown
      return Part(cost: part.cost + 1, size: size)
    case .call(let function, let target, let arguments):
      return call(function, (target.map { [$0] } ?? []) + arguments, node)
    case .logical(_, let operands):
      return Part(cost: operands.reduce(0) { $0 + estimate($1).cost }, size: .scalar)
    case .list(let elements):
      let parts = elements.map { estimate($0.value) }
      let size = SchemaSize(maximum: UInt64(parts.count), shortest: 2, element: parts.first?.size)
      return Part(cost: 10 + parts.reduce(0) { $0 + $1.cost }, size: size)
    case .map(let entries):
      let parts = entries.map { (estimate($0.key).cost, estimate($0.value)) }
      let size = SchemaSize(maximum: UInt64(parts.count), shortest: 2, element: parts.first?.1.size)
      return Part(cost: 30 + parts.reduce(0) { $0 + $1.0 + $1.1.cost }, size: size)
    case .comprehension(let comprehension): return loop(comprehension, node)
    }
  }

  // MARK: Calls

  private mutating func call(_ function: String, _ operands: [Syntax], _ node: Syntax) -> Part {
    let parts = operands.map { estimate($0) }
    let sum = parts.reduce(0) { $0 + $1.cost }
    switch function {
    case Operator.conditional:
      let larger = parts[1].size.maximum > parts[2].size.maximum ? parts[1].size : parts[2].size
      return Part(cost: parts[0].cost + max(parts[1].cost, parts[2].cost), size: larger)
    case Operator.index, Operator.optionalIndex:
      return Part(cost: sum + 1, size: parts[0].size.element ?? .unknown)
    case Operator.equal, Operator.notEqual, Operator.less, Operator.lessOrEqual, Operator.greater,
      Operator.greaterOrEqual:
      let size = min(parts[0].size.maximum, parts[1].size.maximum)
      return Part(cost: sum + (Double(size) * 0.1).rounded(.up), size: .scalar)
    default: break
    }
    guard case .overloads(_, let overloads, _) = checked.references[node.id] else {
      return Part(cost: sum + 1, size: .unknown)
    }
    let sizes = parts.map { Double($0.size.maximum) }
    let cost = overloads.map { $0.cost.estimate(sizes) }.max() ?? 1
    return Part(cost: sum + cost, size: resultSize(of: function, parts, node))
  }

  /// Texts and lists that come of others are taken to be no larger than these together.
  private func resultSize(of function: String, _ parts: [Part], _ node: Syntax) -> SchemaSize {
    if ["value", "orValue", "optional.of", "hasValue"].contains(function), let first = parts.first {
      return first.size
    }
    let total = parts.reduce(0) { $0 + min($1.size.maximum, SchemaSize.request) }
    switch checked.types[node.id] {
    case .string, .bytes: return SchemaSize(maximum: max(total, 1), shortest: 2)
    case .list: return SchemaSize(maximum: max(total, 1), shortest: 2, element: parts.first?.size.element)
    case .bool, .int, .uint, .double, .timestamp, .duration: return .scalar
    default: return parts.first?.size ?? .unknown
    }
  }

  // MARK: Macros

  private mutating func loop(_ comprehension: Syntax.Comprehension, _ node: Syntax) -> Part {
    let range = estimate(comprehension.range)
    let isBinding = [.bind, .optMap, .optFlatMap].contains(comprehension.macro)
    let numbers = checked.locals[node.id] ?? []
    for (index, number) in numbers.enumerated() {
      let isLast = index == numbers.count - 1
      locals[number] = isBinding ? range.size : (isLast ? range.size.element ?? .unknown : .scalar)
    }
    let filter = comprehension.filter.map { estimate($0).cost } ?? 0
    let body = estimate(comprehension.body)
    if isBinding { return Part(cost: range.cost + body.cost, size: body.size) }
    let (step, end): (Double, Double) =
      switch comprehension.macro {
      case .all: (3, 1)
      case .exists: (4, 1)
      case .existsOne: (2, 2)
      case .filter: (13, 1)
      case .transformMap, .transformMapEntry: (32, 1)
      default: (12, 1)
      }
    let element = comprehension.macro == .filter ? range.size.element : body.size
    let size: SchemaSize =
      switch comprehension.macro {
      case .all, .exists, .existsOne: .scalar
      default: SchemaSize(maximum: range.size.maximum, shortest: 2, element: element)
      }
    return Part(cost: range.cost + end + Double(range.size.maximum) * (step + filter + body.cost), size: size)
  }
}

extension Overload.Cost {
  fileprivate func estimate(_ sizes: [Double]) -> Double {
    func size(_ index: Int) -> Double { index < sizes.count ? sizes[index] : 1 }
    return switch self {
    case .one: 1
    case .first(let factor), .result(let factor): (size(0) * factor).rounded(.up)
    case .second(let factor): (size(1) * factor).rounded(.up)
    case .smaller(let factor): (min(size(0), size(1)) * factor).rounded(.up)
    case .sum(let factor): ((size(0) + size(1)) * factor).rounded(.up)
    case .product(let first, let second): (size(0) * first).rounded(.up) * (size(1) * second).rounded(.up)
    case .square: size(0) * size(1)
    case .pattern: ((size(0) + 1) * 0.1).rounded(.up) * (size(1) * 0.25).rounded(.up)
    }
  }
}
