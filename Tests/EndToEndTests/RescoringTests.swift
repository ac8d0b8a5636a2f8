import Documents
import Foundation
import Reports
import Testing
import Verdicts

/// A run of a few oracles is judged again from its folder.
@Suite(.timeLimit(.minutes(5))) struct RescoringTests {
  private struct Outcome: Decodable {
    struct Oracle: Decodable {
      var recorded: String?
      var now: String?
      var sentence: String
      var recordedSentence: String?
    }

    var result: String
    var oracles: [Oracle]
  }

  private static func rescore(_ folder: String) async throws -> (code: Int32, outcome: Outcome) {
    let result = try await Program.plugfest(["rescore", folder, "--format", "json"])
    return (result.code, try JSONDecoder().decode(Outcome.self, from: Data(result.output.utf8)))
  }

  @Test("a run comes to the same verdicts in the same words, and to others when lines of its ledger are taken away")
  func again() async throws {
    let reports = try TemporaryFolder()
    let run = try await Program.plugfest([
      "run", "--battery", "--candidate", NetBoxSuite.candidate, "--lab", NetBoxSuite.lab, "--reports", reports.path,
      "--include",
      "re-apply.prefix", "--include", "consistency.prefix", "--", "--defect", "ignores-updates",
    ])
    let name = try #require(FileManager.default.contentsOfDirectory(atPath: reports.path).first)
    let folder = "\(reports.path)/\(name)"
    let (code, outcome) = try await Self.rescore(folder)
    #expect(code == run.code && code == 1, "\(run.output)")
    #expect(outcome.result == "same" && outcome.oracles.count > 1)
    #expect(outcome.oracles.allSatisfy { $0.recordedSentence?.contains($0.sentence) ?? false }, "\(outcome)")
    let unpacked = try await Program.run("/bin/gunzip", ["\(folder)/ledger-1.jsonl.gz"])
    #expect(unpacked.code == 0, "\(unpacked.errors)")
    let ledger = "\(folder)/ledger-1.jsonl"
    let lines = try String(contentsOfFile: ledger, encoding: .utf8).split(separator: "\n")
    let kept = lines.filter { !$0.contains("\"MODIFIED\"") }
    try kept.joined(separator: "\n").write(toFile: ledger, atomically: true, encoding: .utf8)
    #expect(try await Self.rescore(folder).outcome.result == "differs")
  }

  @Test("a folder without a ledger is told")
  func nothing() async throws {
    let result = try await Program.plugfest(["rescore", "docs"])
    #expect(result.code == 64 && result.errors.contains("has no ledger"))
  }
}
