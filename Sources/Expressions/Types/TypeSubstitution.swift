/// What is known so far about the type variables of an expression. (The rules are those of cel-go's checker, so that what
/// Kubernetes refuses is refused here too.)
struct TypeSubstitution {
  private var types: [Int: CELType] = [:]
  private var nextVariable = 0

  mutating func freshVariable() -> CELType {
    nextVariable += 1
    return .variable(nextVariable)
  }

  /// A declaration's types with a fresh variable for each type parameter.
  mutating func instantiate(_ declared: [CELType]) -> [CELType] {
    var variables: [String: CELType] = [:]
    return declared.map { instantiate($0, &variables) }
  }

  private mutating func instantiate(_ type: CELType, _ variables: inout [String: CELType]) -> CELType {
    if case .parameter(let name) = type {
      if let variable = variables[name] { return variable }
      let variable = freshVariable()
      variables[name] = variable
      return variable
    }
    if type.parameters.isEmpty { return type }
    let parameters = type.parameters.map { instantiate($0, &variables) }
    var next = parameters.makeIterator()
    return type.mapParameters { next.next() ?? $0 }
  }

  /// The type with all that is known put in for its variables.
  ///
  /// - Parameter freeAsDynamic: What is still unknown becomes `dyn`.
  func resolve(_ type: CELType, freeAsDynamic: Bool = false) -> CELType {
    if case .variable(let number) = type {
      guard let known = types[number] else { return freeAsDynamic ? .dyn : type }
      return resolve(known, freeAsDynamic: freeAsDynamic)
    }
    return type.mapParameters { resolve($0, freeAsDynamic: freeAsDynamic) }
  }

  /// Whether values of `actual` can be used as `expected`; what this tells about variables is kept if so.
  mutating func assign(_ actual: [CELType], to expected: [CELType]) -> Bool {
    guard actual.count == expected.count else { return false }
    var attempt = self
    for (actual, expected) in zip(actual, expected) {
      guard attempt.isAssignable(actual, expected) else { return false }
    }
    self = attempt
    return true
  }

  mutating func assign(_ actual: CELType, to expected: CELType) -> Bool { assign([actual], to: [expected]) }

  private mutating func isAssignable(_ first: CELType, _ second: CELType) -> Bool {
    if case .variable(let number) = second {
      let (isValid, hadType) = substitute(first, for: number)
      if isValid { return true }
      if hadType { return false }
    }
    if case .variable(let number) = first { return substitute(second, for: number).isValid }
    if first.isDynamic || second.isDynamic { return true }
    switch (first, second) {
    case (.null, let other), (let other, .null): return other.isNullable
    case (.nullable(let first), .nullable(let second)), (.nullable(let first), let second),
      (let first, .nullable(let second)):
      return isAssignable(first, second)
    case (.type, .type): return true
    case (.list, .list), (.map, .map): break
    case (.opaque(let first, _), .opaque(let second, _)): if first != second { return false }
    default: return first == second
    }
    guard first.parameters.count == second.parameters.count else { return false }
    for (first, second) in zip(first.parameters, second.parameters) where !isAssignable(first, second) { return false }
    return true
  }

  private mutating func substitute(_ type: CELType, for number: Int) -> (isValid: Bool, hadType: Bool) {
    if type == .variable(number) { return (true, true) }
    if let known = types[number] {
      if type == known { return (true, true) }
      guard isAssignable(type, known) else { return (false, true) }
      let general = Self.moreGeneral(type, known)
      if !mentions(number, in: general) { types[number] = general }
      return (true, true)
    }
    guard !mentions(number, in: type) else { return (false, false) }
    types[number] = type
    return (true, false)
  }

  private func mentions(_ number: Int, in type: CELType) -> Bool {
    if case .variable(let other) = type {
      return other == number || (types[other].map { mentions(number, in: $0) } ?? false)
    }
    return type.parameters.contains { mentions(number, in: $0) }
  }

  static func moreGeneral(_ first: CELType, _ second: CELType) -> CELType {
    isEqualOrLessSpecific(first, second) ? first : second
  }

  private static func isEqualOrLessSpecific(_ first: CELType, _ second: CELType) -> Bool {
    if case .variable = first { return true }
    if first.isDynamic { return true }
    if case .variable = second { return false }
    if second.isDynamic { return false }
    switch (first, second) {
    case (.null, .null): return true
    case (.null, _): return false
    case (_, .null): return true
    case (.nullable, .nullable): return first == second
    case (.nullable, _): return true
    case (.type, .type): return true
    case (.list, .list), (.map, .map): break
    case (.opaque(let left, _), .opaque(let right, _)): if left != right { return false }
    default: return first == second
    }
    return first.parameters.count == second.parameters.count
      && zip(first.parameters, second.parameters).allSatisfy { isEqualOrLessSpecific($0, $1) }
  }
}

extension CELType {
  /// Whether null may stand for it; never for a primitive, a list or a map.
  fileprivate var isNullable: Bool {
    switch self {
    case .null, .nullable, .opaque, .structure, .timestamp, .duration: true
    default: false
    }
  }
}
