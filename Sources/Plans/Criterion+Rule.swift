package import Documents
import Verdicts

extension Criterion {
  /// What findings about it are called in reports that know errors, warnings and notes.
  package var rule: DiagnosticRule { severity.rule(id, statement, remedy: remedy) }
}
