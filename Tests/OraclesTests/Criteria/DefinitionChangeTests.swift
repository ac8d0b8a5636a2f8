import Documents
import Plans
import Testing
import Verdicts

@testable import Oracles

@Suite struct DefinitionChangeTests {
  struct Change: CustomTestStringConvertible, Sendable {
    /// Members of the schema of `spec.size`, before and after.
    let before: String
    let after: String
    let findings: [String]

    init(_ before: String, _ after: String, _ findings: String...) {
      self.before = before
      self.after = after
      self.findings = findings
    }

    var testDescription: String { "\(before) → \(after)" }
  }

  static let label = "CustomResourceDefinition \"widgets.example.com\": version v1: "

  static func judge(_ before: String, _ after: String) throws -> [Diagnostic] {
    let change = DefinitionChange(
      old: try CriterionExample.manifests(before), new: try CriterionExample.manifests(after))
    let outcome = try change.judge(ManifestJudgeTests.criterion("LCY-08"))
    #expect(outcome.subjects == 1)
    return outcome.findings
  }

  @Test(
    "what tightens is found, and what loosens is not",
    arguments: [
      Change("type: integer, maximum: 5", "type: integer, maximum: 6"),
      Change("type: integer", "type: integer, maximum: 6", "spec.size has maximum 6, which was not there"),
      Change("type: integer, minimum: 1", "type: integer, minimum: 2", "spec.size has minimum 2, which was 1"),
      Change("type: string", "type: string, minLength: 0"),
      Change("type: string, enum: [a]", "type: string, enum: [a, b]"),
      Change("type: string, enum: [a, b]", "type: string, enum: [a]", "spec.size may not be \"b\" any more"),
      Change("type: string", "type: string, enum: [a]", "spec.size may only be one of 1 values now"),
      Change("type: string, pattern: a", "type: string"),
      Change("type: string", "type: string, pattern: a", "spec.size must match a pattern now"),
      Change("type: string, pattern: a", "type: string, pattern: b", "spec.size must match another pattern now"),
      Change("type: integer", "type: string", "spec.size was integer, and is string"),
      Change("type: integer", "type: number"), Change("type: integer", "x-kubernetes-int-or-string: true"),
      Change("type: number", "type: integer", "spec.size was number, and is integer"),
      Change("type: string, nullable: true", "type: string", "spec.size may not be null any more"),
      Change(
        "type: object, properties: {a: {type: string}}", "type: object, properties: {b: {type: string}}",
        "spec.size.a is gone"),
      Change("type: object, properties: {a: {type: string}}", "type: object, additionalProperties: {type: string}"),
      Change(
        "type: object, properties: {a: {type: string}}",
        "type: object, required: [a], properties: {a: {type: string}}",
        "spec.size.a is required now, without a default"),
      Change(
        "type: object, properties: {a: {type: string}}",
        "type: object, required: [a], properties: {a: {type: string, default: x}}"),
      Change(
        "type: object, x-kubernetes-preserve-unknown-fields: true", "type: object",
        "spec.size drops unknown fields now"),
      Change(
        "type: string", "type: string, x-kubernetes-validations: [{rule: self != 'a'}]",
        "spec.size has a rule that was not there: self != 'a'"),
      Change(
        "type: array, items: {type: string}",
        "type: array, x-kubernetes-list-type: set, items: {type: string, maxLength: 3}",
        "spec.size is a list of the type set now, in which nothing may be there twice",
        "spec.size[] has maxLength 3, which was not there"),
    ])
  func schemas(change: Change) throws {
    let found = try Self.judge(
      CriterionExample.spec("size: {\(change.before)}"), CriterionExample.spec("size: {\(change.after)}"))
    #expect(found.map(\.message) == change.findings.map { Self.label + $0 })
    #expect(found.allSatisfy { $0.place?.line == 12 })
  }

  @Test("names, scope and versions that are gone are found")
  func definitions() throws {
    let before = CriterionExample.spec("")
    #expect(try Self.judge(before, before).isEmpty)
    let head = "CustomResourceDefinition \"widgets.example.com\": "
    #expect(
      try Self.judge(before, before.replacing("Namespaced", with: "Cluster")).map(\.message)
        == [head + "spec.scope was \"Namespaced\" and is \"Cluster\""])
    #expect(
      try Self.judge(before, before.replacing("kind: Widget", with: "kind: Gadget")).map(\.message)
        == [head + "spec.names.kind was \"Widget\" and is \"Gadget\""])
    #expect(
      try Self.judge(before, before.replacing("name: v1", with: "name: v2")).map(\.message)
        == [head + "version v1, in which objects are stored, is gone"])
    #expect(
      try Self.judge(
        before.replacing("storage: true", with: "storage: false"), before.replacing("name: v1", with: "name: v2")
      )
      .map(\.message) == [head + "version v1 is gone"])
    let unserved = try Self.judge(before, before.replacing("served: true", with: "served: false"))
    #expect(unserved.map(\.message) == [head + "version v1 is not served any more"])
    #expect(unserved.first?.place?.line == 10)
    #expect(
      try Self.judge(before, "{apiVersion: v1, kind: ConfigMap}").map(\.message) == [head + "the definition is gone"])
  }

  @Test("the status is the operator's own, and may change")
  func status() throws {
    #expect(
      try Self.judge(CriterionExample.status("a: {type: string}"), CriterionExample.status("b: {type: string}"))
        .isEmpty)
  }
}
