import Testing

@testable import Documents

@Suite struct MappingReaderTests {
  enum Severity: String, CaseIterable { case essential, normal, bonus }

  struct Step {
    var apply: String?
    var within: Duration

    static func read(_ reader: inout MappingReader) -> Step? {
      let apply = reader.optional("apply", .string)
      guard let within = reader.optional("within", .duration, or: .seconds(30)) else { return nil }
      return Step(apply: apply, within: within)
    }
  }

  struct Case {
    var name: String
    var severity: Severity
    var tries: Int?
    var labels: [(name: String, value: String)]
    var steps: [Step]

    static func read(_ reader: inout MappingReader) -> Case? {
      let name = reader.required("name", .name)
      let severity = reader.optional("severity", .choice, or: Severity.normal)
      let tries = reader.optional("tries", .integer(in: 1...5))
      let labels = reader.optional("labels", .map(of: .string), or: [])
      let steps = reader.required("steps", .list(of: .object("step", Step.read)))
      guard let name, let severity, let labels, let steps else { return nil }
      return Case(name: name, severity: severity, tries: tries, labels: labels, steps: steps)
    }
  }

  static func read(_ text: String) throws -> (case: Case?, messages: [String]) {
    let node = try #require(try YAML.parse(text, file: "a.yaml").first)
    let collector = DiagnosticCollector()
    let result = MappingReader.read(node, as: "case", collector, Case.read)
    return (result, collector.diagnostics.all.map(\.description))
  }

  @Test("an object is read by field and type")
  func success() throws {
    let text = """
      name: a
      severity: bonus
      labels: {x: y, z: w}
      steps:
      - {apply: b, within: 1m30s}
      - {apply: null}
      """
    let (result, messages) = try Self.read(text)
    #expect(messages.isEmpty)
    #expect(result?.severity == .bonus)
    #expect(result?.tries == nil)
    #expect(result?.labels.map(\.name) == ["x", "z"])
    #expect(result?.steps.map(\.within) == [.seconds(90), .seconds(30)])
    #expect(result?.steps.map(\.apply) == ["b", nil])
  }

  @Test("all mistakes are told at once, each with its place and a hint")
  func mistakes() throws {
    let text = """
      nmae: a
      severity: Bonus
      tries: 7
      labels: {x: 1}
      steps:
      - {within: 10 s, aply: x}
      - 5
      """
    let (result, messages) = try Self.read(text)
    #expect(result == nil)
    #expect(
      messages == [
        #"a.yaml:1:1: error: missing field "name" in case: expected a string that is not empty"#,
        """
        a.yaml:2:11: error: "severity" must be one of "essential", "normal", "bonus", not "Bonus"
          hint: did you mean "bonus"?
        """,
        #"a.yaml:3:8: error: "tries" must be an integer from 1 to 5, not 7"#,
        """
        a.yaml:4:13: error: "labels.x" must be a string, not 1
          hint: quote it: "1"
        """,
        """
        a.yaml:6:12: error: "within" must be a duration, not "10 s"
          hint: write it like 90s, 1m30s or 500ms
        """,
        """
        a.yaml:6:18: error: unknown field "aply" in step
          hint: did you mean "apply"?
        """,
        "a.yaml:7:3: error: step must be an object, not 5",
        """
        a.yaml:1:1: error: unknown field "nmae" in case
          hint: did you mean "name"?
        """,
      ])
  }

  @Test(
    "exactly one of several fields is asked for",
    arguments: [
      ("{process: 1}", "process", nil), ("{process: 1, helm: null}", "process", nil),
      ("{}", nil, #"a.yaml:1:1: error: install needs exactly one of "process", "helm""#),
      (
        "{process: 1, helm: 2}", nil,
        #"a.yaml:1:14: error: install needs exactly one of "process", "helm"; here it has "process" and "helm""#
      ),
      ("{proces: 1}", nil, "a.yaml:1:2: error: unknown field \"proces\" in install\n  hint: did you mean \"process\"?"),
    ] as [(String, String?, String?)])
  func exactlyOne(text: String, name: String?, message: String?) throws {
    let node = try #require(try YAML.parse(text, file: "a.yaml").first)
    let collector = DiagnosticCollector()
    let result = MappingReader.read(node, as: "install", collector) { $0.exactlyOne(of: ["process", "helm"]) }
    #expect(result == name)
    #expect(collector.diagnostics.all.map(\.description) == (message.map { [$0] } ?? []))
  }

  @Test("what is not an object is refused once")
  func notAnObject() throws {
    let (result, messages) = try Self.read("- a")
    #expect(result == nil)
    #expect(messages == ["a.yaml:1:1: error: case must be an object, not a list"])
  }
}
