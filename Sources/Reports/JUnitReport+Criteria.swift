import Documents
import Verdicts

// What the criteria came to.
extension JUnitReport {
  /// One case for each criterion, if any were judged; what nobody could see is skipped, never passed. A failure in the file
  /// always goes with the exit code 1, so what decides nothing in this run is skipped too, and says that it is not met.
  var criteriaSuites: [Suite] {
    guard let outcomes = scorecard.criteria, !outcomes.isEmpty else { return [] }
    let className = className("criteria")
    let decisive = Set(missedProfiles(scorecard.profiles ?? []).flatMap { $0.notPassed.map(\.id) })
    let cases = outcomes.map { outcome in
      let lines =
        ["verdict: \(outcome.status.name)", outcome.message] + outcome.evidence.map { "shown by: \($0)" }
        + ["[[PROPERTY|severity=\(outcome.severity.rawValue)]]"]
      return Case(
        name: "\(outcome.id) \(outcome.statement)", className: className, duration: 0,
        outcome: Self.outcome(of: outcome, isDecisive: decisive.contains(outcome.id)),
        output: PlainText.shortened(lines.joined(separator: "\n"), to: Self.outputLimit))
    }
    return [Suite(name: "criteria / \(scorecard.run.candidate.name)", cases: cases)]
  }

  private func missedProfiles(_ profiles: [ProfileResult]) -> [ProfileResult] {
    profiles.filter { $0.standing == .missed }.flatMap { [$0] + missedProfiles($0.parts ?? []) }
  }

  private static func outcome(of outcome: CriterionOutcome, isDecisive: Bool) -> Case.Outcome {
    if outcome.status == .failed, let waiver = outcome.waiver, !waiver.isExpired {
      return .skipped("\(SkipReason.waived(id: outcome.id, until: waiver.until, because: waiver.because))")
    }
    switch outcome.status {
    case .passed: return .passed
    case .notApplicable(let reason): return .skipped("NA: \(reason)")
    case .notObservable(let reason): return .skipped("NA: it cannot be observed: \(reason)")
    case .notChecked: return .skipped("NA: \(outcome.message)")
    case .failed where !isDecisive:
      return .skipped(
        "NOT MET: \(PlainText.oneLine(outcome.message, limit: 200)); no profile of this run is missed by it")
    case .failed:
      let places = outcome.findings.map { finding in "\(finding.place.map { "\($0): " } ?? "")\(finding.message)" }
      let hint = outcome.findings.first?.hint.map { ["hint: \($0)"] } ?? []
      return .failure(
        type: "CriterionNotMet", message: PlainText.oneLine(outcome.message, limit: 200),
        content: (places + hint).joined(separator: "\n"))
    }
  }
}
