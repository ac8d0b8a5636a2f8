/// Reading fields, keys and items.
enum Member {
  static func select(_ field: String, in target: CELValue) throws(EvaluationError) -> CELValue {
    switch target {
    case .map(let map):
      guard let value = try map.value(named: field) else { throw noSuchKey(field) }
      return value
    case .optional(let wrapped):
      guard let wrapped else { return .optional(nil) }
      return try selectOptional(field, in: wrapped)
    default: throw noField(field, target)
    }
  }

  /// `target.?field`
  static func selectOptional(_ field: String, in target: CELValue) throws(EvaluationError) -> CELValue {
    switch target {
    case .map(let map): return .optional(try map.value(named: field))
    case .optional(let wrapped):
      return try wrapped.map { (value) throws(EvaluationError) in
        try selectOptional(field, in: value)
      } ?? .optional(nil)
    default: throw noField(field, target)
    }
  }

  /// `has(target.field)`
  static func exists(_ field: String, in target: CELValue) throws(EvaluationError) -> Bool {
    switch target {
    case .map(let map): return try map.value(named: field) != nil
    case .optional(let wrapped):
      guard let wrapped else { return false }
      return try exists(field, in: wrapped)
    default: throw noField(field, target)
    }
  }

  /// `target[key]`
  static func index(_ target: CELValue, _ key: CELValue) throws(EvaluationError) -> CELValue {
    switch target {
    case .map(let map):
      guard let value = try map.value(key) else { throw noSuchKey(key.description) }
      return value
    case .list(let list):
      let position = try position(key)
      guard position >= 0, position < list.count else {
        throw EvaluationError("index out of bounds: \(position)")
      }
      return try list.item(at: Int(position))
    case .optional(let wrapped):
      guard let wrapped else { return .optional(nil) }
      return try optionalIndex(wrapped, key)
    default: throw EvaluationError.noOverload(Operator.index, [target, key])
    }
  }

  /// `target[?key]`
  static func optionalIndex(_ target: CELValue, _ key: CELValue) throws(EvaluationError) -> CELValue {
    switch target {
    case .map(let map): return .optional(try map.value(key))
    case .list(let list):
      guard let position = try? position(key), position >= 0, position < list.count else { return .optional(nil) }
      return .optional(try list.item(at: Int(position)))
    case .optional(let wrapped):
      guard let wrapped else { return .optional(nil) }
      return try optionalIndex(wrapped, key)
    default: throw EvaluationError.noOverload(Operator.optionalIndex, [target, key])
    }
  }

  private static func position(_ key: CELValue) throws(EvaluationError) -> Int64 {
    let position: Int64? =
      switch key {
      case .int(let value): value
      case .uint(let value): Int64(exactly: value)
      case .double(let value): Int64(exactly: value)
      default: nil
      }
    guard let position else { throw EvaluationError("unsupported index value: \(key) (\(key.typeName))") }
    return position
  }

  private static func noSuchKey(_ key: String) -> EvaluationError { EvaluationError("no such key: \(key)") }

  private static func noField(_ field: String, _ target: CELValue) -> EvaluationError {
    EvaluationError("no such field '\(field)': \(target.typeName) has no fields")
  }
}
