// Regular expressions that are written out are compiled with the expression, not when they are first used.

extension Compiler {
  private static let searches: Set<String> = ["matches", "find", "findAll"]

  /// A step for a search with a constant pattern, or nil when there is nothing to gain.
  func compilePatternSearch(_ name: String, _ steps: [Step], _ node: Syntax) throws(ExpressionError) -> Step? {
    guard Self.searches.contains(name), steps.count >= 2, case .string(let pattern)? = steps[1].constant else {
      return nil
    }
    let expression: RegularExpression
    do {
      expression = try RegularExpression(pattern)
    } catch {
      throw ExpressionError(.pattern, error.description, in: source, at: node.offset)
    }
    guard name == "matches" else { return nil }
    let text = steps[0].run
    let offset = node.offset
    return Step { (frame) throws(EvaluationError) in
      let value = try text(&frame)
      guard case .string(let text) = value else { throw EvaluationError.noOverload(name, [value]).at(offset) }
      do throws(EvaluationError) {
        try frame.charge(PatternCost.amount(text, expression))
      } catch { throw error.at(offset) }
      return .bool(expression.matches(text))
    }
  }
}

/// What matching a pattern costs.
enum PatternCost {
  /// Kubernetes' estimate by the lengths of text and pattern, or more where the pattern is larger than it looks, as
  /// `(a{100}){100}` is.
  static func amount(_ text: String, _ expression: RegularExpression) -> UInt64 {
    let length = text.utf8.count
    let estimate = ((length + 10) / 10) * ((expression.pattern.utf8.count + 3) / 4)
    return UInt64(max(estimate, length * expression.instructions.count / 200))
  }

  /// The same for arguments; a pattern that is none costs nothing, because it fails.
  static func amount(_ arguments: [CELValue]) -> UInt64 {
    guard arguments.count >= 2, case .string(let text) = arguments[0],
      let expression = try? RegularExpression.of(arguments[1])
    else { return 1 }
    return amount(text, expression)
  }
}
