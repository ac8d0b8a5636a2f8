import Documents
import Foundation
import Kubernetes
import Testing

@testable import LabStore

@Suite struct CustomResourceDefinitionRulesTests {
  private static let rules = CustomResourceDefinitionRules()

  private static func definition(_ property: Value) -> Value {
    [
      "metadata": ["name": "widgets.e.com"],
      "spec": [
        "group": "e.com", "scope": "Namespaced", "names": ["plural": "widgets", "kind": "Widget"],
        "versions": [
          [
            "name": "v1", "served": true, "storage": true,
            "schema": ["openAPIV3Schema": ["type": "object", "properties": ["x": property]]],
          ]
        ],
      ],
    ]
  }

  @Test("A new definition gets the names that follow from its kind, and a status")
  func defaults() {
    var object = Self.definition(["type": "string"])
    Self.rules.applyDefaults(&object)
    Self.rules.prepareForCreate(&object)
    #expect(object[path: "spec", "names", "listKind"] == "WidgetList")
    #expect(object[path: "spec", "names", "singular"] == "widget")
    #expect(object[path: "spec", "conversion"] == ["strategy": "None"])
    #expect(object[path: "status", "storedVersions"] == ["v1"])
    #expect(Self.rules.validate(object).isEmpty)
  }

  @Test("Limits make a rule affordable")
  func costs() {
    func errors(_ limits: Object) -> [FieldError] {
      var items: Object = ["type": "string", "x-kubernetes-validations": [["rule": "self.matches('^a+$')"]]]
      var list: Object = ["type": "array"]
      for (key, value) in limits { if key == "maxLength" { items[key] = value } else { list[key] = value } }
      list["items"] = .object(items)
      var object = Self.definition(.object(list))
      Self.rules.applyDefaults(&object)
      return Self.rules.validate(object)
    }
    #expect(errors([:]).count == 3)
    #expect(errors(["maxItems": 10, "maxLength": 20]).isEmpty)
  }

  @Test(
    "Answers of a deprecated version name the best one to use in its place",
    arguments: [
      ([], "e.com/v1beta1 Widget is deprecated"),
      (["v1alpha1"], "e.com/v1beta1 Widget is deprecated"),
      (["v1beta2", "v1", "v1alpha1"], "e.com/v1beta1 Widget is deprecated; use e.com/v1 Widget"),
    ] as [([String], String)])
  func deprecation(others: [String], warning: String) {
    var object = Self.definition(["type": "string"])
    object[path: "status", "acceptedNames"] = ["plural": "widgets", "kind": "Widget"]
    let names = ["v1beta1"] + others
    object[path: "spec", "versions"] = .array(
      names.map { ["name": .string($0), "served": true, "deprecated": .bool($0 == "v1beta1")] })
    let types = CustomResourceDefinition(object).servedTypes
    #expect(types.first { $0.version == "v1beta1" }?.deprecationWarning == warning)
    #expect(types.filter { $0.deprecationWarning != nil }.count == 1)
  }

  private static let folder = ProcessInfo.processInfo.environment["PLUGFEST_SHARED"] ?? "../shared"
  private static let recording = "\(folder)/transcripts/crd/cel-reject-bad-rules.json"

  @Test(
    "Bad rules are refused with the recorded causes",
    .enabled(if: FileManager.default.fileExists(atPath: recording), "PLUGFEST_SHARED has no transcripts"))
  func recordings() throws {
    let transcript = try JSON.parse(Array(try Data(contentsOf: URL(filePath: Self.recording))))
    for step in transcript["steps"]?.array ?? [] {
      var object = step["request"]?["body"] ?? .null
      Self.rules.applyDefaults(&object)
      let causes = step[path: "response", "body", "details", "causes"]?.array ?? []
      let expected = Set(causes.map { "\($0["field"]?.string ?? "")|\($0["message"]?.string ?? "")" })
      let errors = Self.rules.validate(object).filter { $0.field != "spec.group" }
      #expect(Set(errors.map { "\($0.field)|\($0.message)" }) == expected)
    }
  }
}
