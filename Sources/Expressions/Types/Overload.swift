/// One signature of a function, and what it does. Checker, evaluator and documentation read the same tables of these.
package struct Overload: Sendable {
  enum Implementation: Sendable {
    case none(@Sendable () throws(EvaluationError) -> CELValue)
    case unary(@Sendable (CELValue) throws(EvaluationError) -> CELValue)
    case binary(@Sendable (CELValue, CELValue) throws(EvaluationError) -> CELValue)
    case many(@Sendable ([CELValue]) throws(EvaluationError) -> CELValue)
  }

  /// What a call costs, in the units in which Kubernetes limits rules.
  package enum Cost: Sendable {
    case one
    /// In proportion to the size of the first argument.
    case first(Double)
    case second(Double)
    case smaller(Double)
    case sum(Double)
    /// In proportion to the size of the result.
    case result(Double)
    /// The size of the first argument times that of the second, with a factor for each.
    case product(Double, Double)
    /// The size of the first argument times that of the second.
    case square
    /// What matching the second argument in the first takes.
    case pattern
  }

  package let function: String
  /// `target.function()`, where the target is the first parameter.
  package let isMethod: Bool
  package let parameters: [CELType]
  package let result: CELType
  /// The last parameter may be given any number of times.
  package let isVariadic: Bool
  package let cost: Cost
  let implementation: Implementation

  /// `<string>.split(<string>, <int>) -> <list(string)>`
  package var signature: String {
    let types = parameters.map { "<\($0)>" }
    let name = isMethod ? "\(types.first ?? "").\(function)" : function
    let listed = (isMethod ? types.dropFirst() : types[...]).joined(separator: ", ")
    return "\(name)(\(listed)\(isVariadic ? "…" : "")) -> <\(result)>"
  }

  func accepts(_ arguments: [CELValue]) -> Bool {
    if isVariadic, let last = parameters.last {
      return arguments.count >= parameters.count && arguments.allSatisfy { last.accepts($0) }
    }
    guard arguments.count == parameters.count else { return false }
    for (parameter, argument) in zip(parameters, arguments) where !parameter.accepts(argument) { return false }
    return true
  }

  func takes(_ count: Int) -> Bool { isVariadic ? count >= parameters.count : count == parameters.count }

  func call(_ arguments: [CELValue]) throws(EvaluationError) -> CELValue {
    switch implementation {
    case .none(let body): try body()
    case .unary(let body): try body(arguments[0])
    case .binary(let body): try body(arguments[0], arguments[1])
    case .many(let body): try body(arguments)
    }
  }
}

// MARK: Writing tables

extension Overload {
  static func function(
    _ name: String, _ parameters: [CELType], _ result: CELType, cost: Cost = .one,
    _ body: @escaping @Sendable (CELValue) throws(EvaluationError) -> CELValue
  ) -> Overload {
    Overload(
      function: name, isMethod: false, parameters: parameters, result: result, isVariadic: false, cost: cost,
      implementation: .unary(body))
  }

  static func function2(
    _ name: String, _ parameters: [CELType], _ result: CELType, cost: Cost = .one,
    _ body: @escaping @Sendable (CELValue, CELValue) throws(EvaluationError) -> CELValue
  ) -> Overload {
    Overload(
      function: name, isMethod: false, parameters: parameters, result: result, isVariadic: false, cost: cost,
      implementation: .binary(body))
  }

  static func functionN(
    _ name: String, _ parameters: [CELType], _ result: CELType, isVariadic: Bool = false, cost: Cost = .one,
    _ body: @escaping @Sendable ([CELValue]) throws(EvaluationError) -> CELValue
  ) -> Overload {
    Overload(
      function: name, isMethod: false, parameters: parameters, result: result, isVariadic: isVariadic, cost: cost,
      implementation: .many(body))
  }

  static func constant(
    _ name: String, _ result: CELType, _ body: @escaping @Sendable () throws(EvaluationError) -> CELValue
  ) -> Overload {
    Overload(
      function: name, isMethod: false, parameters: [], result: result, isVariadic: false, cost: .one,
      implementation: .none(body))
  }

  /// A method without arguments.
  static func method(
    _ name: String, _ target: CELType, _ result: CELType, cost: Cost = .one,
    _ body: @escaping @Sendable (CELValue) throws(EvaluationError) -> CELValue
  ) -> Overload {
    Overload(
      function: name, isMethod: true, parameters: [target], result: result, isVariadic: false, cost: cost,
      implementation: .unary(body))
  }

  /// A method with one argument.
  static func method2(
    _ name: String, _ target: CELType, _ argument: CELType, _ result: CELType, cost: Cost = .one,
    _ body: @escaping @Sendable (CELValue, CELValue) throws(EvaluationError) -> CELValue
  ) -> Overload {
    Overload(
      function: name, isMethod: true, parameters: [target, argument], result: result, isVariadic: false, cost: cost,
      implementation: .binary(body))
  }

  /// A method whose first parameter is its target.
  static func methodN(
    _ name: String, _ parameters: [CELType], _ result: CELType, cost: Cost = .one,
    _ body: @escaping @Sendable ([CELValue]) throws(EvaluationError) -> CELValue
  ) -> Overload {
    Overload(
      function: name, isMethod: true, parameters: parameters, result: result, isVariadic: false, cost: cost,
      implementation: .many(body))
  }
}

extension Overload {
  /// A signature whose calls can be checked, but not evaluated.
  static func declaration(_ name: String, _ parameters: [CELType], _ result: CELType, isMethod: Bool) -> Overload {
    Overload(
      function: name, isMethod: isMethod, parameters: parameters, result: result, isVariadic: false, cost: .one,
      implementation: .many { (values) throws(EvaluationError) in throw EvaluationError.noOverload(name, values) })
  }
}
