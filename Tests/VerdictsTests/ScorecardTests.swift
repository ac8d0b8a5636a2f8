import Foundation
import Testing

@testable import Verdicts

@Suite struct ScorecardTests {
  static let run = RunDescription(
    id: "r1", harnessVersion: "0.1.0", candidate: .init(name: "c", vendor: "v", version: "1", contract: nil),
    suites: [.init(name: "s", digest: "sha256:0")], lab: .init(name: "l", kind: "embedded"),
    startedAt: "2026-01-01T00:00:00Z", hostname: "h", command: ["plugfest", "run"])

  static func summary(_ id: String) -> CaseSummary {
    CaseSummary(identity: .init(suite: "s", id: id), name: "case \(id)", category: "c", severity: .essential)
  }

  static func result(_ id: String, _ verdict: Verdict) -> CaseResult {
    CaseResult(summary: summary(id), verdict: verdict, start: 1, duration: 1)
  }

  static func events(_ verdicts: [Verdict], extra: [RunEvent.Kind] = []) -> [RunEvent] {
    let ids = verdicts.indices.map { "\($0)" }
    var kinds: [RunEvent.Kind] = [.runStarted(run, cases: ids.map(summary))]
    for (id, verdict) in zip(ids, verdicts) { kinds.append(.caseEnded(result(id, verdict))) }
    return (kinds + extra + [.runEnded]).enumerated().map { RunEvent(at: Double($0), $1) }
  }

  struct Row: Sendable {
    var verdicts: [Verdict]
    var result: Scorecard.Result
  }

  @Test(
    "a run conforms only when something passed and nothing failed, broke or flickered",
    arguments: [
      Row(verdicts: [.pass, .pass], result: .conforms), Row(verdicts: [.pass, .skipped], result: .conforms),
      Row(verdicts: [.pass, .fail], result: .doesNotConform), Row(verdicts: [.pass, .flaky], result: .doesNotConform),
      Row(verdicts: [.pass, .error], result: .inconclusive), Row(verdicts: [.fail, .error], result: .doesNotConform),
      Row(verdicts: [.skipped], result: .inconclusive), Row(verdicts: [], result: .inconclusive),
    ])
  func result(row: Row) throws {
    #expect(try #require(Scorecard(events: Self.events(row.verdicts))).result == row.result)
  }

  @Test("a failed clean-up makes a green run inconclusive, a candidate that dies makes it fail")
  func failuresOutsideCases() throws {
    let lab = Failure(.labUnavailable, "the lab went away")
    let broken = Self.events([.pass], extra: [.stageEnded("clean-up", failure: lab)])
    #expect(try #require(Scorecard(events: broken)).result == .inconclusive)
    let candidate = Failure(.candidateNotRunning, "exited with 1")
    let dead = Self.events([.pass], extra: [.stageEnded("candidate", failure: candidate)])
    #expect(try #require(Scorecard(events: dead)).result == .doesNotConform)
  }

  @Test("every prefix of a run gives a scorecard that names what was not reached")
  func prefixes() throws {
    let events = Self.events([.pass, .pass, .pass])
    for length in 1..<events.count {
      let scorecard = try #require(Scorecard(events: events.prefix(length)))
      #expect(scorecard.cases.count == 3)
      #expect(scorecard.totals.passed == length - 1)
      #expect(scorecard.totals.errors == 4 - length)
      #expect(scorecard.isComplete == false)
      #expect(scorecard.result == .inconclusive)
    }
    #expect(Scorecard(events: []) == nil)
  }

  @Test("a scorecard that is saved and read back is the same")
  func roundTrip() throws {
    let scorecard = try #require(Scorecard(events: Self.events([.pass, .fail, .skipped])))
    let data = try JSONEncoder().encode(scorecard)
    #expect(try JSONDecoder().decode(Scorecard.self, from: data) == scorecard)
  }
}
