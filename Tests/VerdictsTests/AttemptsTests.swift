import Testing

@testable import Verdicts

@Suite struct AttemptsTests {
  struct Row: Sendable {
    var verdicts: [Verdict]
    var whole: Verdict
    /// Which attempt's failure is told.
    var failure: Int?
  }

  @Test(
    "a pass after a failure is flaky, and no error of the lab takes a failure back",
    arguments: [
      Row(verdicts: [.pass], whole: .pass),
      Row(verdicts: [.fail], whole: .fail, failure: 0),
      Row(verdicts: [.fail, .pass], whole: .flaky, failure: 0),
      Row(verdicts: [.fail, .fail, .pass], whole: .flaky, failure: 0),
      Row(verdicts: [.fail, .fail], whole: .fail, failure: 1),
      Row(verdicts: [.error, .pass], whole: .pass),
      Row(verdicts: [.error, .fail, .pass], whole: .flaky, failure: 1),
      Row(verdicts: [.fail, .error], whole: .fail, failure: 0),
      Row(verdicts: [.error, .error], whole: .error, failure: 1),
      Row(verdicts: [.error, .skipped], whole: .error, failure: 0),
      Row(verdicts: [.fail, .skipped], whole: .fail, failure: 0),
    ])
  func combine(row: Row) throws {
    let attempts = row.verdicts.enumerated().map { index, verdict in
      let kind: Failure.Kind? = verdict == .fail ? .expectationNotMet : verdict == .error ? .labUnavailable : nil
      return CaseResult(
        summary: CaseSummary(
          identity: CaseIdentity(suite: "s", id: "A"), name: "a", category: "c", severity: .normal),
        verdict: verdict, start: Double(index), duration: 0.5, failure: kind.map { Failure($0, "\(index)") },
        skipReason: verdict == .skipped ? "NA: no time" : nil)
    }
    let result = CaseResult(attempts: attempts)
    #expect(result.verdict == row.whole)
    #expect(result.failure?.message == row.failure.map(String.init))
    #expect((result.skipReason != nil) == (row.whole == .skipped))
    #expect(result.earlierAttempts?.map(\.verdict) ?? [] == row.verdicts.dropLast())
    #expect(result.start == 0 && result.duration == Double(attempts.count) - 0.5)
  }

  @Test("what a case came to before it was tried again is not lost when the run is killed in the second attempt")
  func killed() throws {
    let summary = ScorecardTests.summary("A")
    let failed = CaseResult(
      summary: summary, verdict: .fail, start: 1, duration: 1, failure: Failure(.expectationNotMet, "found 1"))
    let kinds: [RunEvent.Kind] = [
      .runStarted(ScorecardTests.run, cases: [summary]), .caseStarted(summary.identity), .attemptEnded(failed),
      .caseStarted(summary.identity),
    ]
    let scorecard = try #require(Scorecard(events: kinds.enumerated().map { RunEvent(at: Double($0), $1) }))
    let result = try #require(scorecard.cases.first)
    #expect(result.verdict == .fail && result.failure?.message == "found 1")
    #expect(result.earlierAttempts?.map(\.verdict) == [.fail])
    #expect(scorecard.result == .doesNotConform && !scorecard.isComplete)
  }

  @Test("the command that shows a case again has the seed of its round", arguments: [(nil, 7), (1, 7), (3, 9)])
  func seeds(round: Int?, seed: Int) {
    let rerun = RunDescription.Rerun(program: "plugfest", suites: [], options: [], candidateArguments: [])
    let identity = CaseIdentity(suite: "s", id: "A", round: round)
    #expect(rerun.command(for: identity, seed: 7) == "plugfest run --case A --seed \(seed)")
  }
}
