extension Library {
  /// What CEL itself defines, but for times.
  static let standard = Library(
    name: "standard", overloads: operators + comparisons + standardStrings + conversions,
    macros: [.all, .exists, .existsOne, .map, .filter])

  private static let a = CELType.parameter("A")
  private static let b = CELType.parameter("B")

  private static let operators: [Overload] =
    [
      .functionN(Operator.conditional, [.bool, a, a], a) { (values) throws(EvaluationError) in
        throw EvaluationError.noOverload(Operator.conditional, values)
      },
      .function(Operator.not, [.bool], .bool) { (value) throws(EvaluationError) in
        guard case .bool(let bool) = value else { throw EvaluationError.noOverload(Operator.not, [value]) }
        return .bool(!bool)
      },
      .function(Operator.negate, [.int], .int, Arithmetic.negate),
      .function(Operator.negate, [.double], .double, Arithmetic.negate),
      .function2(Operator.add, [.string, .string], .string, cost: .sum(0.1), Arithmetic.add),
      .function2(Operator.add, [.bytes, .bytes], .bytes, cost: .sum(0.1), Arithmetic.add),
      .function2(Operator.add, [.list(a), .list(a)], .list(a), Arithmetic.add),
      .function2(Operator.index, [.list(a), .int], a, Member.index),
      .function2(Operator.index, [.map(a, b), a], b, Member.index),
      .function2(Operator.isIn, [a, .list(a)], .bool, cost: .second(1), isIn),
      .function2(Operator.isIn, [a, .map(a, b)], .bool, isIn),
    ]
    + [CELType.int, .uint, .double].flatMap { number -> [Overload] in
      [
        .function2(Operator.add, [number, number], number, Arithmetic.add),
        .function2(Operator.subtract, [number, number], number, Arithmetic.subtract),
        .function2(Operator.multiply, [number, number], number, Arithmetic.multiply),
        .function2(Operator.divide, [number, number], number, Arithmetic.divide),
      ]
    }
    + [CELType.int, .uint].map { number in
      .function2(Operator.remainder, [number, number], number, Arithmetic.remainder)
    }

  @Sendable
  private static func isIn(_ item: CELValue, _ container: CELValue) throws(EvaluationError) -> CELValue {
    switch container {
    case .list(let list): .bool(try list.contains(item))
    case .map(let map): .bool(try map.value(item) != nil)
    default: throw EvaluationError.noOverload(Operator.isIn, [item, container])
    }
  }

  private static let comparisons: [Overload] = {
    let equality = [Operator.equal, Operator.notEqual].map { name in
      Overload.function2(name, [a, a], .bool) { (left, right) throws(EvaluationError) in
        .bool(try left.isEqual(to: right) == (name == Operator.equal))
      }
    }
    let numbers: [CELType] = [.int, .uint, .double]
    let pairs =
      numbers.flatMap { left in numbers.map { (left, $0) } }
      + [CELType.bool, .string, .bytes, .timestamp, .duration].map { ($0, $0) }
    let holds: [(String, @Sendable (Ordering) -> Bool)] = [
      (Operator.less, { @Sendable in $0 == .less }), (Operator.lessOrEqual, { @Sendable in $0 != .greater }),
      (Operator.greater, { @Sendable in $0 == .greater }), (Operator.greaterOrEqual, { @Sendable in $0 != .less }),
    ]
    let order = holds.flatMap { name, holds in
      pairs.map { left, right in
        Overload.function2(name, [left, right], .bool) { (first, second) throws(EvaluationError) in
          .bool(first.compare(second).map(holds) ?? false)
        }
      }
    }
    return equality + order
  }()

  // MARK: Text and size

  private static let standardStrings: [Overload] =
    [
      .method2("contains", .string, .string, .bool, cost: .product(0.1, 0.1)) { (text, part) throws(EvaluationError) in
        .bool(TextSearch.firstIndex(of: try part.text().scalars, in: try text.text().scalars, from: 0) != nil)
      },
      .method2("startsWith", .string, .string, .bool, cost: .second(0.1)) { (text, part) throws(EvaluationError) in
        .bool(try text.text().utf8.starts(with: try part.text().utf8))
      },
      .method2("endsWith", .string, .string, .bool, cost: .second(0.1)) { (text, part) throws(EvaluationError) in
        .bool(try text.text().utf8.reversed().starts(with: try part.text().utf8.reversed()))
      },
      .method2("matches", .string, .string, .bool, cost: .pattern, matches),
      .function2("matches", [.string, .string], .bool, cost: .pattern, matches),
    ]
    + [CELType.string, .bytes, .list(a), .map(a, b)].flatMap { type -> [Overload] in
      [.function("size", [type], .int, size), .method("size", type, .int, size)]
    }

  @Sendable
  private static func matches(_ text: CELValue, _ pattern: CELValue) throws(EvaluationError) -> CELValue {
    .bool(try RegularExpression.of(pattern).matches(try text.text()))
  }

  @Sendable
  private static func size(_ value: CELValue) throws(EvaluationError) -> CELValue {
    switch value {
    case .string(let text): .int(Int64(text.scalarCount))
    case .bytes(let bytes): .int(Int64(bytes.count))
    case .list(let list): .int(Int64(list.count))
    case .map(let map): .int(Int64(map.count))
    default: throw EvaluationError.noOverload("size", [value])
    }
  }
}

// MARK: Taking arguments

extension CELValue {
  func text() throws(EvaluationError) -> String {
    guard case .string(let text) = self else {
      throw EvaluationError("no such overload: expected a string, not \(typeName)")
    }
    return text
  }

  func integer() throws(EvaluationError) -> Int64 {
    guard case .int(let value) = self else {
      throw EvaluationError("no such overload: expected an int, not \(typeName)")
    }
    return value
  }

  func listed() throws(EvaluationError) -> CELList {
    guard case .list(let list) = self else {
      throw EvaluationError("no such overload: expected a list, not \(typeName)")
    }
    return list
  }

  /// The value of a library's own type.
  func opaque<Wanted: OpaqueValue>(_ type: Wanted.Type) throws(EvaluationError) -> Wanted {
    guard case .opaque(let value) = self, let value = value as? Wanted else {
      throw EvaluationError("no such overload: unexpected \(typeName)")
    }
    return value
  }
}

extension String {
  var scalars: [Unicode.Scalar] { Array(unicodeScalars) }
}

extension RegularExpression {
  /// The expression that an argument holds, with an evaluation error in its place.
  static func of(_ pattern: CELValue) throws(EvaluationError) -> RegularExpression {
    do { return try cached(try pattern.text()) } catch let error as SyntaxError {
      throw EvaluationError(error.description)
    } catch let error as EvaluationError {
      throw error
    } catch {
      throw EvaluationError("\(error)")
    }
  }
}
