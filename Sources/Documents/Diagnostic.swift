/// One thing that a person should know about an input: what, where, and what to do about it.
///
/// Messages are lower case, without a full stop, and quote the offending value.
package struct Diagnostic: Error, Sendable, Hashable {
  package enum Severity: String, Sendable, Hashable, Comparable, CaseIterable {
    case note, warning, error

    package static func < (left: Severity, right: Severity) -> Bool {
      (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
    }
  }

  package var severity: Severity
  package var message: String
  /// Nil when the message is about no particular place, such as a missing file.
  package var place: Place?
  /// One line that says what to do next.
  package var hint: String?
  /// The source line with a caret under the place, when it helps.
  package var excerpt: String?
  /// What kind of diagnostic it is, where that is told apart.
  package var rule: DiagnosticRule?

  package init(
    _ severity: Severity = .error, _ message: String, at place: Place? = nil, hint: String? = nil,
    excerpt: String? = nil, rule: DiagnosticRule? = nil
  ) {
    self.severity = severity
    self.message = message
    self.place = place
    self.hint = hint
    self.excerpt = excerpt
    self.rule = rule
  }

  package static func error(
    _ message: String, at place: Place? = nil, hint: String? = nil, excerpt: String? = nil,
    rule: DiagnosticRule? = nil
  ) -> Diagnostic {
    Diagnostic(.error, message, at: place, hint: hint, excerpt: excerpt, rule: rule)
  }

  package static func warning(
    _ message: String, at place: Place? = nil, hint: String? = nil, rule: DiagnosticRule? = nil
  ) -> Diagnostic {
    Diagnostic(.warning, message, at: place, hint: hint, rule: rule)
  }
}

extension Diagnostic: CustomStringConvertible {
  /// `suites/a.yaml:12:9: error: unknown field "nmae"`, then the excerpt and the hint on lines of their own.
  package var description: String {
    var lines = ["\(place.map { "\($0): " } ?? "")\(severity): \(message)"]
    if let excerpt { lines.append(excerpt) }
    if let hint { lines.append("  hint: \(hint)") }
    return lines.joined(separator: "\n")
  }
}

/// All that is wrong with an input; thrown when at least one of them is an error.
package struct Diagnostics: Error, Sendable, CustomStringConvertible {
  package private(set) var all: [Diagnostic] = []

  package init(_ all: [Diagnostic] = []) { self.all = all }

  package var hasErrors: Bool { all.contains { $0.severity == .error } }

  package mutating func add(_ diagnostic: Diagnostic) { all.append(diagnostic) }

  package mutating func error(
    _ message: String, at place: Place?, hint: String? = nil, rule: DiagnosticRule? = nil
  ) {
    all.append(.error(message, at: place, hint: hint, rule: rule))
  }

  /// - Throws: `Diagnostics` when one of them is an error.
  package func throwIfErrors() throws(Diagnostics) { if hasErrors { throw self } }

  package var description: String { all.map(\.description).joined(separator: "\n") }
}
