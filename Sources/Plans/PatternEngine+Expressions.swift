import Expressions
package import Kubernetes

extension PatternEngine {
  /// Regular expressions in RE2's syntax, as schemas have them.
  package static let regularExpressions = PatternEngine { pattern in
    do throws(RegularExpression.SyntaxError) {
      let expression = try RegularExpression(pattern)
      return .matcher { expression.matches($0) }
    } catch {
      return .malformed(error.description)
    }
  }
}
