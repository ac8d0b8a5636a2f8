import Foundation
import Reports
import Testing
import Verdicts

/// `suites/apn-config` with its two candidates, which share no schema.
@Suite(.timeLimit(.minutes(10))) struct AccessPointSuiteTests {
  private static func run(
    _ candidate: String, lab: String = "embedded", _ extra: [String] = []
  ) async throws -> SuiteRun {
    let folder = try TemporaryFolder()
    return try await SuiteRun.run("apn-config", candidate: candidate, lab: lab, extra, reports: folder.path)
  }

  @Test("two operators with different kinds conform, and their scorecards can be compared")
  func conforming() async throws {
    async let small = Self.run("dnn")
    async let full = Self.run("access-point")
    let runs = [try await full, try await small]
    for run in runs {
      #expect(run.code == 0, "\(run.output)\(run.errors)")
      #expect(run.cases(.fail) + run.cases(.error) == [])
      let figures = run.scorecard?.figures.map(\.name) ?? []
      #expect(figures.contains("writes per accessPoint on smf"), "\(figures)")
      #expect(figures.contains("reads of smf at rest in 3 s"), "\(figures)")
    }
    let cards = runs.compactMap(\.scorecard)
    try #require(cards.count == 2)
    #expect(cards[0].run.suites.map(\.digest) == cards[1].run.suites.map(\.digest))
    #expect(cards[0].cases.map(\.summary.identity.id) == cards[1].cases.map(\.summary.identity.id))
    #expect(cards[0].cases.count { $0.verdict == .pass } >= 150)
    #expect(cards[0].cases.allSatisfy { $0.verdict == .pass }, "\(runs[0].cases(.skipped))")
    // What the smaller one cannot say is not asked of it, and nothing else is left out.
    #expect(cards[1].cases.count { $0.verdict == .pass } >= 110)
    for item in cards[1].cases where item.verdict != .pass {
      #expect(item.skipReason?.hasPrefix("UNCLAIMED:") == true, "\(item.summary.identity.id): \(item.skipReason ?? "")")
    }
  }

  @Test(
    "the same suite passes over NETCONF", .enabled(if: hasNETCONF, "netconfd or openssh-server is not installed"),
    arguments: ["access-point", "dnn"])
  func netconf(candidate: String) async throws {
    // What differs: how entries are read, edited and locked, what a lost answer is, and what a target says when it refuses.
    let cases = [
      "001", "002", "004", "010", "012", "019", "032", "052", "060", "065", "066", "068", "080", "092", "100",
    ]
    let run = try await Self.run(candidate, lab: "netconf", cases.flatMap { ["--case", "APN-\($0)"] })
    #expect(run.code == 0, "\(run.output)\(run.errors)")
    #expect(run.cases(.pass) == cases.map { "APN-\($0)" }, "\(run.output)")
  }

  private static let hasNETCONF = ["/usr/sbin/netconfd", "/usr/sbin/sshd"].allSatisfy {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  struct Defect: Sendable, CustomTestStringConvertible {
    var name: String
    /// Cases that must fail; the selection of the run.
    var caughtBy: [String]

    init(_ name: String, _ caughtBy: String...) {
      self.name = name
      self.caughtBy = caughtBy.map { "APN-\($0)" }
    }

    var testDescription: String { "\(name): \(caughtBy.joined(separator: ", "))" }
  }

  static let defects: [Defect] = [
    Defect("never-ready", "001"),
    Defect("marks-nothing", "001"),
    Defect("ignores-second-target", "001", "003"),
    Defect("ready-too-early", "002"),
    Defect("leaves-dropped-targets", "007"),
    Defect("status-without-generation", "010"),
    Defect("ignores-updates", "010", "013"),
    Defect("writes-whole-entry", "010", "011", "014"),
    Defect("miscounts-rates", "011"),
    Defect("drops-dns-order", "012"),
    Defect("forgets-removed-fields", "019"),
    Defect("writes-every-pass", "030", "032"),
    Defect("writes-other-units", "031"),
    Defect("writes-other-order", "033"),
    Defect("loads-all-entries", "032"),
    Defect("hot-loop", "032"),
    Defect("writes-without-pool", "042", "043"),
    Defect("ignores-late-claims", "044"),
    Defect("allows-overlaps", "045"),
    Defect("case-sensitive", "050"),
    Defect("allows-twins", "050", "051"),
    Defect("overwrites-foreign", "052", "053"),
    Defect("deletes-foreign", "053"),
    Defect("ready-while-down", "060", "061"),
    Defect("never-retries", "060", "063"),
    Defect("stops-at-first-failure", "060"),
    Defect("stale-ready", "062"),
    Defect("ignores-retry-after", "064"),
    Defect("waits-forever", "065"),
    Defect("duplicates-after-lost-response", "066"),
    Defect("reasonless-rejection", "068"),
    Defect("keeps-old-credential", "070"),
    Defect("no-backoff", "072"),
    Defect("no-drift-repair", "080", "081"),
    Defect("forgets-finalizer", "090"),
    Defect("keeps-claim", "090"),
    Defect("releases-claim-first", "090"),
    Defect("ignores-orphan", "091"),
    Defect("drops-finalizer-when-down", "092"),
    Defect("never-finishes-deletion", "092"),
    Defect("disowns-children", "096"),
    Defect("loses-on-restart", "101"),
    Defect("misses-changes-while-down", "102"),
    Defect("rewrites-on-upgrade", "103"),
    Defect("no-events", "110"),
  ]

  @Test("a seeded defect is caught by the cases that are about it", arguments: defects)
  func seededDefect(defect: Defect) async throws {
    let selection = defect.caughtBy.flatMap { ["--case", $0] }
    let run = try await Self.run(
      "access-point", selection + ["--patience", "0.5", "--", "--defect", defect.name])
    #expect(run.code == 1, "\(run.output)\(run.errors)")
    #expect(run.cases(.fail) == defect.caughtBy, "\(run.output)")
  }
}
