import Documents
import Expressions
import Plans
import Verdicts

/// Reads one case.
struct CaseReader {
  let suite: SuiteReader
  private var diagnostics: DiagnosticCollector { suite.diagnostics }

  init(suite: SuiteReader) { self.suite = suite }

  func read(_ node: Node) -> TestSuite.Case? {
    MappingReader.read(node, as: "case", diagnostics) { reader in
      let summary = readSummary(&reader)
      let labels = reader.optional("labels", .map(of: .string), or: [])
      let timeout = reader.optional("timeout", .duration, or: suite.timeouts.case)
      let claims = reader.optional("claims", .list(of: .name), or: [])
      let endpoints = reader.optional("endpoints", .list(of: .name), or: suite.endpoints)
      var (variables, scope, uses) = readVariables(&reader)
      let phases = ["setup", "steps", "teardown"].map { (name: $0, nodes: readNodes($0, &reader)) }
      scope = CaseHandles.expecting(in: phases.flatMap(\.nodes), scope)
      let steps = phases.map { phase in phase.nodes.map { StepReader.read($0, suite, &scope, timeout: timeout) } }
      guard let summary, let labels, let timeout, let claims, let endpoints else { return nil }
      return TestSuite.Case(
        summary: summary, labels: Dictionary(labels.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 }),
        timeout: timeout, endpoints: endpoints, claims: claims, variables: variables, uses: uses,
        setup: steps[0].compactMap(\.self), steps: steps[1].compactMap(\.self),
        teardown: steps[2].compactMap(\.self))
    }
  }

  private func readSummary(_ reader: inout MappingReader) -> CaseSummary? {
    let name = reader.required("name", .name)
    let id = reader.required("id", .caseID)
    let category = reader.optional("category", .name, or: "general")
    let severity = reader.optional("severity", .choice, or: Severity.normal)
    guard let name, let id, let category, let severity else { return nil }
    return CaseSummary(
      identity: CaseIdentity(suite: suite.name, id: id), name: name, category: category, severity: severity,
      place: reader.place)
  }

  /// Each can use those before it.
  private func readVariables(
    _ reader: inout MappingReader
  ) -> (variables: [(name: String, value: Template)], scope: Scope, uses: [VariableUse]) {
    var expressions = ExpressionReader(.suite, places: suite.places)
    var variables: [(name: String, value: Template)] = []
    let isThere = reader.optional("variables", .map(of: .node)) != nil
    for member in isThere ? reader.node["variables"]?.members ?? [] : [] {
      let template = expressions.template.read(member.value, member.name, diagnostics)
      guard VariableName.check(member, diagnostics), checkFree(member.name, at: member.place) else { continue }
      expressions.scope = expressions.scope.declaring(variable: member.name)
      if let template { variables.append((member.name, template)) }
    }
    return (variables, expressions.scope, expressions.uses.all)
  }

  private func checkFree(_ name: String, at place: Place) -> Bool {
    guard Scope.reserved.contains(name) else { return true }
    diagnostics.error(
      "\(name.quoted) is a name that plugfest gives", at: place, hint: "choose another name for the variable")
    return false
  }

  private func readNodes(_ phase: String, _ reader: inout MappingReader) -> [Node] {
    let isRequired = phase == "steps"
    let nodes = isRequired ? reader.required(phase, .list(of: .node)) : reader.optional(phase, .list(of: .node))
    if isRequired, nodes?.isEmpty == true { reader.error("the case has no steps", at: phase) }
    return nodes ?? []
  }
}
