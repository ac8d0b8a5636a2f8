import Foundation
import Reports
import Verdicts

/// One run of a suite of the repository, as a user would start it.
struct SuiteRun {
  var code: Int32
  var output: String
  var errors: String
  var scorecard: Scorecard?
  var runFolder: String?

  /// - Parameters:
  ///   - suite: name of a folder in `suites`.
  ///   - candidate: name of a folder in its `candidates`.
  ///   - lab: name of a file in `labs`.
  ///   - reports: a folder with nothing in it.
  static func run(
    _ suite: String, candidate: String, lab: String = "embedded", _ extra: [String] = [], reports: String
  ) async throws -> SuiteRun {
    let result = try await Program.plugfest(
      [
        "run", "--suite", "suites/\(suite)/suite.yaml", "--candidate",
        "suites/\(suite)/candidates/\(candidate)/candidate.yaml", "--lab", "labs/\(lab).yaml", "--reports", reports,
        // Many labs at once are slow; who wants to see a wait come to its end says less.
        "--patience", "4",
      ] + extra)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: reports)) ?? []
    let folder = names.first.map { "\(reports)/\($0)" }
    let data = folder.flatMap { FileManager.default.contents(atPath: "\($0)/scorecard.json") }
    return SuiteRun(
      code: result.code, output: result.output, errors: result.errors, scorecard: try data.map(ScorecardFile.read),
      runFolder: folder)
  }

  /// Ids of the cases with this verdict.
  func cases(_ verdict: Verdict) -> [String] {
    scorecard?.cases.filter { $0.verdict == verdict }.map(\.summary.identity.id) ?? []
  }
}
