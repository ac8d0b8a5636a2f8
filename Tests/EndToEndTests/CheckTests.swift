import Documents
import Foundation
import Testing

@Suite(.timeLimit(.minutes(5))) struct CheckTests {
  static let suite = """
    apiVersion: plugfest.dev/v1alpha1
    kind: Suite
    metadata: {name: demo}
    spec:
      cases:
      - name: one
        id: ONE-1
        steps:
        - sleep: {for: 1s}
        - http: {get: "http://a", status: 200}

    """

  @Test("warnings fail a strict check alone, mistakes every one")
  func codes() async throws {
    let folder = try TemporaryFolder()
    let smelly = try folder.file("smelly.yaml", Self.suite)
    let wrong = try folder.file("wrong.yaml", Self.suite.replacing("sleep", with: "slep"))
    let lenient = try await Program.plugfest(["check", smelly])
    #expect(lenient.code == 0 && lenient.output.contains("a sleep proves nothing [sleep]\n |     - sleep: {for: 1s}\n"))
    #expect(lenient.output.hasSuffix("1 warning in 1 file\n"))
    #expect(try await Program.plugfest(["check", "--strict", smelly]).code == 64)
    let both = try await Program.plugfest(["check", smelly, wrong])
    #expect(both.code == 64 && both.output.hasSuffix("1 error, 1 warning in 2 files\n"))
    #expect(try await Program.plugfest(["check"]).code == 64)
  }

  @Test("findings are printed as JSON and as SARIF, and the rules as a list")
  func outputs() async throws {
    let folder = try TemporaryFolder()
    let smelly = try folder.file("smelly.yaml", Self.suite)
    let json = try JSON.parse(try await Program.plugfest(["check", "--output", "json", smelly]).output)
    #expect(json["findings"]?[0]?["line"] == 9)
    let sarif = try JSON.parse(try await Program.plugfest(["check", "--output", "sarif", smelly]).output)
    #expect(sarif["runs"]?[0]?["results"]?[0]?["ruleId"] == "sleep")
    #expect(try await Program.plugfest(["check", "--rules"]).output.contains("unreachable (warning)\n"))
  }
}
