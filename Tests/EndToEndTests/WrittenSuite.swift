import Foundation
import Reports
import Verdicts

/// One run of a suite that a test wrote, against the embedded lab, with a candidate that does nothing.
struct WrittenSuite {
  var code: Int32
  var errors: String
  var scorecard: Scorecard
  /// All events, one JSON object on each line.
  var events: String

  /// - Parameters:
  ///   - spec: what stands under the suite's `spec`, from the first column on.
  ///   - files: other files beside the suite, by name.
  ///   - candidate: how the candidate is installed.
  ///   - lab: changes the text of the lab's file.
  static func run(
    _ spec: String, _ extra: [String] = [], files: [String: String] = [:], claims: [String] = [],
    candidate installation: String = "install: {external: {}}",
    environment: [String: String] = [:], reports: String? = nil, lab: (String) -> String = { $0 }
  ) async throws -> WrittenSuite {
    let folder = try TemporaryFolder()
    for (name, text) in files { _ = try folder.file(name, text) }
    let suite = "apiVersion: plugfest.dev/v1alpha1\nkind: Suite\nmetadata: {name: written}\nspec:\n" + indented(spec)
    let candidate = """
      apiVersion: plugfest.dev/v1alpha1
      kind: Candidate
      metadata: {name: nobody}
      spec: {vendor: nobody, version: 1.0.0, \(installation), claims: [\(claims.joined(separator: ", "))]}
      """
    let embedded = try String(contentsOfFile: "\(Program.repository)/labs/embedded.yaml", encoding: .utf8)
      .replacing("netbox-seed.yaml", with: "\(Program.repository)/labs/netbox-seed.yaml")
      .replacing("cleanup: 30s", with: "cleanup: 2s").replacing("schedulingDelay: 3s", with: "schedulingDelay: 0s")
    let reports = reports ?? "\(folder.path)/reports"
    let result = try await Program.plugfest(
      [
        "run", "--suite", try folder.file("suite.yaml", suite), "--candidate",
        try folder.file("candidate.yaml", candidate), "--lab", try folder.file("lab.yaml", lab(embedded)),
        "--reports", reports, "--format", "json",
      ] + extra, environment: environment)
    guard let scorecard = try? ScorecardFile.read(Data(result.output.utf8)) else {
      throw Failure(.harnessDefect, "no scorecard: \(result.errors)")
    }
    let events = try String(contentsOfFile: "\(reports)/\(scorecard.run.id)/events.jsonl", encoding: .utf8)
    return WrittenSuite(code: result.code, errors: result.errors, scorecard: scorecard, events: events)
  }

  subscript(id: String) -> CaseResult? { scorecard.cases.first { $0.summary.identity.id == id } }

  private static func indented(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { "  \($0)" }.joined(separator: "\n")
  }
}
