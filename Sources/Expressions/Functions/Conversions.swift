extension Library {
  /// `int(x)`, `string(x)`, `type(x)`, `dyn(x)`, …
  static let conversions: [Overload] =
    [
      .function("type", [.parameter("A")], .type(.parameter("A"))) { (value) throws(EvaluationError) in
        .type(value.typeName)
      },
      .function("dyn", [.parameter("A")], .dyn) { (value) throws(EvaluationError) in value },
      .function("bool", [.bool], .bool) { (value) throws(EvaluationError) in value },
      .function("bool", [.string], .bool) { (value) throws(EvaluationError) in try bool(try value.text()) },
      .function("bytes", [.bytes], .bytes) { (value) throws(EvaluationError) in value },
      .function("bytes", [.string], .bytes, cost: .first(0.1)) { (value) throws(EvaluationError) in
        .bytes(Array(try value.text().utf8))
      },
      .function("string", [.bytes], .string, cost: .first(0.1)) { (value) throws(EvaluationError) in
        guard case .bytes(let bytes) = value, let text = String(validating: bytes, as: UTF8.self) else {
          throw EvaluationError("invalid UTF-8 in bytes, cannot convert to string")
        }
        return .string(text)
      },
    ]
    + [CELType.int, .uint, .double, .string, .timestamp].map { .function("int", [$0], .int, int) }
    + [CELType.int, .uint, .double, .string].map { .function("uint", [$0], .uint, uint) }
    + [CELType.int, .uint, .double, .string].map { .function("double", [$0], .double, double) }
    + [CELType.bool, .int, .uint, .double, .string, .timestamp, .duration].map {
      .function("string", [$0], .string, string)
    }

  private static func bool(_ text: String) throws(EvaluationError) -> CELValue {
    switch text {
    case "true", "True", "TRUE", "t", "1": .bool(true)
    case "false", "False", "FALSE", "f", "0": .bool(false)
    default: throw EvaluationError("type conversion error from 'string' to 'bool'")
    }
  }

  @Sendable
  private static func int(_ value: CELValue) throws(EvaluationError) -> CELValue {
    switch value {
    case .int: return value
    case .uint(let uint): if let int = Int64(exactly: uint) { return .int(int) }
    case .double(let double):
      // The bounds themselves are refused, as in cel-go: a double near them has lost what was behind the point.
      if double > Double(Int64.min), double < Double(Int64.max) { return .int(Int64(double)) }
    case .string(let text):
      guard let int = Int64(text) else { throw EvaluationError("type conversion error from 'string' to 'int'") }
      return .int(int)
    case .timestamp(let timestamp): return .int(timestamp.seconds)
    default: throw EvaluationError.noOverload("int", [value])
    }
    throw EvaluationError("integer overflow: range error")
  }

  @Sendable
  private static func uint(_ value: CELValue) throws(EvaluationError) -> CELValue {
    switch value {
    case .uint: return value
    case .int(let int): if let uint = UInt64(exactly: int) { return .uint(uint) }
    case .double(let double): if double >= 0, double < Double(UInt64.max) { return .uint(UInt64(double)) }
    case .string(let text):
      guard let uint = UInt64(text) else { throw EvaluationError("type conversion error from 'string' to 'uint'") }
      return .uint(uint)
    default: throw EvaluationError.noOverload("uint", [value])
    }
    throw EvaluationError("unsigned integer overflow: range error")
  }

  @Sendable
  private static func double(_ value: CELValue) throws(EvaluationError) -> CELValue {
    switch value {
    case .double: return value
    case .int(let int): return .double(Double(int))
    case .uint(let uint): return .double(Double(uint))
    case .string(let text):
      switch text {
      case "NaN": return .double(.nan)
      case "Infinity", "+Infinity", "Inf", "+Inf": return .double(.infinity)
      case "-Infinity", "-Inf": return .double(-.infinity)
      default:
        guard let double = Double(text) else {
          throw EvaluationError("type conversion error from 'string' to 'double'")
        }
        return .double(double)
      }
    default: throw EvaluationError.noOverload("double", [value])
    }
  }

  @Sendable
  private static func string(_ value: CELValue) throws(EvaluationError) -> CELValue {
    switch value {
    case .string: value
    case .bool(let bool): .string(bool ? "true" : "false")
    case .int(let int): .string(String(int))
    case .uint(let uint): .string(String(uint))
    case .double(let double): .string(NumberText.general(double))
    case .timestamp(let timestamp): .string(timestamp.description)
    case .duration(let duration): .string(duration.description)
    default: throw EvaluationError.noOverload("string", [value])
    }
  }
}
