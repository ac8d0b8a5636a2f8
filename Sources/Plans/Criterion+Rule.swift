package import Documents
import Verdicts

extension Criterion {
  /// What findings about it are called in reports that know errors, warnings and notes.
  package var rule: DiagnosticRule { DiagnosticRule(id, severity.diagnosticSeverity, statement, remedy: remedy) }
}

extension Severity {
  fileprivate var diagnosticSeverity: Diagnostic.Severity {
    switch self {
    case .essential: .error
    case .normal: .warning
    case .bonus: .note
    }
  }
}
