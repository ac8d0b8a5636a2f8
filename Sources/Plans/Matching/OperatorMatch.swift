import Documents

/// Compares a value as the operators of an expected value say; all of them must hold.
struct OperatorMatch {
  let path: [FieldPath.Element]
  /// Nil when there is nothing.
  let actual: Value?

  func mismatches(_ operators: Object) -> [SubsetMatch.Mismatch] {
    operators.flatMap { key, value in
      guard let operation = MatchOperator(rawValue: key) else { return wrong("no unknown way to compare, \(key)") }
      return mismatches(operation, value, operators)
    }
  }

  private func mismatches(_ operation: MatchOperator, _ value: Value, _ all: Object) -> [SubsetMatch.Mismatch] {
    switch operation {
    case .absent: return actual == nil ? [] : wrong("nothing")
    case .exactly:
      guard let actual, SubsetMatch.isEqual(value, actual) else { return wrong("exactly \(JSON.text(value))") }
      return []
    case .each: return each(value)
    case .atLeast, .atMost: return bounded(operation, value, counting: all[MatchOperator.of.rawValue])
    case .quantity:
      guard let expected = Amount.quantity(value), let actual, Amount.quantity(actual) == expected else {
        return wrong("the quantity \(text(value))")
      }
      return []
    case .duration:
      guard let expected = Amount.duration(value), let actual, Amount.duration(actual) == expected else {
        return wrong("the duration \(text(value))")
      }
      return []
    case .byKey: return byKey(value, all[MatchOperator.items.rawValue])
    // They go with others.
    case .of, .items: return []
    }
  }

  private func each(_ pattern: Value) -> [SubsetMatch.Mismatch] {
    switch actual {
    case .array(let items)? where !items.isEmpty:
      return items.enumerated().flatMap { index, item in
        SubsetMatch.mismatches(expected: pattern, actual: item, at: path + [.index(index)])
      }
    case .object(let members)? where !members.isEmpty:
      return members.flatMap { name, value in
        SubsetMatch.mismatches(expected: pattern, actual: value, at: path + [.field(name)])
      }
    default: return wrong("one item or more, each \(JSON.text(pattern))")
    }
  }

  private func bounded(_ operation: MatchOperator, _ bound: Value, counting pattern: Value?) -> [SubsetMatch.Mismatch] {
    let words = operation == .atLeast ? "at least" : "at most"
    if case .array(let items)? = actual ?? (pattern == nil ? nil : .array([])) {
      let counted = pattern.map { pattern in
        items.filter { SubsetMatch.mismatches(expected: pattern, actual: $0).isEmpty }.count
      }
      let count = counted ?? items.count
      let isRight = bound.integer.map { operation == .atLeast ? count >= $0 : count <= $0 } ?? false
      let which = pattern.map { " like \(JSON.text($0))" } ?? ""
      let found = counted == nil ? "" : " (\(count) are)"
      return isRight ? [] : wrong("\(words) \(text(bound)) items\(which)\(found)")
    }
    guard let actual, pattern == nil else { return wrong("\(words) \(text(bound))") }
    let isOutside = operation == .atLeast ? Amount.isLess(actual, bound) : Amount.isLess(bound, actual)
    return isOutside == false ? [] : wrong("\(words) \(text(bound))")
  }

  private func byKey(_ keys: Value, _ expected: Value?) -> [SubsetMatch.Mismatch] {
    let names = keys.array?.compactMap(\.string) ?? keys.string.map { [$0] } ?? []
    guard let expected = expected?.array, !names.isEmpty else { return wrong("$byKey with $items") }
    guard let items = actual?.array else { return wrong(JSON.text(.array(expected))) }
    return ListMatch(path: path, actual: items).mismatches(expected, byKey: names)
  }

  private func wrong(_ expected: String) -> [SubsetMatch.Mismatch] {
    [SubsetMatch.Mismatch(elements: path, expected: expected, actual: actual)]
  }

  private func text(_ value: Value) -> String { value.string ?? JSON.text(value) }
}
