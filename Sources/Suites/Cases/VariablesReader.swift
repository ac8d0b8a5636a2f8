import Documents
import Expressions
import Plans

/// Reads `variables`, of which each can use those before it.
struct VariablesReader {
  private(set) var expressions: ExpressionReader
  private(set) var variables: [(name: String, value: Template)] = []
  private let diagnostics: DiagnosticCollector

  /// - Parameter scope: what the variables can use.
  init(_ scope: Scope, _ suite: SuiteReader) {
    expressions = ExpressionReader(scope, places: suite.places)
    diagnostics = suite.diagnostics
  }

  mutating func read(_ reader: inout MappingReader) {
    guard reader.optional("variables", .map(of: .node)) != nil else { return }
    for member in reader.node["variables"]?.members ?? [] {
      let template = expressions.template.read(member.value, member.name, diagnostics)
      guard VariableName.check(member, diagnostics), Self.checkFree(member.name, at: member.place, diagnostics)
      else { continue }
      expressions = expressions.declaring(variable: member.name)
      if let template { variables.append((member.name, template)) }
    }
  }

  /// False after an error about a name that plugfest gives.
  static func checkFree(_ name: String, at place: Place, _ diagnostics: DiagnosticCollector) -> Bool {
    guard Scope.reserved.contains(name) else { return true }
    diagnostics.error(
      "\(name.quoted) is a name that plugfest gives", at: place, hint: "choose another name for the variable")
    return false
  }
}
