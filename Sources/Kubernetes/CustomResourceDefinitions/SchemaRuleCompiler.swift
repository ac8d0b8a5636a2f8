package import Documents

/// Compiles the rules of a schema; the language lives with the caller.
package struct SchemaRuleCompiler: Sendable {
  /// The rules of one schema.
  package struct Request: Sendable {
    package var schema: Value
    package var rules: [SchemaRule]
    /// `….x-kubernetes-validations`; errors are of `path[index].rule`.
    package var path: String
    package var isRoot: Bool
    /// The schema above in which `oldSelf` cannot be used.
    package var uncorrelatable: String?
    /// How many values the rules may be evaluated for in one object; nil when nothing limits them.
    package var cardinality: UInt64?
  }

  package struct Report: Sendable {
    package var errors: [FieldError]
    /// What each expression may cost for one object, by its path.
    package var costs: [Cost]

    package init(errors: [FieldError] = [], costs: [Cost] = []) {
      self.errors = errors
      self.costs = costs
    }
  }

  package struct Cost: Sendable, Hashable {
    package var path: String
    package var cost: UInt64

    package init(path: String, cost: UInt64) {
      self.path = path
      self.cost = cost
    }
  }

  package let check: @Sendable (Request) -> Report

  package init(check: @escaping @Sendable (Request) -> Report) { self.check = check }
}

/// How much the rules of a schema may cost by estimate.
enum RuleCostLimit {
  private static let perRule: UInt64 = 10_000_000
  private static let perSchema: UInt64 = 100_000_000

  static func errors(of cost: SchemaRuleCompiler.Cost) -> [FieldError] {
    guard cost.cost > perRule else { return [] }
    let name = cost.path.hasSuffix("messageExpression") ? "estimated messageExpression cost" : "estimated rule cost"
    return [.forbidden(cost.path, message(name, cost.cost, perRule))]
  }

  /// What all rules of a schema together cost too much, and which do most of it.
  static func errors(ofAll costs: [SchemaRuleCompiler.Cost], at path: String) -> [FieldError] {
    let total = costs.reduce(UInt64(0)) { sum, next in
      let (value, overflows) = sum.addingReportingOverflow(next.cost)
      return overflows ? .max : value
    }
    guard total > perSchema else { return [] }
    let expensive = costs.filter { $0.cost >= perSchema / 100 }.sorted { $0.cost > $1.cost }.prefix(4)
    let detail = "contributed to estimated rule cost total exceeding cost limit for entire OpenAPIv3 schema"
    let name = "x-kubernetes-validations estimated rule cost total for entire OpenAPIv3 schema"
    return expensive.map { .forbidden($0.path, detail) } + [.forbidden(path, message(name, total, perSchema))]
  }

  private static func message(_ name: String, _ cost: UInt64, _ limit: UInt64) -> String {
    let factor = Double(cost) / Double(limit)
    let text = factor > 100 ? "more than 100x" : "\(GoText.fixed(factor, digits: factor < 1.5 ? 6 : 1))x"
    return
      "\(name) exceeds budget by factor of \(text) (try simplifying the rule, or adding maxItems, maxProperties, and "
      + "maxLength where arrays, maps, and strings are declared)"
  }
}
