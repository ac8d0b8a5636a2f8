import Documents
import Testing
import Verdicts

@testable import Reports

@Suite struct JUnitCriteriaTests {
  private static func report(_ outcome: CriterionOutcome, profiles: [ProfileResult] = []) throws -> String {
    var scorecard = JUnitReportTests.scorecard([("A", .pass)])
    scorecard.criteria = [outcome]
    scorecard.profiles = profiles
    return String(decoding: try JUnitReport(scorecard).bytes(), as: UTF8.self)
  }

  private static func outcome(waiver: CriterionOutcome.Waiver? = nil) -> CriterionOutcome {
    CriterionOutcome(
      id: "REC-02", statement: "Nothing is written at rest.", severity: .essential, status: .failed,
      message: "3 writes at rest", findings: [.error("3 writes at rest", at: nil, hint: "write what differs")],
      waiver: waiver)
  }

  @Test("a criterion that is not met is a failure only when a profile of the run is missed by it")
  func decisive() throws {
    let alone = try Self.report(Self.outcome())
    #expect(!alone.contains("<failure "))
    #expect(alone.contains("NOT MET: 3 writes at rest; no profile of this run is missed by it"))

    let missed = try Self.report(Self.outcome(), profiles: [ProfileReportTests.core])
    #expect(missed.contains("type=\"CriterionNotMet\""))
    #expect(missed.contains("hint: write what differs") && !missed.contains("NOT MET"))

    var whole = ProfileResult(
      name: "all", title: "All", result: .failure, standing: .missed, score: 72.3, attainable: 80, threshold: 75)
    whole.parts = [ProfileReportTests.core]
    #expect(try Self.report(Self.outcome(), profiles: [whole]).contains("type=\"CriterionNotMet\""))
  }

  @Test("a waiver shows, and one that is over covers nothing", arguments: [false, true])
  func waived(isExpired: Bool) throws {
    let waiver = CriterionOutcome.Waiver(until: "2030-01-01", because: "a fix is on its way", isExpired: isExpired)
    let text = try Self.report(Self.outcome(waiver: waiver), profiles: [ProfileReportTests.core])
    #expect(text.contains("type=\"CriterionNotMet\"") == isExpired)
    #expect(text.contains("a fix is on its way") == !isExpired)
  }
}
