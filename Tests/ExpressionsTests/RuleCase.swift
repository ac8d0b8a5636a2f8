import Documents

@testable import Expressions

/// A case that evaluates the rules of a schema over an object.
enum RuleCase {
  static func run(_ item: Value) -> [CaseResult] {
    let name = item["name"]?.string ?? ""
    let valid = (item["valid"]?.array ?? []).compactMap(\.string).map { rule in
      CaseResult(name: "\(name) | \(rule)", failure: failure(of: rule, item))
    }
    let wrong = (item["errors"]?.object ?? Object()).map { rule, expected in
      CaseResult(name: "\(name) | \(rule)", failure: failure(of: rule, item, mustSay: expected.string ?? ""))
    }
    return valid + wrong
  }

  private static func rules(_ rule: String, _ item: Value) -> ValidationRules {
    var schema = item["schema"] ?? .null
    schema["x-kubernetes-validations"] = [["rule": .string(rule)]]
    return ValidationRules(schema: schema, isRoot: item["isRoot"]?.bool ?? false)
  }

  private static func failure(of rule: String, _ item: Value) -> String? {
    let rules = rules(rule, item)
    if let mistake = rules.mistakes.first { return mistake.message }
    var budget = Program.defaultLimit
    let object = item["object"] ?? .null
    let violations = rules.violations(of: object, old: item["oldObject"], budget: &budget)
    if let violation = violations.first { return violation.message }
    if item["expectSkipped"]?.bool == true { return rules.rules[0].isTransitionRule ? nil : "is not skipped" }
    if let cost = item["expectedCost"]?.integer, Program.defaultLimit - budget != UInt64(cost) {
      return "costs \(Program.defaultLimit - budget), not \(cost)"
    }
    return nil
  }

  private static func failure(of rule: String, _ item: Value, mustSay expected: String) -> String? {
    let rules = rules(rule, item)
    var said: String
    if let mistake = rules.mistakes.first {
      said = "compile error: \(mistake.message)"
    } else {
      var budget = Program.defaultLimit
      let violations = rules.violations(of: item["object"] ?? .null, old: item["oldObject"], budget: &budget)
      guard let violation = violations.first else { return "is kept, but must fail with \(expected)" }
      guard violation.error != nil else { return "gives false, but must fail with \(expected)" }
      said = violation.message
    }
    return said.contains(expected) ? nil : "fails, but not with \(expected): \(said)"
  }
}
