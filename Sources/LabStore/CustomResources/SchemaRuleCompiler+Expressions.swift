import Documents
import Expressions
import Kubernetes

extension SchemaRuleCompiler {
  /// Compiles rules as CEL, and reports what an API server does.
  static let expressions = SchemaRuleCompiler { request in
    let rules = ValidationRules(schema: request.schema, isRoot: request.isRoot)
    var report = Report()
    for index in request.rules.indices {
      let path = "\(request.path)[\(index)]"
      report.costs += cost(of: request.rules[index], request, at: path)
      let mistakes = rules.mistakes.filter { $0.index == index }
      report.errors += mistakes.map {
        .invalid("\(path).\($0.field)", request.rules[index].printed, text(of: $0))
      }
      if let rule = rules.rules.first(where: { $0.index == index }) {
        report.errors += correlationErrors(rule, request.rules[index], request, at: path)
      }
    }
    return report
  }

  private static func cost(of rule: SchemaRule, _ request: Request, at path: String) -> [Cost] {
    ["rule": rule.rule, "messageExpression": rule.messageExpression].sorted { $0.key > $1.key }.compactMap {
      field, text in
      guard !text.isEmpty,
        let estimate = CostEstimate(
          rule: text, schema: request.schema, isRoot: request.isRoot, isOldSelfOptional: rule.optionalOldSelf ?? false)
      else { return nil }
      let count = request.cardinality ?? estimate.cardinality
      let (product, overflows) = estimate.cost.multipliedReportingOverflow(by: field == "rule" ? count : 1)
      return Cost(path: "\(path).\(field)", cost: overflows ? .max : product)
    }
  }

  private static func text(of mistake: ValidationRules.Mistake) -> String {
    let isRule = mistake.field == "rule"
    if mistake.error.message.hasPrefix("must evaluate to") {
      return isRule ? "cel expression must evaluate to a bool" : "messageExpression must evaluate to a string"
    }
    let message = syntaxWords.reduce(mistake.message) { $0.replacing($1.ours, with: $1.theirs) }
    return isRule ? message : "messageExpression \(message)"
  }

  /// How an API server's parser speaks of the same.
  private static let syntaxWords = [
    (ours: "mismatched input the end of the expression", theirs: "mismatched input '<EOF>'"),
    (ours: "expecting the end of the expression", theirs: "expecting <EOF>"),
    (
      ours: "expecting an expression",
      theirs: "expecting {'[', '{', '(', '.', '-', '!', 'true', 'false', 'null', NUM_FLOAT, NUM_INT, NUM_UINT, STRING, "
        + "BYTES, IDENTIFIER}"
    ),
  ]

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
