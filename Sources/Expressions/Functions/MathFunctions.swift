extension Library {
  /// `math.greatest`, `math.ceil`, `math.bitAnd`, …
  static let math = Library(name: "math", overloads: extremes + rounding + signs + bits)

  private static let numbers: [CELType] = [.int, .uint, .double]

  private static let extremes: [Overload] = [("math.greatest", Ordering.greater), ("math.least", Ordering.less)]
    .flatMap { name, wanted -> [Overload] in
      let choose: @Sendable ([CELValue]) throws(EvaluationError) -> CELValue = { (values) throws(EvaluationError) in
        guard var best = values.first else { throw EvaluationError("\(name)(list) argument must not be empty") }
        for value in values {
          guard value.isNumber else { throw EvaluationError.noOverload(name, values) }
          if value.compareNumbers(best) == wanted { best = value }
        }
        return best
      }
      let overList: @Sendable (CELValue) throws(EvaluationError) -> CELValue = { (list) throws(EvaluationError) in
        try choose(try list.listed().values())
      }
      return numbers.flatMap { number -> [Overload] in
        [
          .functionN(name, [number], number, isVariadic: true, cost: .one, choose),
          .function(name, [.list(number)], number, cost: .first(1), overList),
        ]
      } + [
        .function(name, [.list(.dyn)], .dyn, cost: .first(1), overList),
        .functionN(name, [.dyn, .dyn, .dyn], .dyn, isVariadic: true, cost: .one, choose),
      ]
        + numbers.flatMap { first in
          numbers.filter { $0 != first }.map { .functionN(name, [first, $0], .dyn, cost: .one, choose) }
        }
    }

  private static let rounding: [Overload] =
    ([
      ("math.ceil", .up), ("math.floor", .down), ("math.trunc", .towardZero), ("math.round", .toNearestOrAwayFromZero),
    ] as [(String, FloatingPointRoundingRule)]).map { name, rule in
      .function(name, [.double], .double) { (value) throws(EvaluationError) in
        .double(try double(value, name).rounded(rule))
      }
    }
    + ([("math.isInf", \.isInfinite), ("math.isNaN", \.isNaN), ("math.isFinite", \.isFinite)]
    as [(String, any KeyPath<Double, Bool> & Sendable)]).map { name, property in
      .function(name, [.double], .bool) { (value) throws(EvaluationError) in
        .bool(try double(value, name)[keyPath: property])
      }
    }

  private static func double(_ value: CELValue, _ name: String) throws(EvaluationError) -> Double {
    guard case .double(let double) = value else { throw EvaluationError.noOverload(name, [value]) }
    return double
  }

  private static let signs: [Overload] =
    numbers.flatMap { number -> [Overload] in
      [.function("math.abs", [number], number, absolute), .function("math.sign", [number], number, sign)]
    }
    + numbers.map { number in
      .function("math.sqrt", [number], .double) { (value) throws(EvaluationError) in
        switch value {
        case .int(let int): .double(Double(int).squareRoot())
        case .uint(let uint): .double(Double(uint).squareRoot())
        default: .double(try double(value, "math.sqrt").squareRoot())
        }
      }
    }

  @Sendable
  private static func absolute(_ value: CELValue) throws(EvaluationError) -> CELValue {
    switch value {
    case .int(.min): throw EvaluationError("integer overflow")
    case .int(let int): .int(abs(int))
    case .double(let double): .double(abs(double))
    default: value
    }
  }

  @Sendable
  private static func sign(_ value: CELValue) throws(EvaluationError) -> CELValue {
    switch value {
    case .int(let int): .int(int.signum())
    case .uint(let uint): .uint(uint == 0 ? 0 : 1)
    case .double(let double): .double(double.isNaN || double == 0 ? double : double < 0 ? -1 : 1)
    default: throw EvaluationError.noOverload("math.sign", [value])
    }
  }

  // MARK: Bits

  private static let bits: [Overload] =
    bitwise("math.bitAnd", { $0 & $1 }, { $0 & $1 }) + bitwise("math.bitOr", { $0 | $1 }, { $0 | $1 })
    + bitwise("math.bitXor", { $0 ^ $1 }, { $0 ^ $1 })
    + [
      .function("math.bitNot", [.int], .int, complement), .function("math.bitNot", [.uint], .uint, complement),
    ]
    + shift("math.bitShiftLeft", { $0 << $1 }) + shift("math.bitShiftRight", { $0 >> $1 })

  @Sendable
  private static func complement(_ value: CELValue) throws(EvaluationError) -> CELValue {
    switch value {
    case .int(let int): .int(~int)
    case .uint(let uint): .uint(~uint)
    default: throw EvaluationError.noOverload("math.bitNot", [value])
    }
  }

  private static func bitwise(
    _ name: String, _ ints: @escaping @Sendable (Int64, Int64) -> Int64,
    _ uints: @escaping @Sendable (UInt64, UInt64) -> UInt64
  ) -> [Overload] {
    [CELType.int, .uint].map { type in
      .function2(name, [type, type], type) { (left, right) throws(EvaluationError) in
        switch (left, right) {
        case (.int(let left), .int(let right)): .int(ints(left, right))
        case (.uint(let left), .uint(let right)): .uint(uints(left, right))
        default: throw EvaluationError.noOverload(name, [left, right])
        }
      }
    }
  }

  /// An int is shifted as if it had no sign.
  private static func shift(_ name: String, _ shift: @escaping @Sendable (UInt64, Int64) -> UInt64) -> [Overload] {
    [CELType.int, .uint].map { type in
      .function2(name, [type, .int], type) { (value, count) throws(EvaluationError) in
        let count = try count.integer()
        guard count >= 0 else { throw EvaluationError("\(name) negative offset: \(count)") }
        switch value {
        case .int(let int): return .int(Int64(bitPattern: shift(UInt64(bitPattern: int), count)))
        case .uint(let uint): return .uint(shift(uint, count))
        default: throw EvaluationError.noOverload(name, [value])
        }
      }
    }
  }
}
