extension Checker {
  mutating func checkComprehension(_ comprehension: Syntax.Comprehension, _ node: Syntax) -> CELType {
    let range = substitution.resolve(check(comprehension.range))
    let variables = variableTypes(comprehension, range, node)
    var locals: [Int] = []
    for (name, type) in zip(comprehension.variables, variables) {
      scopes.append((name, checked.localCount, type))
      locals.append(checked.localCount)
      checked.localCount += 1
    }
    checked.locals[node.id] = locals
    defer { scopes.removeLast(locals.count) }
    if let filter = comprehension.filter { expectBool(filter) }
    let body = substitution.resolve(check(comprehension.body))
    switch comprehension.macro {
    case .all, .exists, .existsOne:
      expect(body, .bool, comprehension.body)
      return .bool
    case .filter:
      expect(body, .bool, comprehension.body)
      return .list(variables[0])
    case .map, .transformList: return .list(body)
    case .transformMap: return .map(variables[0], body)
    case .transformMapEntry:
      if case .map = body { return body }
      if !body.isDynamic { reportType("expected type 'map' but found '\(body)'", at: comprehension.body) }
      return .map(.dyn, .dyn)
    case .sortBy: return .list(variables[0])
    case .bind: return body
    case .optMap: return .optional(body)
    case .optFlatMap:
      if body.optionalWrapped == nil, !body.isDynamic {
        reportType("expected type 'optional_type' but found '\(body)'", at: comprehension.body)
      }
      return body
    }
  }

  private mutating func expectBool(_ node: Syntax) {
    let type = check(node)
    expect(type, .bool, node)
  }

  private mutating func expect(_ type: CELType, _ expected: CELType, _ node: Syntax) {
    guard !environment.isUntyped, !substitution.assign(type, to: expected) else { return }
    reportType(
      "expected type '\(expected)' but found '\(substitution.resolve(type, freeAsDynamic: true))'", at: node)
  }

  private mutating func variableTypes(
    _ comprehension: Syntax.Comprehension, _ range: CELType, _ node: Syntax
  ) -> [CELType] {
    switch comprehension.macro {
    case .bind: return [range]
    case .optMap, .optFlatMap:
      if let wrapped = range.optionalWrapped { return [wrapped] }
      if !range.isDynamic { reportType("expected type 'optional_type' but found '\(range)'", at: comprehension.range) }
      return [.dyn]
    default: break
    }
    switch range {
    case .list(let item): return comprehension.variables.count == 2 ? [.int, item] : [item]
    case .map(let key, let value) where comprehension.macro != .sortBy:
      return comprehension.variables.count == 2 ? [key, value] : [key]
    case .variable:
      _ = substitution.assign(.dyn, to: range)
    default:
      if !range.isDynamic {
        reportType(
          "expression of type '\(range)' cannot be range of a comprehension (must be list, map, or dynamic)",
          at: comprehension.range)
      }
    }
    return comprehension.variables.map { _ in .dyn }
  }
}
