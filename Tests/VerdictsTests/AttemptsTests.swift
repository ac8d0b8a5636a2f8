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
}
