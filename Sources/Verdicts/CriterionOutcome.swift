package import Documents

/// What one criterion came to over a set of manifests.
package struct CriterionOutcome: Sendable {
  package var id: String
  package var statement: String
  package var severity: Severity
  /// How many things it was applied to; with none of them nothing is said.
  package var subjects: Int
  package var findings: [Diagnostic]

  package init(id: String, statement: String, severity: Severity, subjects: Int, findings: [Diagnostic]) {
    self.id = id
    self.statement = statement
    self.severity = severity
    self.subjects = subjects
    self.findings = findings
  }
}
