import Documents
import Expressions
import Plans

/// Reads what surrounds the cases of a suite or group.
enum FixtureReader {
  /// - Parameter scope: what it can use; afterwards also what it makes, for the cases in it.
  /// - Returns: nil after an error.
  static func read(_ reader: inout MappingReader, _ suite: SuiteReader, _ scope: inout Scope) -> Fixture? {
    let requirements = RequirementReader(
      expressions: ExpressionReader(scope, places: suite.places), contract: suite.contract
    ).read(&reader)
    var variables = VariablesReader(scope, suite)
    variables.read(&reader)
    let setup = reader.optional("setup", .list(of: .node), or: []) ?? []
    let teardown = reader.optional("teardown", .list(of: .node), or: []) ?? []
    scope = CaseHandles.expecting(in: setup, variables.expressions.scope)
    let timeout = suite.timeouts.case
    let setupSteps = setup.map { StepReader.read($0, suite, &scope, timeout: timeout) }
    // What the tear-down makes is nothing for the cases.
    var own = CaseHandles.expecting(in: teardown, scope)
    let teardownSteps = teardown.map { StepReader.read($0, suite, &own, timeout: timeout) }
    guard let requirements else { return nil }
    return Fixture(
      requirements: requirements + (suite.contract?.requirements(of: setupSteps.compactMap(\.self)) ?? []),
      variables: variables.variables,
      uses: variables.expressions.uses.all,
      setup: setupSteps.compactMap(\.self), teardown: teardownSteps.compactMap(\.self), timeout: timeout,
      place: reader.place)
  }
}
