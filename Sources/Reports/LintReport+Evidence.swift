import Verdicts

extension LintReport {
  /// What criteria about evidence came to, besides findings: on what a pass stands, and what could not be seen.
  func evidenceLines(_ style: TextStyle) -> [String] {
    outcomes.compactMap { outcome in
      let message = PlainText.oneLine(outcome.message, limit: 1000)
      switch outcome.status {
      case .passed:
        return outcome.evidence.isEmpty ? nil : "\(style(outcome.id, .strong)) \(style("passed", .good)): \(message)"
      case .notObservable:
        return "\(style(outcome.id, .strong)) \(style("not observable", .broken)): \(message)"
      case .failed, .notApplicable, .notChecked: return nil
      }
    }
  }
}
