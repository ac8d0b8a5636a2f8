import Foundation
import Reports
import Testing
import Verdicts

private let hasPrometheus = FileManager.default.isExecutableFile(atPath: "/usr/bin/prometheus")

/// `suites/observability` with its two candidates, against a real Prometheus.
@Suite(.timeLimit(.minutes(10))) struct ObservabilitySuiteTests {
  private static func run(_ candidate: String, _ extra: [String] = []) async throws -> SuiteRun {
    let folder = try TemporaryFolder()
    return try await SuiteRun.run("observability", candidate: candidate, extra, reports: folder.path)
  }

  @Test(
    "two operators with different kinds conform, and their scorecards can be compared",
    .enabled(if: hasPrometheus, "prometheus is not installed"))
  func conforming() async throws {
    async let first = Self.run("monitors")
    async let second = Self.run("telemetry-profile")
    let runs = [try await first, try await second]
    for run in runs {
      #expect(run.code == 0, "\(run.output)\(run.errors)")
      #expect(run.cases(.pass).count >= 45, "\(run.cases(.skipped))")
      let figures = run.scorecard?.figures.map(\.name) ?? []
      #expect(
        figures.contains("reloads for 30 rules") && figures.contains("reads in five seconds at rest"), "\(figures)")
    }
    let cards = runs.compactMap(\.scorecard)
    try #require(cards.count == 2)
    #expect(cards[0].run.suites.map(\.digest) == cards[1].run.suites.map(\.digest))
    #expect(cards[0].cases.map(\.summary.identity.id) == cards[1].cases.map(\.summary.identity.id))
  }

  struct Defect: Sendable, CustomTestStringConvertible {
    var name: String
    /// Cases that must fail; the selection of the run.
    var caughtBy: [String]

    init(_ name: String, _ caughtBy: String...) {
      self.name = name
      self.caughtBy = caughtBy.map { "OBS-\($0)" }
    }

    var testDescription: String { "\(name): \(caughtBy.joined(separator: ", "))" }
  }

  static let defects: [Defect] = [
    Defect("ignores-updates", "012", "020"), Defect("never-cleans-up", "022"), Defect("hot-loop", "024", "036"),
    Defect("stale-status", "020", "036"), Defect("owns-nothing", "033"), Defect("loses-on-restart", "025"),
    Defect("order-flips", "024"), Defect("ignores-labels", "011"), Defect("no-child-repair", "034"),
    Defect("reloads-each-resync", "024"), Defect("forgets-reload-on-delete", "022"),
    Defect("gives-up-reload", "027", "028"), Defect("no-drift-repair", "030", "031"),
    Defect("removes-foreign-rules", "032"), Defect("drops-others-when-invalid", "018"),
    Defect("accepts-invalid", "018", "020"), Defect("ready-before-reload", "027"),
    Defect("reasonless-rejection", "018", "027"), Defect("never-ready", "011"),
  ]

  @Test(
    "a seeded defect is caught by the cases that are about it",
    .enabled(if: hasPrometheus, "prometheus is not installed"), arguments: defects)
  func seededDefect(defect: Defect) async throws {
    let selection = defect.caughtBy.flatMap { ["--case", $0] }
    let candidate = defect.name.count.isMultiple(of: 2) ? "monitors" : "telemetry-profile"
    let run = try await Self.run(candidate, selection + ["--patience", "0.4", "--", "--defect", defect.name])
    #expect(run.code == 1, "\(run.output)\(run.errors)")
    #expect(run.cases(.fail) == defect.caughtBy, "\(run.output)")
  }

  @Test("without a Prometheus, what is done in the cluster is judged all the same")
  func withoutPrometheus() async throws {
    let folder = try TemporaryFolder()
    let text = try String(contentsOfFile: "\(Program.repository)/labs/embedded.yaml", encoding: .utf8)
    let lab = try folder.file(
      "lab.yaml",
      text.replacing(/\n    prometheus:\n.*\n.*\n/, with: "\n")
        .replacing("netbox-seed.yaml", with: "\(Program.repository)/labs/netbox-seed.yaml"))
    let suite = "suites/observability"
    let result = try await Program.plugfest([
      "run", "--suite", "\(suite)/suite.yaml", "--candidate", "\(suite)/candidates/telemetry-profile/candidate.yaml",
      "--lab", lab, "--reports", "\(folder.path)/reports", "--format", "json",
    ])
    #expect(result.code == 0, "\(result.output)\(result.errors)")
    let cases = try ScorecardFile.read(Data(result.output.utf8)).cases
    let passed = cases.filter { $0.verdict == .pass }.map(\.summary.identity.id)
    #expect(passed == ["OBS-033", "OBS-034", "OBS-036"])
    #expect(
      cases.filter { $0.verdict != .pass }.allSatisfy { $0.skipReason == "NA: the lab has no endpoint prometheus" })
  }
}
