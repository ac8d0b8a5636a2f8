package import Documents
package import Verdicts

extension Criterion {
  /// By what was found wrong with a number of things.
  ///
  /// - Parameter nothing: why it does not apply when there was none of them.
  package func outcome(subjects: Int, findings: [Diagnostic], nothing: String) -> CriterionOutcome {
    CriterionOutcome(
      id: id, statement: statement, severity: severity, subjects: subjects, findings: findings, nothing: nothing)
  }

  /// - Parameter message: the reason of the status when nil, or that the product cannot tell yet.
  package func outcome(
    _ status: CriterionOutcome.Status, _ message: String? = nil, subjects: Int = 0, evidence: [String] = []
  ) -> CriterionOutcome {
    let message = message ?? status.reason ?? (status == .notChecked ? "it is not checked yet" : statement)
    return CriterionOutcome(
      id: id, statement: statement, severity: severity, status: status, message: message, subjects: subjects,
      evidence: evidence)
  }
}
