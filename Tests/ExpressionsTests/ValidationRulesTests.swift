import Documents
import Testing

@testable import Expressions

@Suite struct ValidationRulesTests {
  static func rules(_ rule: Value...) -> ValidationRules {
    ValidationRules(schema: [
      "type": "object",
      "properties": [
        "size": ["type": "integer"], "name": ["type": "string"], "note": ["type": "string", "nullable": true],
      ],
      "x-kubernetes-validations": .array(rule),
    ])
  }

  static func messages(_ rules: ValidationRules, _ value: Value, old: Value? = nil) -> [String] {
    var budget = Program.defaultLimit
    return rules.violations(of: value, old: old, budget: &budget).map(\.message)
  }

  @Test("a rule that is not kept is told by its message, its expression's message, or its text")
  func messages() {
    let size: Value = ["size": 3, "name": "x"]
    #expect(Self.messages(Self.rules(["rule": "self.size > 5"]), size) == ["failed rule: self.size > 5"])
    #expect(Self.messages(Self.rules(["rule": "self.size > 5", "message": "too small"]), size) == ["too small"])
    let computed: Value = [
      "rule": "self.size > 5", "message": "too small",
      "messageExpression": "'size ' + string(self.size) + ' is too small'",
    ]
    #expect(Self.messages(Self.rules(computed), size) == ["size 3 is too small"])
    for expression in ["self.note", "'a\\nb'", "'  '", "string(1 / (self.size - 3))"] {
      let rule: Value = ["rule": "false", "message": "written", "messageExpression": .string(expression)]
      #expect(Self.messages(Self.rules(rule), size) == ["written"], "\(expression)")
    }
    #expect(Self.messages(Self.rules(["rule": "self.size == 3"]), size).isEmpty)
  }

  @Test("rules over the old value are for updates, unless the old value is optional")
  func transitions() {
    let rule = Self.rules(["rule": "self.size >= oldSelf.size", "message": "must not shrink"])
    #expect(rule.rules[0].isTransitionRule)
    #expect(Self.messages(rule, ["size": 3]).isEmpty)
    #expect(Self.messages(rule, ["size": 3], old: ["size": 3]).isEmpty)
    #expect(Self.messages(rule, ["size": 3], old: ["size": 4]) == ["must not shrink"])
    let optional = Self.rules([
      "rule": "oldSelf.hasValue() || self.size == 1", "optionalOldSelf": true, "message": "must begin with 1",
    ])
    #expect(Self.messages(optional, ["size": 3]) == ["must begin with 1"])
    #expect(Self.messages(optional, ["size": 3], old: ["size": 1]).isEmpty)
  }

  @Test("a rule that cannot be compiled is told with its place, and the others still work")
  func mistakes() throws {
    let rules = Self.rules(
      ["rule": "self.sise > 5"], ["rule": "self.size"], ["rule": "self.size > 1", "messageExpression": "self.size"],
      ["rule": "self.size > 5", "message": "too small"])
    #expect(rules.mistakes.map(\.index) == [0, 1, 2])
    #expect(rules.mistakes.map(\.field) == ["rule", "rule", "messageExpression"])
    #expect(
      rules.mistakes[0].message
        == "compilation failed: ERROR: <input>:1:5: undefined field 'sise'\n | self.sise > 5\n | ....^")
    #expect(Self.messages(rules, ["size": 3]) == ["too small"])
  }

  @Test("an absent field is an error of the rule, and a spent budget ends all rules")
  func failures() {
    #expect(
      Self.messages(Self.rules(["rule": "self.name == 'x'"]), ["size": 1]) == [
        "rule evaluation error: no such key: name"
      ])
    var budget: UInt64 = 2
    let rules = Self.rules(["rule": "self.size + self.size > 0"], ["rule": "true"], ["rule": "self.size > 0"])
    let violations = rules.violations(of: ["size": 1], old: nil, budget: &budget)
    #expect(violations.map(\.rule.index) == [0, 2])
    #expect(violations.allSatisfy { $0.error?.kind == .limit })
    #expect(budget == 0)
  }
}
