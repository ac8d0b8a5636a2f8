import Foundation
import Testing
import Verdicts

/// Whether `plugfest prove` finds mistakes by oracles alone.
@Suite(.timeLimit(.minutes(5))) struct OracleProofTests {
  @Test("mistakes of two operators are caught, and the good ones are not accused")
  func caught() async throws {
    let run = try await Program.plugfest([
      "prove", "suites/netbox/candidates/reference/candidate.yaml",
      "suites/observability/candidates/monitors/candidate.yaml", "--lab", "labs/embedded.yaml", "--output", "json",
      "--oracle", "re-apply", "--oracle", "drift-child", "--oracle", "missed-deletion", "--oracle", "foreign-field",
      "--mistake", "writes-spec", "--mistake", "forgets-finalizer", "--mistake", "no-child-repair", "--mistake",
      "strips-labels",
    ])
    #expect(run.code == 0, "\(run.errors)")
    let proof = try JSONDecoder().decode(OracleProof.self, from: Data(run.output.utf8))
    #expect(
      Set(proof.mistaken.compactMap(\.mistake)) == [
        "writes-spec", "forgets-finalizer", "no-child-repair", "strips-labels",
      ])
    #expect(proof.runs.flatMap(\.findings).allSatisfy { !$0.sentence.isEmpty })
    #expect(run.errors.hasSuffix("\ncaught 4 of 4, accused 0 of 2\n"), "\(run.errors)")
  }

  @Test("a good operator is left alone in each round, also when its API server fails")
  func faults() async throws {
    let run = try await Program.plugfest([
      "prove", NetBoxSuite.candidate, "--lab", "labs/embedded.yaml", "--rounds", "2", "--faults", "--oracle",
      "quiescence", "--mistake", "none",
    ])
    #expect(run.code == 0, "\(run.errors)")
    #expect(run.output.hasSuffix("\ncaught 0 of 0, accused 0 of 4\n"), "\(run.output)\(run.errors)")
  }

  @Test("what no oracle notices is told, and the proof fails")
  func missed() async throws {
    let folder = try TemporaryFolder()
    let reference = "\(Program.repository)/suites/netbox/candidates/reference"
    let text = try String(contentsOfFile: "\(reference)/candidate.yaml", encoding: .utf8)
    let end = try #require(text.range(of: "  # For `plugfest prove`"))
    let candidate = try folder.file(
      "candidate.yaml",
      text[..<end.lowerBound].replacing("manifests: manifests/", with: "manifests: \(reference)/manifests/") + """
          mistakes:
            polls-netbox: {arguments: [--defect, polls-netbox], oracles: [nudge], samples: [prefix]}
        """)
    let run = try await Program.plugfest(
      ["prove", candidate, "--lab", "labs/embedded.yaml", "--rounds", "0"])
    #expect(run.code == 1)
    #expect(run.errors.contains("MISSED  reference-netbox polls-netbox"), "\(run.errors)")
    #expect(run.output.hasSuffix("\ncaught 0 of 1, accused 0 of 0\n"), "\(run.output)")

    let wrong = try await Program.plugfest(
      ["prove", candidate, "--lab", "labs/embedded.yaml", "--oracle", "quiescense"])
    #expect(wrong.code == 64)
    #expect(wrong.errors.contains("there is no oracle quiescense"), "\(wrong.errors)")
  }

  @Test("a candidate that takes its time to start, and does not tell when it has, is not blamed for what it does then")
  func slowStart() async throws {
    let folder = try TemporaryFolder()
    let reference = "\(Program.repository)/suites/observability/candidates/monitors"
    let text = try String(contentsOfFile: "\(reference)/candidate.yaml", encoding: .utf8)
    let candidate = try folder.file(
      "candidate.yaml",
      text.replacing("manifests: manifests/", with: "manifests: \(reference)/manifests/")
        .replacing("ready: {log: monitor-operator ready}", with: "")
        .replacing(
          "command: [monitor-operator, --resync, 2s]",
          with: "command: [sh, -c, \"sleep 3; exec monitor-operator --resync 2s\"]"))
    let run = try await Program.plugfest([
      "prove", candidate, "--lab", "labs/embedded.yaml", "--oracle", "missed-drift", "--mistake", "none",
    ])
    #expect(run.output.hasSuffix("\ncaught 0 of 0, accused 0 of 1\n"), "\(run.errors)")
  }
}
