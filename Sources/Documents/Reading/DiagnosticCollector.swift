/// Collects what several readers of one input have to say, so that a person sees all mistakes at once.
package final class DiagnosticCollector {
  package private(set) var diagnostics = Diagnostics()

  package init() {}

  package func add(_ diagnostic: Diagnostic) { diagnostics.add(diagnostic) }

  package func error(_ message: String, at place: Place?, hint: String? = nil, rule: DiagnosticRule? = nil) {
    diagnostics.error(message, at: place, hint: hint, rule: rule)
  }

  /// - Throws: all that was collected, when one of it is an error.
  package func throwIfErrors() throws(Diagnostics) { try diagnostics.throwIfErrors() }
}
