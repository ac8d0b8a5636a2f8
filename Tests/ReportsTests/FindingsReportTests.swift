import Documents
import Testing

@testable import Reports

@Suite struct FindingsReportTests {
  static let rule = DiagnosticRule("too-red", .warning, "something is red", remedy: "paint it")
  static let report = FindingsReport(
    [
      Diagnostic(
        .warning, "it is \u{1B}[31mred", at: Place(file: "a b.yaml", line: 3, column: 7), hint: "paint it blue",
        excerpt: " | a: red\n | ...^", rule: rule),
      Diagnostic(.error, "there is no file \"b\"", rule: rule),
    ], files: 2)

  @Test("text tells place, rule, line and remedy, and sums up")
  func text() {
    #expect(
      Self.report.text(TextStyle(isColoured: false)) == """
        a b.yaml:3:7: warning: it is red [too-red]
         | a: red
         | ...^
          hint: paint it blue
        error: there is no file "b" [too-red]
        1 error, 1 warning in 2 files

        """)
    #expect(FindingsReport([], files: 1).summary == "no mistakes in 1 file")
    #expect(Self.report.text(TextStyle(isColoured: true)).contains("\u{1B}[35mwarning: "))
  }

  @Test("JSON has each finding with its place")
  func json() {
    let json = Self.report.json
    #expect(json["errors"] == 1 && json["warnings"] == 1 && json["notes"] == 0 && json["files"] == 2)
    #expect(
      json["findings"]?[0] == [
        "rule": "too-red", "severity": "warning", "message": "it is \u{1B}[31mred", "file": "a b.yaml", "line": 3,
        "column": 7, "remedy": "paint it blue",
      ])
    #expect(json["findings"]?[1]?["file"] == nil && json["findings"]?[1]?["remedy"] == "paint it")
  }

  @Test("SARIF names the tool, its rules and each result")
  func sarif() {
    let sarif = Self.report.sarif(rules: [Self.rule], version: "1.2.3")
    let run = sarif["runs"]?[0]
    #expect(sarif["version"] == "2.1.0")
    #expect(run?[path: "tool", "driver", "name"] == "plugfest")
    #expect(run?[path: "tool", "driver", "rules"]?[0]?["id"] == "too-red")
    #expect(
      run?["results"]?[0] == [
        "level": "warning", "message": ["text": "it is \u{1B}[31mred; paint it blue"], "ruleId": "too-red",
        "ruleIndex": 0,
        "locations": [
          [
            "physicalLocation": [
              "artifactLocation": ["uri": "a%20b.yaml"], "region": ["startLine": 3, "startColumn": 7],
            ]
          ]
        ],
      ])
    #expect(run?["results"]?[1]?["locations"] == nil)
    Self.check(sarif, as: "sarifLog")
  }

  /// What the schema of SARIF 2.1.0 allows in the objects that are written here, and of which type; it allows nothing else.
  static let schema: [String: [String: String]] = [
    "sarifLog": ["$schema": "string", "version": "string", "runs": "[run]"],
    "run": ["tool": "tool", "columnKind": "string", "results": "[result]"], "tool": ["driver": "toolComponent"],
    "toolComponent": ["name": "string", "semanticVersion": "string", "rules": "[reportingDescriptor]"],
    "reportingDescriptor": [
      "id": "string", "shortDescription": "message", "help": "message",
      "defaultConfiguration": "reportingConfiguration",
    ],
    "reportingConfiguration": ["level": "string"], "message": ["text": "string"],
    "result": [
      "ruleId": "string", "ruleIndex": "integer", "level": "string", "message": "message", "locations": "[location]",
    ],
    "location": ["physicalLocation": "physicalLocation"],
    "physicalLocation": ["artifactLocation": "artifactLocation", "region": "region"],
    "artifactLocation": ["uri": "string"], "region": ["startLine": "integer", "startColumn": "integer"],
  ]

  static func check(_ value: Value, as type: String) {
    if type.hasPrefix("[") {
      #expect(value.array != nil)
      for item in value.array ?? [] { check(item, as: String(type.dropFirst().dropLast())) }
    } else if let members = schema[type] {
      #expect(value.object != nil)
      for (name, value) in value.object ?? [:] {
        guard let type = members[name] else {
          Issue.record("SARIF has no \(type).\(name)")
          continue
        }
        check(value, as: type)
      }
    } else {
      #expect(value.typeName == type)
    }
  }
}
