extension Library {
  static let optionals = Library(
    name: "optionals", overloads: makingOptionals + usingOptionals, macros: [.optMap, .optFlatMap],
    types: [CELType.optionalName: .optional(.dyn)])

  private static let t = CELType.parameter("T")
  private static let k = CELType.parameter("K")

  private static let makingOptionals: [Overload] = [
    .constant("optional.none", .optional(t)) { () throws(EvaluationError) in .optional(nil) },
    .function("optional.of", [t], .optional(t)) { (value) throws(EvaluationError) in .optional(value) },
    .function("optional.ofNonZeroValue", [t], .optional(t)) { (value) throws(EvaluationError) in
      .optional(value.isZero ? nil : value)
    },
    .function("optional.unwrap", [.list(.optional(t))], .list(t), cost: .first(1), unwrap),
    .method("unwrapOpt", .list(.optional(t)), .list(t), cost: .first(1), unwrap),
  ]

  private static let usingOptionals: [Overload] = [
    .method("hasValue", .optional(t), .bool) { (value) throws(EvaluationError) in
      .bool(try wrapped(value) != nil)
    },
    .method("value", .optional(t), t) { (value) throws(EvaluationError) in
      guard let wrapped = try wrapped(value) else { throw EvaluationError("optional.none() dereference") }
      return wrapped
    },
    .method2("or", .optional(t), .optional(t), .optional(t)) { (value, other) throws(EvaluationError) in
      try wrapped(value) == nil ? other : value
    },
    .method2("orValue", .optional(t), t, t) { (value, other) throws(EvaluationError) in
      try wrapped(value) ?? other
    },
    .function2(Operator.optionalIndex, [.list(t), .int], .optional(t), Member.optionalIndex),
    .function2(Operator.optionalIndex, [.map(k, t), k], .optional(t), Member.optionalIndex),
    .function2(Operator.optionalIndex, [.optional(.list(t)), .int], .optional(t), Member.optionalIndex),
    .function2(Operator.optionalIndex, [.optional(.map(k, t)), k], .optional(t), Member.optionalIndex),
    .function2(Operator.index, [.optional(.list(t)), .int], .optional(t), Member.index),
    .function2(Operator.index, [.optional(.map(k, t)), k], .optional(t), Member.index),
  ]

  private static func wrapped(_ value: CELValue) throws(EvaluationError) -> CELValue? {
    guard case .optional(let wrapped) = value else {
      throw EvaluationError("no such overload: expected an optional, not \(value.typeName)")
    }
    return wrapped
  }

  @Sendable
  private static func unwrap(_ value: CELValue) throws(EvaluationError) -> CELValue {
    var items: [CELValue] = []
    for item in try value.listed().values() {
      if let item = try wrapped(item) { items.append(item) }
    }
    return .list(items)
  }
}

extension CELValue {
  /// Whether it is what its type begins with: 0, "", [], null, the year 1.
  var isZero: Bool {
    switch self {
    case .null: true
    case .bool(let value): !value
    case .int(let value): value == 0
    case .uint(let value): value == 0
    case .double(let value): value == 0
    case .string(let value): value.isEmpty
    case .bytes(let value): value.isEmpty
    case .list(let list): list.isEmpty
    case .map(let map): map.count == 0
    case .timestamp(let value): value.seconds == CELTimestamp.validSeconds.lowerBound && value.nanoseconds == 0
    case .duration(let value): value.nanoseconds == 0
    case .optional(let value): value == nil
    case .type, .opaque: false
    }
  }
}
