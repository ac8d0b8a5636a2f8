import Documents
import Oracles
import Plans
import Verdicts

/// Sets up what surrounds steps, and tidies up afterwards, whatever happened: for a case as for what surrounds cases.
struct FixtureRunner: Sendable {
  let run: RunContext
  let fixture: Fixture
  /// The case to which the steps belong; nil for what surrounds cases.
  let identity: CaseIdentity?
  let record: CaseRecord

  /// Works out the variables and carries out the set-up. Returns whether all of it succeeded.
  func setUp(_ context: CaseContext) async -> Bool {
    do {
      for (name, template) in fixture.variables { context.scope.set(name, try context.scope.evaluate(template)) }
    } catch {
      record.fail(Failure(.suiteDefect, "a variable cannot be evaluated: \(error)", at: fixture.place))
      return false
    }
    return await steps(.setUpFailed).carryOut(fixture.setup, context)
  }

  /// Removes what was made, newest first, then runs the tear-down, then removes the namespace. None of this is cut short
  /// when the run is stopped, only by its own time.
  ///
  /// - Parameter beforeNamespace: Comes when all else is done, and the namespace is still there.
  func tearDown(_ context: CaseContext, beforeNamespace: () async -> Void = {}) async {
    var context = context
    let budget = run.plan.lab.budget
    let cleanUp = CleanUp(
      context: context,
      patience: max(budget.cleanUp, .seconds(SettleWindow.timeToSettle(lag: run.recorder?.lag.seconds ?? 0))),
      end: run.budgetEnd.map { $0 + budget.cleanUp })
    for problem in await cleanUp.removeObjects() { record.fail(problem) }
    context.deadline = cleanUp.deadline
    // Each step has its own chance to tidy up.
    for step in fixture.teardown { _ = await steps(.tearDownFailed).carryOut([step], context) }
    await beforeNamespace()
    for problem in await cleanUp.removeNamespace() { record.fail(problem) }
  }

  private func steps(_ kind: Failure.Kind) -> StepRunner {
    StepRunner(run: run, identity: identity, record: record, failureKind: kind)
  }
}
