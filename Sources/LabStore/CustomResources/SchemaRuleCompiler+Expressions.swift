import Documents
import Expressions
import Kubernetes

extension SchemaRuleCompiler {
  /// Compiles rules as CEL, and reports what an API server does.
  static let expressions = SchemaRuleCompiler { request in
    let rules = ValidationRules(schema: request.schema, isRoot: request.isRoot)
    return request.rules.indices.flatMap { index -> [FieldError] in
      let path = "\(request.path)[\(index)]"
      let mistakes = rules.mistakes.filter { $0.index == index }
      if !mistakes.isEmpty {
        return mistakes.map {
          .invalid("\(path).\($0.field)", request.rules[index].printed, text(of: $0))
        }
      }
      guard let rule = rules.rules.first(where: { $0.index == index }) else { return [] }
      return correlationErrors(rule, request.rules[index], request, at: path)
    }
  }

  private static func text(of mistake: ValidationRules.Mistake) -> String {
    let isRule = mistake.field == "rule"
    if mistake.error.message.hasPrefix("must evaluate to") {
      return isRule ? "cel expression must evaluate to a bool" : "messageExpression must evaluate to a string"
    }
    return isRule ? mistake.message : "messageExpression \(mistake.message)"
  }

  /// `oldSelf` needs a value before the update that can be found again.
  private static func correlationErrors(
    _ rule: ValidationRules.Rule, _ written: SchemaRule, _ request: Request, at path: String
  ) -> [FieldError] {
    if rule.isTransitionRule {
      guard let place = request.uncorrelatable else { return [] }
      return [
        .invalid(
          "\(path).rule", .string(written.rule),
          "oldSelf cannot be used on the uncorrelatable portion of the schema within \(place)")
      ]
    }
    guard let optional = written.optionalOldSelf else { return [] }
    return [.invalid("\(path).optionalOldSelf", .bool(optional), "may not be set if oldSelf is not used in rule")]
  }
}
