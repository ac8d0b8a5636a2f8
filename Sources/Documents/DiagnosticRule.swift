/// A kind of diagnostic: what outputs, tables and files call it by, and what to do about any of its kind.
package struct DiagnosticRule: Sendable, Hashable, Identifiable {
  /// Words joined by `-`; it stays the same from release to release.
  package let id: String
  package let severity: Diagnostic.Severity
  /// What is found, in a few words without a full stop.
  package let summary: String
  /// What to do about it, when a diagnostic does not say more.
  package let remedy: String

  package init(_ id: String, _ severity: Diagnostic.Severity, _ summary: String, remedy: String) {
    self.id = id
    self.severity = severity
    self.summary = summary
    self.remedy = remedy
  }
}

extension DiagnosticRule {
  package static let unreadableFile = DiagnosticRule(
    "unreadable-file", .error, "the file or folder cannot be read",
    remedy: "check the path, the permissions and the encoding")
  package static let syntax = DiagnosticRule(
    "syntax", .error, "the file is not YAML or JSON", remedy: "correct the text at the place")
  package static let unknownField = DiagnosticRule(
    "unknown-field", .error, "a field that nothing reads", remedy: "correct its name or remove it")
  package static let missingField = DiagnosticRule(
    "missing-field", .error, "a field that must be there is missing", remedy: "add the field")
  package static let conflictingFields = DiagnosticRule(
    "conflicting-fields", .error, "fields of which there may be only one", remedy: "keep one of them")
  package static let wrongValue = DiagnosticRule(
    "wrong-value", .error, "a value of another type, or none of those that are allowed",
    remedy: "write what is expected")
}
