extension CELValue {
  /// CEL's `==`: numbers by value whatever their type, text by code point, lists and maps by their members; values of
  /// different types are not equal, and not an error.
  func isEqual(to other: CELValue) throws(EvaluationError) -> Bool {
    switch (self, other) {
    case (.null, .null): return true
    case (.bool(let left), .bool(let right)): return left == right
    case (.string(let left), .string(let right)): return left.isSame(as: right)
    case (.bytes(let left), .bytes(let right)): return left == right
    case (.timestamp(let left), .timestamp(let right)): return left == right
    case (.duration(let left), .duration(let right)): return left == right
    case (.type(let left), .type(let right)): return left == right
    case (.list(let left), .list(let right)): return try left.isEqual(to: right)
    case (.map(let left), .map(let right)): return try left.isEqual(to: right)
    case (.optional(let left), .optional(let right)):
      guard let left, let right else { return left == nil && right == nil }
      return try left.isEqual(to: right)
    case (.opaque(let left), .opaque(let right)): return left.isEqual(to: right)
    default: return compareNumbers(other) == .some(.equal)
    }
  }

  /// How two numbers of any types compare; nil when one is not a number, or not a number at all (NaN).
  func compareNumbers(_ other: CELValue) -> Ordering? {
    switch (self, other) {
    case (.int(let left), .int(let right)): return Ordering(left, right)
    case (.uint(let left), .uint(let right)): return Ordering(left, right)
    case (.double(let left), .double(let right)):
      return left.isNaN || right.isNaN ? nil : Ordering(left, right)
    case (.int(let left), .uint(let right)): return left < 0 ? .less : Ordering(UInt64(left), right)
    case (.uint(let left), .int(let right)): return right < 0 ? .greater : Ordering(left, UInt64(right))
    case (.double(let left), .int(let right)): return Ordering.compare(left, right)
    case (.double(let left), .uint(let right)): return Ordering.compare(left, right)
    case (.int(let left), .double(let right)): return Ordering.compare(right, left)?.reversed
    case (.uint(let left), .double(let right)): return Ordering.compare(right, left)?.reversed
    default: return nil
    }
  }

  /// How two values of one ordered type compare; nil when they have no order.
  func compare(_ other: CELValue) -> Ordering? {
    switch (self, other) {
    case (.bool(let left), .bool(let right)): Ordering(left ? 1 : 0, right ? 1 : 0)
    case (.string(let left), .string(let right)):
      left.isSame(as: right) ? .equal : left.precedes(right) ? .less : .greater
    case (.bytes(let left), .bytes(let right)):
      left == right ? .equal : left.lexicographicallyPrecedes(right) ? .less : .greater
    case (.timestamp(let left), .timestamp(let right)): Ordering(left, right)
    case (.duration(let left), .duration(let right)): Ordering(left.nanoseconds, right.nanoseconds)
    default: compareNumbers(other)
    }
  }

  /// True for a number, also for NaN.
  var isNumber: Bool {
    switch self {
    case .int, .uint, .double: true
    default: false
    }
  }
}

enum Ordering: Int64, Sendable {
  case less = -1
  case equal = 0
  case greater = 1

  init<Item: Comparable>(_ left: Item, _ right: Item) {
    self = left < right ? .less : left == right ? .equal : .greater
  }

  var reversed: Ordering {
    switch self {
    case .less: .greater
    case .equal: .equal
    case .greater: .less
    }
  }

  /// As cel-go has it: an integer with more digits than a double can hold is rounded first.
  static func compare<Integer: FixedWidthInteger>(_ left: Double, _ right: Integer) -> Ordering? {
    if left.isNaN { return nil }
    return Ordering(left, Double(right))
  }
}

extension CELList {
  func isEqual(to other: CELList) throws(EvaluationError) -> Bool {
    guard count == other.count else { return false }
    if let schema = schema ?? other.schema, schema.listKind != .atomic {
      return try schema.hasSameItems(self, other)
    }
    for index in 0..<count {
      guard try item(at: index).isEqual(to: try other.item(at: index)) else { return false }
    }
    return true
  }

  func contains(_ value: CELValue) throws(EvaluationError) -> Bool {
    for index in 0..<count where try item(at: index).isEqual(to: value) { return true }
    return false
  }
}

extension CELMap {
  func isEqual(to other: CELMap) throws(EvaluationError) -> Bool {
    if case .typed(let left, let schema) = storage, case .typed(let right, _) = other.storage, schema.isStructure {
      return try schema.areEqual(left, right)
    }
    guard count == other.count, isStructure == other.isStructure else { return false }
    for key in keys() {
      guard let left = try value(key), let right = try other.value(key), try left.isEqual(to: right) else {
        return false
      }
    }
    return true
  }
}
