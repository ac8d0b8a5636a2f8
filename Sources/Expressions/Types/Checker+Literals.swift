extension CELType {
  /// The type of a literal, or of a value that is known.
  static func of(literal value: CELValue) -> CELType {
    switch value {
    case .null: .null
    case .bool: .bool
    case .int: .int
    case .uint: .uint
    case .double: .double
    case .string: .string
    case .bytes: .bytes
    case .timestamp: .timestamp
    case .duration: .duration
    case .list: .list(.dyn)
    case .map: .map(.dyn, .dyn)
    case .type: .type(.dyn)
    case .optional: .optional(.dyn)
    case .opaque(let value): .opaque(value.typeName, [])
    }
  }
}

extension Checker {
  mutating func checkList(_ elements: [Syntax.Element], _ node: Syntax) -> CELType {
    var joined: CELType?
    for element in elements {
      joined = join(joined, elementType(element.value, isOptional: element.isOptional))
    }
    return .list(joined ?? substitution.freshVariable())
  }

  mutating func checkMap(_ entries: [Syntax.Entry], _ node: Syntax) -> CELType {
    var (keys, values): (CELType?, CELType?)
    for entry in entries {
      let key = check(entry.key)
      if !substitution.resolve(key).canBeKey {
        reportType("unsupported map key type '\(substitution.resolve(key, freeAsDynamic: true))'", at: entry.key)
      }
      keys = join(keys, key)
      values = join(values, elementType(entry.value, isOptional: entry.isOptional))
    }
    return .map(keys ?? substitution.freshVariable(), values ?? substitution.freshVariable())
  }

  private mutating func elementType(_ element: Syntax, isOptional: Bool) -> CELType {
    let type = substitution.resolve(check(element))
    guard isOptional, !type.isDynamic else { return type }
    if let wrapped = type.optionalWrapped { return wrapped }
    reportType("expected type 'optional_type(\(type))' but found '\(type)'", at: element)
    return .error
  }

  /// One type for what both types may be; `dyn` when they have nothing in common.
  private mutating func join(_ first: CELType?, _ second: CELType) -> CELType {
    guard let first else { return second }
    guard substitution.assign(first, to: second) else { return .dyn }
    return TypeSubstitution.moreGeneral(first, second)
  }
}

extension CELType {
  fileprivate var canBeKey: Bool {
    switch self {
    case .bool, .int, .uint, .string, .dyn, .error, .variable, .parameter, .double: true
    default: false
    }
  }
}
