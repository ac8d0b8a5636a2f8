import Documents
import Expressions
import Plans
import Verdicts

/// Reads one case, which may stand for one of each example.
struct CaseReader {
  let suite: SuiteReader
  let surroundings: Surroundings

  /// Empty after an error.
  func read(_ node: Node) -> [TestSuite.Case] {
    MappingReader.read(node, as: "case", suite.diagnostics) { reader in
      let examples = CaseExamples.read(&reader, suite)
      let summary = readSummary(&reader)
      let own = surroundings.adding(&reader)
      let timeout = reader.optional("timeout", .duration, or: suite.timeouts.case)
      let expected = reader.optional("takes", .duration)
      let needs = reader.optional("needs", .list(of: .caseReference), or: [])
      let claims = reader.optional("claims", .list(of: .name), or: [])
      suite.checkClaims(reader.node["claims"])
      let endpoints = reader.optional("endpoints", .list(of: .name), or: suite.endpoints)
      let requirements = RequirementReader(
        expressions: ExpressionReader(surroundings.scope, places: suite.places), contract: suite.contract
      ).read(&reader)
      let scope = CaseExamples.variable(node).map { surroundings.scope.declaring(variable: $0, Scope.example) }
      var variables = VariablesReader(scope ?? surroundings.scope, suite)
      variables.read(&reader)
      let allowances = AllowanceReader.read(&reader)
      let steps = readPhases(&reader, variables.expressions.scope, timeout: timeout)
      guard let summary, let timeout, let needs, let claims, let endpoints, let requirements else {
        return nil
      }
      let item = TestSuite.Case(
        summary: summary, group: own.group, labels: own.labels, timeout: timeout, expected: expected,
        requirements: requirements, needs: needs, locks: own.locks, endpoints: endpoints,
        claims: suite.contract?.claims(claims, establishing: steps.flatMap(\.self)) ?? claims,
        variables: variables.variables, uses: variables.expressions.uses.all, setup: steps[0], steps: steps[1],
        teardown: steps[2], allowances: allowances)
      if reader.node["examples"] == nil { return [item] }
      return examples?.cases(of: item)
    } ?? []
  }

  private func readSummary(_ reader: inout MappingReader) -> CaseSummary? {
    let name = reader.required("name", .name)
    let id = reader.required("id", .caseID)
    let category = reader.optional("category", .name, or: "general")
    let severity = reader.optional("severity", .choice, or: Severity.normal)
    let criteria = reader.optional("criteria", .list(of: .criterionID))
    guard let name, let id, let category, let severity else { return nil }
    return CaseSummary(
      identity: CaseIdentity(suite: suite.name, id: id), name: name, category: category, severity: severity,
      place: reader.place, criteria: criteria)
  }

  /// Set-up, steps and tear-down, each with what those before it made.
  private func readPhases(_ reader: inout MappingReader, _ scope: Scope, timeout: Duration?) -> [[Step]] {
    let phases = ["setup", "steps", "teardown"].map { readNodes($0, &reader) }
    var scope = CaseHandles.expecting(in: phases.flatMap(\.self), scope)
    return phases.map { nodes in nodes.compactMap { StepReader.read($0, suite, &scope, timeout: timeout) } }
  }

  private func readNodes(_ phase: String, _ reader: inout MappingReader) -> [Node] {
    let isRequired = phase == "steps"
    let nodes = isRequired ? reader.required(phase, .list(of: .node)) : reader.optional(phase, .list(of: .node))
    if isRequired, nodes?.isEmpty == true { reader.error("the case has no steps", at: phase) }
    return nodes ?? []
  }
}
