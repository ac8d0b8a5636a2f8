/// `+`, `-`, `*`, `/`, `%` and negation.
enum Arithmetic {
  typealias Operation = @Sendable (CELValue, CELValue) throws(EvaluationError) -> CELValue

  static let operations: [String: Operation] = [
    Operator.add: add, Operator.subtract: subtract, Operator.multiply: multiply, Operator.divide: divide,
    Operator.remainder: remainder,
  ]

  private static func integer<Number>(_ result: (partialValue: Number, overflow: Bool)) throws(EvaluationError)
    -> Number
  {
    guard !result.overflow else { throw EvaluationError("integer overflow") }
    return result.partialValue
  }

  private static func unsigned<Number>(_ result: (partialValue: Number, overflow: Bool)) throws(EvaluationError)
    -> Number
  {
    guard !result.overflow else { throw EvaluationError("unsigned integer overflow") }
    return result.partialValue
  }

  private static func timestamp(_ value: CELTimestamp?) throws(EvaluationError) -> CELValue {
    guard let value else { throw EvaluationError("timestamp overflow: out of range") }
    return .timestamp(value)
  }

  private static func duration(
    _ result: (partialValue: Int64, overflow: Bool)
  ) throws(EvaluationError) -> CELValue {
    guard !result.overflow else { throw EvaluationError("duration overflow: out of range") }
    return .duration(CELDuration(nanoseconds: result.partialValue))
  }

  static func add(_ left: CELValue, _ right: CELValue) throws(EvaluationError) -> CELValue {
    switch (left, right) {
    case (.int(let left), .int(let right)): return .int(try integer(left.addingReportingOverflow(right)))
    case (.uint(let left), .uint(let right)): return .uint(try unsigned(left.addingReportingOverflow(right)))
    case (.double(let left), .double(let right)): return .double(left + right)
    case (.string(let left), .string(let right)): return .string(left + right)
    case (.bytes(let left), .bytes(let right)): return .bytes(left + right)
    case (.list(let left), .list(let right)): return .list(try concatenate(left, right))
    case (.timestamp(let left), .duration(let right)): return try timestamp(left.adding(right))
    case (.duration(let left), .timestamp(let right)): return try timestamp(right.adding(left))
    case (.duration(let left), .duration(let right)):
      return try duration(left.nanoseconds.addingReportingOverflow(right.nanoseconds))
    default: throw EvaluationError.noOverload(Operator.add, [left, right])
    }
  }

  private static func concatenate(_ left: CELList, _ right: CELList) throws(EvaluationError) -> CELList {
    if let schema = left.schema, schema.listKind != .atomic { return try schema.merge(left, right) }
    return CELList(try left.values() + right.values())
  }

  static func subtract(_ left: CELValue, _ right: CELValue) throws(EvaluationError) -> CELValue {
    switch (left, right) {
    case (.int(let left), .int(let right)): return .int(try integer(left.subtractingReportingOverflow(right)))
    case (.uint(let left), .uint(let right)): return .uint(try unsigned(left.subtractingReportingOverflow(right)))
    case (.double(let left), .double(let right)): return .double(left - right)
    case (.timestamp(let left), .duration(let right)):
      guard right.nanoseconds != .min else { return try timestamp(nil) }
      return try timestamp(left.adding(CELDuration(nanoseconds: -right.nanoseconds)))
    case (.timestamp(let left), .timestamp(let right)):
      guard let duration = left.subtracting(right) else { throw EvaluationError("duration overflow: out of range") }
      return .duration(duration)
    case (.duration(let left), .duration(let right)):
      return try duration(left.nanoseconds.subtractingReportingOverflow(right.nanoseconds))
    default: throw EvaluationError.noOverload(Operator.subtract, [left, right])
    }
  }

  static func multiply(_ left: CELValue, _ right: CELValue) throws(EvaluationError) -> CELValue {
    switch (left, right) {
    case (.int(let left), .int(let right)): return .int(try integer(left.multipliedReportingOverflow(by: right)))
    case (.uint(let left), .uint(let right)): return .uint(try unsigned(left.multipliedReportingOverflow(by: right)))
    case (.double(let left), .double(let right)): return .double(left * right)
    default: throw EvaluationError.noOverload(Operator.multiply, [left, right])
    }
  }

  static func divide(_ left: CELValue, _ right: CELValue) throws(EvaluationError) -> CELValue {
    switch (left, right) {
    case (.int(_), .int(0)), (.uint(_), .uint(0)): throw EvaluationError("division by zero")
    case (.int(let left), .int(let right)): return .int(try integer(left.dividedReportingOverflow(by: right)))
    case (.uint(let left), .uint(let right)): return .uint(left / right)
    case (.double(let left), .double(let right)): return .double(left / right)
    default: throw EvaluationError.noOverload(Operator.divide, [left, right])
    }
  }

  static func remainder(_ left: CELValue, _ right: CELValue) throws(EvaluationError) -> CELValue {
    switch (left, right) {
    case (.int(_), .int(0)), (.uint(_), .uint(0)): throw EvaluationError("modulus by zero")
    case (.int(let left), .int(let right)):
      return .int(try integer(left.remainderReportingOverflow(dividingBy: right)))
    case (.uint(let left), .uint(let right)): return .uint(left % right)
    default: throw EvaluationError.noOverload(Operator.remainder, [left, right])
    }
  }

  static func negate(_ value: CELValue) throws(EvaluationError) -> CELValue {
    switch value {
    case .int(let value): return .int(try integer(Int64(0).subtractingReportingOverflow(value)))
    case .double(let value): return .double(-value)
    case .duration(let value): return try duration(Int64(0).subtractingReportingOverflow(value.nanoseconds))
    default: throw EvaluationError.noOverload(Operator.negate, [value])
    }
  }
}
