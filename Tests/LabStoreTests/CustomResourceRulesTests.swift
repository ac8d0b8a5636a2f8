import Documents
import Kubernetes
import Plans
import Testing

@testable import LabStore

/// A schema of `spec` with rules, an object's spec, the spec before, and the errors as `field: message`.
struct RuleCase: Sendable, CustomTestStringConvertible {
  var name: String
  var schema: Value
  var spec: Value
  var old: Value?
  var errors: [String]
  var testDescription: String { name }

  init(_ name: String, _ schema: Value, _ spec: Value, old: Value? = Value?.none, _ errors: String...) {
    self.name = name
    self.schema = schema
    self.spec = spec
    self.old = old
    self.errors = errors
  }
}

@Suite struct CustomResourceRulesTests {
  private static func schema(_ spec: Value) -> StructuralSchema {
    StructuralSchema(["type": "object", "properties": ["spec": spec]], patterns: .regularExpressions)
  }

  private static let number: Value = ["type": "integer", "x-kubernetes-validations": [["rule": "self > 1"]]]

  static let cases: [RuleCase] = [
    RuleCase(
      "a scalar is shown", ["type": "object", "properties": ["a": number]], ["a": 1],
      "spec.a: Invalid value: 1: failed rule: self > 1"),
    RuleCase(
      "an object is not",
      [
        "type": "object", "x-kubernetes-validations": [["rule": "has(self.b)", "message": "b is missing"]],
        "properties": ["a": ["type": "integer"], "b": ["type": "integer"]],
      ],
      ["a": 1], "spec: Invalid value: b is missing"),
    RuleCase(
      "reason and path are those of the rule",
      [
        "type": "object",
        "x-kubernetes-validations": [
          [
            "rule": "self.a < 1", "fieldPath": ".a", "reason": "FieldValueForbidden",
            "messageExpression": "'not ' + string(self.a)",
          ]
        ], "properties": ["a": ["type": "integer"]],
      ],
      ["a": 3], "spec.a: Forbidden: not 3"),
    RuleCase(
      "an unchanged value is not checked again", ["type": "object", "properties": ["a": number]], ["a": 1],
      old: ["a": 1]),
    RuleCase(
      "a transition rule needs an old value",
      ["type": "string", "x-kubernetes-validations": [["rule": "self == oldSelf", "message": "fixed"]]], "b", old: "a",
      #"spec: Invalid value: "b": fixed"#),
    RuleCase(
      "keys of maps stand in brackets", ["type": "object", "additionalProperties": number], ["x": 1],
      "spec[x]: Invalid value: 1: failed rule: self > 1"),
  ]

  @Test("Rules that are not kept are reported as an API server does", arguments: cases)
  func rules(row: RuleCase) {
    let schema = Self.schema(row.schema)
    let old = row.old.map { Value.object(["spec": $0]) }
    let errors = CustomResourceRules(schema).errors(in: ["spec": row.spec], old: old, after: [])
    #expect(errors.map { "\($0.field): \($0.message)" } == row.errors)
  }

  @Test("Rules are not checked on an object that is invalid otherwise")
  func blocked() {
    let errors = CustomResourceRules(Self.schema(Self.number)).errors(
      in: ["spec": 1], old: Value?.none, after: [.required("spec.a")])
    #expect(errors.map(\.field) == ["<nil>"])
  }
}
