import Documents
import Foundation
import Testing
import Verdicts

@Suite struct CriterionOutcomeTests {
  static func outcome(_ status: CriterionOutcome.Status) -> CriterionOutcome {
    let rule = Severity.normal.rule("REC-12", "The operator does not write into the wish.", remedy: "Use the status.")
    let finding = Diagnostic(
      .warning, "it wrote spec.a", at: Place(file: "a.yaml", line: 1, column: 2), hint: "Use the status.", rule: rule)
    return CriterionOutcome(
      id: "REC-12", statement: "The operator does not write into the wish.", severity: .normal, status: status,
      message: "it wrote spec.a", subjects: 3, findings: status == .failed ? [finding] : [],
      evidence: ["ipam/IPAM-001"], waiver: CriterionOutcome.Waiver(until: "2026-12-31", because: "b", isExpired: false))
  }

  @Test(
    "an outcome is saved with its status by name, and read back as it was",
    arguments: [
      (CriterionOutcome.Status.passed, "passed"), (.failed, "failed"), (.notChecked, "not-checked"),
      (.notApplicable("nothing there"), "not-applicable"), (.notObservable("no logs"), "not-observable"),
    ])
  func coding(status: CriterionOutcome.Status, name: String) throws {
    let outcome = Self.outcome(status)
    let data = try JSONEncoder().encode(outcome)
    #expect(try JSON.parse(String(decoding: data, as: UTF8.self))["status"]?.string == name)
    #expect(try JSONDecoder().decode(CriterionOutcome.self, from: data) == outcome)
  }

  @Test("nothing to judge is not a pass, and findings are a failure")
  func statuses() {
    func outcome(_ subjects: Int, _ findings: [Diagnostic]) -> CriterionOutcome {
      CriterionOutcome(
        id: "A-01", statement: "s", severity: .normal, subjects: subjects, findings: findings, nothing: "no role")
    }
    #expect(outcome(0, []).status == .notApplicable("no role"))
    #expect(outcome(1, []).status == .passed)
    #expect(outcome(1, [.error("bad")]).status == .failed)
    #expect(outcome(1, [.error("bad"), .error("worse")]).message == "2 findings, the first: bad")
  }
}
