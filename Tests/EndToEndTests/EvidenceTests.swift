import Foundation
import Testing
import Verdicts

/// What a run leaves of a case for whoever wants to know why.
@Suite(.timeLimit(.minutes(5))) struct EvidenceTests {
  private static func text(_ path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }

  @Test("a failed case leaves its objects, their story, Events, logs, requests and the way to see it again")
  func failed() async throws {
    let folder = try TemporaryFolder()
    let run = try await NetBoxSuite.run(
      ["--include", "IPAM-004", "--include", "IPAM-009", "--patience", "0.3", "--", "--defect", "no-drift-repair"],
      reports: folder.path)
    let runFolder = try #require(run.runFolder)
    let result = try #require(run.scorecard?.cases.first { $0.summary.identity.id == "IPAM-009" })
    #expect(result.verdict == .fail, "\(run.output)")
    let names = ["README.md", "timeline.txt", "objects.yaml", "events.txt", "candidate.log", "netbox.jsonl"]
    #expect(result.evidence == names.map { "evidence/netbox-IPAM-009/\($0)" })
    #expect(run.scorecard?.cases.first { $0.summary.identity.id == "IPAM-004" }?.evidence == [])
    let evidence = "\(runFolder)/evidence/netbox-IPAM-009"
    let timeline = try Self.text("\(evidence)/timeline.txt")
    #expect(timeline.contains("by plugfest (Apply): first seen"))
    #expect(timeline.contains("by netbox-operator (Update of status): status.observedGeneration"), "\(timeline)")
    #expect(try Self.text("\(evidence)/objects.yaml").contains("managedFields:"))
    #expect(try Self.text("\(evidence)/events.txt").contains("Normal PrefixReservedInNetbox about Prefix demo"))
    #expect(try Self.text("\(evidence)/netbox.jsonl").contains("netbox-operator/"))
    let log = try Self.text("\(evidence)/candidate.log")
    #expect(log.split(separator: "\n").count > 1)
    let index = try Self.text("\(evidence)/README.md")
    #expect(names.dropFirst().allSatisfy { index.contains("[\($0)](\($0))") })
    let junit = try Self.text("\(runFolder)/junit.xml")
    #expect(junit.contains("[[ATTACHMENT|\(runFolder)/evidence/netbox-IPAM-009/README.md]]"))

    // What is printed does it again.
    let line = try #require(run.output.split(separator: "\n").first { $0.contains("again: ") })
    let command = try #require(line.split(separator: "again: ", maxSplits: 1).last)
    #expect(index.contains(command) && junit.contains(" --include IPAM-009 --seed "))
    let second = try await Program.run(
      "/bin/sh",
      ["-c", "cd \(Program.repository) && \(command.replacing(" -- ", with: " --reports \(folder.path)/again -- "))"])
    #expect(second.code == 1, "\(second.output)\(second.errors)")
    #expect(second.output.contains("FAIL  IPAM-009") && !second.output.contains("IPAM-004"), "\(second.output)")
  }

  @Test("evidence is kept of all cases or of none when that is asked for, and never what a Secret holds")
  func wanted() async throws {
    let folder = try TemporaryFolder()
    let suite = """
      cases:
      - {name: passes, id: A-1, steps: [
          {apply: {as: secret, manifest: {apiVersion: v1, kind: Secret, metadata: {name: s}, stringData: {k: hunter2}}}},
          {patch: {handle: secret, patch: {stringData: {k: hunter3}}}}, {delete: {handle: secret, within: 5s}},
          {patch: {refused: {reason: NotFound}, handle: secret, patch: {}}}]}
      - {name: fails, id: A-2, steps: [
          {apply: {as: secret, manifest: {apiVersion: v1, kind: Secret, metadata: {name: s}, stringData: {k: hunter2}}}},
          {eventually: {within: 200ms, object: {apiVersion: v1, kind: Secret, metadata: {name: s}, data: {k: x}}}}]}
      """
    let all = try await WrittenSuite.run(suite, ["--evidence", "all"], reports: folder.path)
    #expect(all["A-1"]?.verdict == .pass, "\(all["A-1"]?.failure as Any)")
    let runFolder = "\(folder.path)/\(all.scorecard.run.id)"
    let evidence = "\(runFolder)/evidence/written-A-1"
    let timeline = try Self.text("\(evidence)/timeline.txt")
    #expect(timeline.contains("data.k: [redacted]") && timeline.contains(": deleted"), "\(timeline)")
    #expect(try Self.text("\(evidence)/objects.yaml").contains("this is its last state"))
    #expect(try Self.text("\(evidence)/requests.txt").contains(": 404 secrets \"s\" not found"))
    let files = try FileManager.default.subpathsOfDirectory(atPath: runFolder)
    for name in files {
      guard let text = try? Self.text("\(runFolder)/\(name)") else { continue }
      // What the suite's own file has is no secret; what the cluster has is.
      #expect(!text.contains("aHVudGVy"), "\(name)")
    }
    let none = try await WrittenSuite.run(suite, ["--evidence", "none"])
    #expect(none.scorecard.cases.flatMap(\.evidence) == [])
  }

  @Test(
    "a command can be typed as it is printed",
    arguments: [
      (["a b", "it's", "$HOME", "plain-1.yaml"], "'a b' 'it'\\''s' '$HOME' plain-1.yaml --include A --seed 3 -- '' x")
    ])
  func quoting(words: [String], expected: String) {
    let rerun = RunDescription.Rerun(arguments: words, candidateArguments: ["", "x"])
    #expect(rerun.command(for: CaseIdentity(suite: "s", id: "A"), seed: 3) == expected)
  }
}
