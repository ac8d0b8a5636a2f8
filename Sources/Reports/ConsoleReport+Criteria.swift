package import Verdicts

extension ConsoleReport {
  /// `criteria: 40 passed, 2 failed, …` and a line for each that failed, the essential ones first; none when no criteria were
  /// judged.
  package static func criteria(_ scorecard: Scorecard, _ style: TextStyle) -> [String] {
    guard let outcomes = scorecard.criteria, !outcomes.isEmpty else { return [] }
    let failed = Severity.allCases.flatMap { severity in
      outcomes.filter { $0.status == .failed && $0.severity == severity }
    }
    return ["criteria: \(outcomes.statusCounts)"]
      + failed.map { outcome in
        let waiver = outcome.waiver.map { $0.isExpired ? "" : " (waived until \($0.until))" } ?? ""
        let tone: TextStyle.Tone = outcome.severity == .essential ? .bad : .broken
        return "  \(style(outcome.id, tone)) \(outcome.severity.rawValue): "
          + PlainText.oneLine("\(outcome.message)\(waiver)", limit: 300)
      }
  }
}

extension [CriterionOutcome] {
  /// `40 passed, 2 failed, 10 not applicable, 70 not observable, 18 not checked`
  package var statusCounts: String {
    let names = ["passed", "failed", "not-applicable", "not-observable", "not-checked"]
    return names.map { name in
      "\(count { $0.status.name == name }) \(name.split(separator: "-").joined(separator: " "))"
    }.joined(separator: ", ")
  }
}
