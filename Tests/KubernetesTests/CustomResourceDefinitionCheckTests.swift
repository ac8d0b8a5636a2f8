import Documents
import Testing

@testable import Kubernetes

/// A schema of the root, or of the property `x`, and the expected errors as `field|reason`.
struct SchemaCase: Sendable, CustomTestStringConvertible {
  var schema: Value
  var errors: [String]
  var testDescription: String { JSON.text(schema) }

  init(_ property: Value, _ errors: String...) {
    schema = ["type": "object", "properties": ["x": property]]
    self.errors = errors
  }

  init(root: Value, _ errors: String...) {
    schema = root
    self.errors = errors
  }
}

@Suite struct CustomResourceDefinitionCheckTests {
  private static let check = CustomResourceDefinitionCheck(patterns: .test, rules: SchemaRuleCompiler { _ in .init() })

  private static func errors(_ definition: Value) -> [FieldError] {
    check.errors(in: definition) + check.errors(creating: definition)
  }

  private static func definition(_ schema: Value, _ version: Object = [:]) -> Value {
    var first: Object = ["name": "v1", "served": true, "storage": true, "schema": ["openAPIV3Schema": schema]]
    for (key, value) in version { first[key] = value }
    return [
      "metadata": ["name": "widgets.e.com"],
      "spec": [
        "group": "e.com", "scope": "Namespaced",
        "names": ["plural": "widgets", "singular": "widget", "kind": "Widget", "listKind": "WidgetList"],
        "versions": [.object(first)],
      ],
    ]
  }

  static let schemas: [SchemaCase] = [
    SchemaCase(["type": "object", "additionalProperties": true]),
    SchemaCase(["x-kubernetes-int-or-string": true, "anyOf": [["type": "integer"], ["type": "string"]]]),
    SchemaCase(["type": "array", "x-kubernetes-list-type": "set", "items": ["type": "string"]]),
    SchemaCase(["type": "string", "default": nil]),
    SchemaCase(
      ["type": "object", "default": ["typo": 1], "properties": ["a": ["type": "integer"]]],
      "spec.validation.openAPIV3Schema.properties[x].default|FieldValueInvalid"),
    SchemaCase(
      ["type": "array", "items": ["type": "object"], "x-kubernetes-list-type": "set"],
      "spec.validation.openAPIV3Schema.properties[x].items.x-kubernetes-map-type|FieldValueInvalid"),
    SchemaCase(
      [
        "type": "array", "x-kubernetes-list-type": "map", "x-kubernetes-list-map-keys": ["k"],
        "items": ["type": "object", "nullable": true, "properties": ["k": ["type": "string"]]],
      ],
      "spec.validation.openAPIV3Schema.properties[x].items.nullable|FieldValueForbidden",
      "spec.validation.openAPIV3Schema.properties[x].items.properties[k].default|FieldValueRequired"),
    SchemaCase(
      ["type": "object", "x-kubernetes-embedded-resource": true],
      "spec.validation.openAPIV3Schema.properties[x].properties|FieldValueRequired"),
    SchemaCase(
      ["type": "strange"], "spec.validation.openAPIV3Schema.properties[x].type|FieldValueNotSupported"),
    SchemaCase(
      ["type": "object", "x-kubernetes-preserve-unknown-fields": false],
      "spec.validation.openAPIV3Schema.properties[x].x-kubernetes-preserve-unknown-fields|FieldValueInvalid"),
    SchemaCase(
      ["type": "string", "x-kubernetes-validations": [["rule": "a\nb"], ["rule": "true", "message": " "]]],
      "spec.validation.openAPIV3Schema.properties[x].x-kubernetes-validations[0].message|FieldValueRequired",
      "spec.validation.openAPIV3Schema.properties[x].x-kubernetes-validations[1].message|FieldValueInvalid"),
    SchemaCase(
      root: ["type": "object", "oneOf": [["properties": ["a": ["minimum": 1]]]]],
      "spec.validation.openAPIV3Schema.properties[a]|FieldValueRequired"),
    SchemaCase(
      root: ["type": "object", "properties": ["kind": ["type": "string", "default": "x"]]],
      "spec.validation.openAPIV3Schema.properties[kind].default|FieldValueForbidden"),
    SchemaCase(
      root: ["type": "object", "additionalProperties": ["type": "string"]],
      "spec.validation.openAPIV3Schema.additionalProperties|FieldValueForbidden"),
  ]

  @Test("Schemas are refused where an API server refuses them", arguments: schemas)
  func refusals(row: SchemaCase) {
    let errors = Self.errors(Self.definition(row.schema))
    #expect(Set(errors.map { "\($0.field)|\($0.reason.rawValue)" }) == Set(row.errors))
  }

  @Test("The rest of a definition is checked too")
  func parts() {
    var definition = Self.definition(
      ["type": "object", "properties": ["spec": ["type": "object", "properties": ["a": ["type": "number"]]]]],
      [
        "additionalPrinterColumns": [["name": "A", "type": "text", "jsonPath": "spec.a"]],
        "subresources": ["scale": ["specReplicasPath": ".status.n", "statusReplicasPath": ".status.n"]],
        "selectableFields": [["jsonPath": ".spec.a"], ["jsonPath": ".spec.b"]],
      ])
    definition[path: "spec", "names", "kind"] = "widget list"
    definition[path: "spec", "group"] = "local"
    definition[path: "spec", "conversion"] = ["strategy": "Webhook"]
    let fields = Set(Self.errors(definition).map(\.field))
    #expect(
      fields == [
        "metadata.name", "spec.group", "spec.names.kind", "spec.additionalPrinterColumns[0].type",
        "spec.additionalPrinterColumns[0].JSONPath", "spec.subresources.scale.specReplicasPath",
        "spec.selectableFields[0].jsonPath", "spec.selectableFields[1].jsonPath",
        "spec.conversion.webhookClientConfig", "spec.conversion.conversionReviewVersions",
      ])
  }

  @Test("Scope and kind of an established definition stay, and so do stored versions")
  func updates() {
    var old = Self.definition(["type": "object"])
    old["status"] = ["storedVersions": ["v1"], "conditions": [["type": "Established", "status": "True"]]]
    var new = old
    new[path: "spec", "scope"] = "Cluster"
    new[path: "spec", "versions"] = [["name": "v2", "served": true, "storage": true]]
    #expect(
      Self.check.errors(updating: new, old: old).map(\.field) == [
        "spec.scope", "status.storedVersions", "status.storedVersions[0]",
      ])
  }

  @Test(
    "Definitions of the recordings are refused with the recorded causes",
    .enabled(if: Transcript.isPresent, "PLUGFEST_SHARED has no transcripts"))
  func recordings() throws {
    for step in try Transcript("crd/reject-non-structural").steps {
      let errors = Self.errors(try #require(step.body))
      #expect(Set(errors.filter { $0.field != "spec.group" && $0.field != "metadata.name" }.map(\.line)) == step.causes)
    }
  }
}
