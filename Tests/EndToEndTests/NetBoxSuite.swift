import Foundation
import Reports
import Verdicts

/// One run of `suites/netbox` with the reference operator, as a user would start it.
struct NetBoxSuite {
  static let suite = "suites/netbox/suite.yaml"
  static let candidate = "suites/netbox/candidates/reference/candidate.yaml"
  static let lab = "labs/embedded.yaml"

  var code: Int32
  var output: String
  var errors: String
  var scorecard: Scorecard?
  var runFolder: String?

  /// - Parameter reports: A folder with nothing in it.
  static func run(
    _ extra: [String] = [], reports: String, candidate: String = candidate, lab: String = lab,
    environment: [String: String] = [:]
  ) async throws -> NetBoxSuite {
    // Many labs at once are slow; who wants to see a wait come to its end says less.
    let arguments = [
      "run", "--suite", suite, "--candidate", candidate, "--lab", lab, "--reports", reports, "--patience", "4",
    ]
    let result = try await Program.plugfest(arguments + extra, environment: environment)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: reports)) ?? []
    let folder = names.first.map { "\(reports)/\($0)" }
    let data = folder.flatMap { FileManager.default.contents(atPath: "\($0)/scorecard.json") }
    return NetBoxSuite(
      code: result.code, output: result.output, errors: result.errors,
      scorecard: try data.map(ScorecardFile.read), runFolder: folder)
  }

  /// Ids of the cases with this verdict.
  func cases(_ verdict: Verdict) -> [String] {
    scorecard?.cases.filter { $0.verdict == verdict }.map(\.summary.identity.id) ?? []
  }
}
