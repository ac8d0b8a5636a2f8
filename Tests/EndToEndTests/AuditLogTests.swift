import Documents
import Foundation
import Reports
import Testing
import Verdicts

/// What an API server tells of requests shows what neither watches nor a candidate without metrics do.
@Suite(.timeLimit(.minutes(5))) struct AuditLogTests {
  @Test(
    "a loop of writes that change nothing is found in the embedded lab by its audit log alone, and told by its lines")
  func writesInVain() async throws {
    let reports = try TemporaryFolder()
    let run = try await Self.run(["--defect", "writes-in-vain"], reports: reports.path)
    let card = run.card
    #expect(run.output.contains("evidence: tiers A (watch deltas) and C (audit log)"), "\(run.output)")
    let failure = try #require(card.cases.first?.failure, "\(run.output)")
    let match = try #require(
      failure.message.firstMatch(of: /audit\.jsonl lines (\d+)-(\d+): (\d+) PATCH of Prefix\.netbox\.dev/),
      "\(failure.message)")
    #expect(failure.message.hasSuffix("none changed it: it writes again what is there already"), "\(failure.message)")
    let log = try String(contentsOfFile: "\(run.folder)/audit.jsonl", encoding: .utf8).split(separator: "\n")
    for number in [match.1, match.2] {
      let line = try JSON.parse(String(log[try #require(Int(number)) - 1]))
      #expect(line["user"]?["username"] == "plugfest-candidate" && line["verb"] == "patch", "\(line)")
      #expect(line["objectRef"]?["subresource"] == "status" && line["responseStatus"]?["code"] == 200)
    }
    #expect(!log.contains { $0.contains("0123456789abcdef0123456789abcdef01234567") })
    let rescored = try await Program.plugfest(["rescore", run.folder, "--format", "json"])
    #expect(try JSON.parse(rescored.output)["result"] == "same", "\(rescored.output)")
  }

  @Test(
    "so is it in somebody's cluster whose API server writes a log, by the name of the program",
    arguments: [([], Verdict.pass), (["--defect", "writes-in-vain"], .fail)])
  func elsewhere(_ arguments: [String], _ verdict: Verdict) async throws {
    let folder = try TemporaryFolder()
    let path = folder.path
    try await RemoteLabTests.withLab(["--audit-log", "\(path)/theirs.log"]) { _, environment in
      let lab = "\(path)/lab.yaml"
      let text = try String(contentsOfFile: "\(Program.repository)/labs/remote.yaml", encoding: .utf8)
      try text.replacing("kubeconfig: {}", with: "kubeconfig: {auditLog: theirs.log}")
        .write(toFile: lab, atomically: true, encoding: .utf8)
      let run = try await Self.run(arguments, lab: lab, reports: "\(path)/reports", environment: environment)
      let result = try #require(run.card.cases.first)
      #expect(result.verdict == verdict, "\(run.output)")
      #expect(run.card.recording?.tiers == [.watches, .audit])
      #expect(result.failure?.message.contains("it writes again what is there already") ?? (verdict == .pass))
      // Of what is theirs, nothing else is copied.
      let log = try String(contentsOfFile: "\(run.folder)/audit.jsonl", encoding: .utf8).split(separator: "\n")
      #expect(log.allSatisfy { $0.contains("\"namespace\":\"plugfest-") } && !log.isEmpty)
    }
  }

  @Test("a good operator is left alone")
  func good() async throws {
    let reports = try TemporaryFolder()
    let run = try await Self.run([], reports: reports.path)
    #expect(run.card.cases.first?.verdict == .pass, "\(run.output)")
    #expect(run.card.recording?.tiers == [.watches, .audit])
  }

  private static func run(
    _ arguments: [String], lab: String = NetBoxSuite.lab, reports: String, environment: [String: String] = [:]
  ) async throws -> (output: String, folder: String, card: Scorecard) {
    let result = try await Program.plugfest(
      [
        "run", "--battery", "--candidate", NetBoxSuite.candidate, "--lab", lab, "--reports", reports,
        "--include", "quiescence.prefix", "--",
      ] + arguments, environment: environment)
    let name = try #require(FileManager.default.contentsOfDirectory(atPath: reports).first, "\(result.errors)")
    let folder = "\(reports)/\(name)"
    let data = try #require(FileManager.default.contents(atPath: "\(folder)/scorecard.json"))
    return (result.output + result.errors, folder, try ScorecardFile.read(data))
  }
}
