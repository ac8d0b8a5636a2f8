import Documents
import Oracles
import Plans
import Reports
import Suites
import Verdicts

extension Rescoring {
  /// What the criteria come to by this ledger, beside what the run recorded of them. What manifests and evidence told is
  /// taken over as it was recorded.
  func criteria(_ events: [RunEvent]) -> [RescoringReport.CriterionEntry] {
    guard let scorecard = Scorecard(events: events), let recorded = scorecard.criteria,
      let catalogue = try? CriteriaCatalogue.nearby()
    else { return [] }
    let known = Dictionary(recorded.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let judged = catalogue.criteria.filter { known[$0.id] != nil && $0.isChecked }
    let elsewhere = Set(judged.filter { $0.isStatic || $0.subject == .evidence }.map(\.id))
    let judge = RunJudge(judged, witness, cases: cases(scorecard.cases))
    return judge.outcomes(elsewhere: known.filter { elsewhere.contains($0.key) }).compactMap { outcome in
      known[outcome.id].map { RescoringReport.CriterionEntry(recorded: $0, now: outcome) }
    }
  }

  /// With the verdicts of oracles as they are now.
  private func cases(_ recorded: [CaseResult]) -> [CaseResult] {
    let now = Dictionary(
      items.compactMap { item in item.outcome.map { (item.consultation.id, $0) } },
      uniquingKeysWith: { first, _ in first })
    return recorded.map { result in
      var result = result
      for index in result.steps.indices {
        guard let outcome = result.steps[index].consultation.flatMap({ now[$0] }) else { continue }
        result.steps[index].passed = outcome.verdict == .conforms
        result.steps[index].observation = outcome.sentence
        result.steps[index].skipReason =
          outcome.verdict == .notObservable ? "\(SkipReason.notApplicable(outcome.sentence))" : nil
        if outcome.verdict == .violates, result.failure == nil {
          result.failure = Failure(.stateNotKept, outcome.sentence)
        }
      }
      return result
    }
  }
}
