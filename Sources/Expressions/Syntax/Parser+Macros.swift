// Macros are recognised by name, form and number of arguments; anything else with the same name is a function call.

extension Parser {
  /// The node that a macro stands for, or nil when the call is no macro.
  mutating func expand(
    _ name: String, target: Syntax?, _ arguments: [Syntax], at offset: Int
  ) throws(ExpressionError) -> Syntax? {
    guard let target else {
      return name == "has" && arguments.count == 1 ? try expandHas(arguments[0], at: offset) : nil
    }
    if name == "bind", case .identifier("cel", _) = target.kind, arguments.count == 3 {
      let names = try variableNames(arguments[..<1])
      return try comprehension(.bind, arguments[1], names, nil, arguments[2], at: offset)
    }
    guard let form = Self.forms.first(where: { $0.names.contains(name) && $0.counts.contains(arguments.count) }) else {
      return nil
    }
    let names = try variableNames(arguments.prefix(form.variables))
    let rest = arguments.dropFirst(form.variables)
    guard let body = rest.last else { return nil }
    return try comprehension(form.macro, target, names, rest.count == 2 ? rest.first : nil, body, at: offset)
  }

  private struct Form {
    var macro: Macro
    var names: Set<String>
    /// How many of the arguments name variables.
    var variables: Int
    /// How many arguments there may be; one more than the fewest is a filter.
    var counts: ClosedRange<Int>
  }

  private static let forms = [
    Form(macro: .all, names: ["all"], variables: 1, counts: 2...2),
    Form(macro: .all, names: ["all"], variables: 2, counts: 3...3),
    Form(macro: .exists, names: ["exists"], variables: 1, counts: 2...2),
    Form(macro: .exists, names: ["exists"], variables: 2, counts: 3...3),
    Form(macro: .existsOne, names: ["exists_one", "existsOne"], variables: 1, counts: 2...2),
    Form(macro: .existsOne, names: ["exists_one", "existsOne"], variables: 2, counts: 3...3),
    Form(macro: .map, names: ["map"], variables: 1, counts: 2...3),
    Form(macro: .filter, names: ["filter"], variables: 1, counts: 2...2),
    Form(macro: .transformList, names: ["transformList"], variables: 2, counts: 3...4),
    Form(macro: .transformMap, names: ["transformMap"], variables: 2, counts: 3...4),
    Form(macro: .transformMapEntry, names: ["transformMapEntry"], variables: 2, counts: 3...4),
    Form(macro: .sortBy, names: ["sortBy"], variables: 1, counts: 2...2),
    Form(macro: .optMap, names: ["optMap"], variables: 1, counts: 2...2),
    Form(macro: .optFlatMap, names: ["optFlatMap"], variables: 1, counts: 2...2),
  ]

  private mutating func expandHas(_ argument: Syntax, at offset: Int) throws(ExpressionError) -> Syntax {
    guard case .select(let operand, let field, let isOptional, _) = argument.kind else {
      throw error("invalid argument to has() macro: it needs a field, as in has(object.field)", at: offset)
    }
    return try node(
      .select(operand, field: field, isOptional: isOptional, isTest: true), at: argument.offset, children: [operand])
  }

  private func variableNames(_ arguments: ArraySlice<Syntax>) throws(ExpressionError) -> [String] {
    var names: [String] = []
    for argument in arguments {
      guard case .identifier(let name, isAbsolute: false) = argument.kind else {
        throw error("argument must be a simple name", at: argument.offset)
      }
      guard !names.contains(name) else {
        throw error("the two variables of a macro need different names", at: argument.offset)
      }
      names.append(name)
    }
    return names
  }

  private mutating func comprehension(
    _ macro: Macro, _ range: Syntax, _ variables: [String], _ filter: Syntax?, _ body: Syntax, at offset: Int
  ) throws(ExpressionError) -> Syntax {
    let comprehension = Syntax.Comprehension(
      macro: macro, range: range, variables: variables, filter: filter, body: body)
    return try node(
      .comprehension(comprehension), at: offset, children: [range, body] + (filter.map { [$0] } ?? []))
  }
}

extension Syntax {
  /// `a` or `a.b.c`, which may be a name with a namespace.
  var isQualifiedName: Bool { qualifiedName != nil }

  /// The names of `a.b.c`, and whether a dot comes before the first.
  var qualifiedName: (names: [String], isAbsolute: Bool)? {
    var names: [String] = []
    var current = self
    while true {
      switch current.kind {
      case .identifier(let name, let isAbsolute): return ((names + [name]).reversed(), isAbsolute)
      case .select(let operand, let field, isOptional: false, isTest: false):
        names.append(field)
        current = operand
      default: return nil
      }
    }
  }
}
