import Foundation
import Testing
import Verdicts

/// Whether suites notice operators that are broken on purpose.
@Suite(.timeLimit(.minutes(10))) struct ProofTests {
  // That the candidate as it is conforms to the whole suite, and what operators of NetBox get wrong, is shown by
  // NetBoxSuiteTests.
  @Test("the NetBox suite notices every way in which an operator can be broken")
  func netBox() async throws {
    let folder = try TemporaryFolder()
    let reference = "\(Program.repository)/suites/netbox/candidates/reference"
    let text = try String(contentsOfFile: "\(reference)/candidate.yaml", encoding: .utf8)
    let own = try #require(text.range(of: "    # What operators of NetBox get wrong."))
    let candidate = try folder.file(
      "candidate.yaml",
      String(text[..<own.lowerBound]).replacing("manifests: manifests/", with: "manifests: \(reference)/manifests/"))
    // Those that are about ways to be broken that every suite must notice.
    let cases = ["IPAM-004", "IPAM-011", "IPAM-012", "IPAM-014"]
    let run = try await Program.plugfest(
      ["check", "--prove", "--until-noticed", "suites/netbox/suite.yaml", candidate, "labs/embedded.yaml"]
        + cases.flatMap { ["--case", $0] } + ["--patience", "2", "--output", "json"])
    #expect(run.code == 0, "\(run.errors)")
    let result = try JSONDecoder().decode(ProofResult.self, from: Data(run.output.utf8))
    #expect(result.verdict == .proven)
    #expect(result.cases == cases)
    for name in [
      "does-nothing", "ignores-updates", "never-cleans-up", "hot-loops", "stale-status", "owns-nothing",
      "loses-on-restart",
    ] {
      #expect(result.entries.first { $0.name == name }?.outcome == .noticed, "\(name): \(run.errors)")
    }
  }

  @Test("a suite that looks at too little lets broken operators through, and is told which")
  func tooLittle() async throws {
    let folder = try TemporaryFolder()
    let suite = try folder.file(
      "suite.yaml",
      """
      apiVersion: plugfest.dev/v1alpha1
      kind: Suite
      metadata: {name: little}
      spec:
        contract: ipam/v1
        proof: {candidate: candidate.yaml, lab: "\(Program.repository)/labs/embedded.yaml"}
        cases:
        - name: a prefix becomes ready
          id: L-1
          steps:
          - establish: {intent: prefix, as: prefix, with: {name: demo, prefix: 10.210.1.0/24}}
          - eventually: {within: 10s, that: ["${prefix.ready}"]}
      """)
    let reference = "\(Program.repository)/suites/netbox/candidates/reference"
    let text = try String(contentsOfFile: "\(reference)/candidate.yaml", encoding: .utf8)
    let whole = try #require(text.range(of: "  # For `plugfest check --prove`"))
    _ = try folder.file(
      "candidate.yaml",
      text[..<whole.lowerBound].replacing("manifests: manifests/", with: "manifests: \(reference)/manifests/") + """
          broken:
            ignores-updates: {arguments: [--defect, ignores-updates]}
            owns-nothing: {notApplicable: a prefix has no children}
        """)
    let run = try await Program.plugfest(["check", "--prove", suite])
    #expect(run.code == 1, "\(run.output)\(run.errors)")
    #expect(run.output.contains("noticed   does-nothing"), "\(run.output)")
    #expect(run.output.contains("SURVIVED  ignores-updates"), "\(run.output)")
    #expect(run.output.contains("makes objects without an owner; a prefix has no children"), "\(run.output)")
    #expect(run.output.contains("the candidate's file has no such broken version"), "\(run.output)")
    #expect(run.output.contains("1 of 2 broken operators are noticed"), "\(run.output)")
    #expect(run.output.contains("no case fails for ignores-updates"), "\(run.output)")

    let alone = try folder.file(
      "alone.yaml",
      try String(contentsOfFile: suite, encoding: .utf8)
        .replacing(/\ +proof: .*\n/, with: ""))
    let incomplete = try await Program.plugfest(["check", "--prove", alone])
    #expect(incomplete.code == 64)
    #expect(incomplete.errors.contains("a proof needs a candidate"), "\(incomplete.errors)")
  }
}
