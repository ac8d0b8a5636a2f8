/// The state of one evaluation.
struct Frame {
  enum Variable {
    case unset
    case value(CELValue)
    /// Found out at first use.
    case lazy(@Sendable () throws -> CELValue)
  }

  /// By the slots that the program gave to its variables.
  var variables: [Variable]
  /// The variables of macros, by their numbers.
  var locals: [CELValue]
  private(set) var cost: UInt64 = 0
  let limit: UInt64

  init(variables: [Variable], localCount: Int, limit: UInt64) {
    self.variables = variables
    locals = Array(repeating: .null, count: localCount)
    self.limit = limit
  }

  @inline(__always)
  mutating func charge(_ amount: UInt64) throws(EvaluationError) {
    cost &+= amount
    if cost > limit { throw Self.limitReached }
  }

  private static let limitReached: EvaluationError = {
    var error = EvaluationError("operation cancelled: actual cost limit exceeded")
    error.isLimit = true
    error.hint = "the expression does more work than it may; narrow what it loops over"
    return error
  }()

  func isSet(_ slot: Int) -> Bool { if case .unset = variables[slot] { false } else { true } }

  mutating func variable(_ slot: Int, _ name: String) throws(EvaluationError) -> CELValue {
    switch variables[slot] {
    case .value(let value): return value
    case .unset: throw EvaluationError("no such attribute(s): \(name)")
    case .lazy(let find):
      let value: CELValue
      do { value = try find() } catch { throw EvaluationError("\(name): \(error)") }
      variables[slot] = .value(value)
      return value
    }
  }
}

/// A compiled part of an expression.
struct Step: Sendable {
  typealias Run = @Sendable (inout Frame) throws(EvaluationError) -> CELValue

  let run: Run
  /// Set when the value is known without running.
  let constant: CELValue?

  init(_ run: @escaping Run) {
    self.run = run
    constant = nil
  }

  init(constant: CELValue) {
    self.constant = constant
    run = { (_) throws(EvaluationError) in constant }
  }
}
