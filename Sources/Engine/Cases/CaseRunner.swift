import Cluster
import Documents
import Expressions
import Kubernetes
import Plans
import Verdicts

/// Carries out one case: namespace, set-up, steps, evidence, clean-up, tear-down.
struct CaseRunner: Sendable {
  let plan: TestSuite.Case
  let run: RunContext

  /// Never throws: whatever happens ends in a result.
  func result() async -> CaseResult {
    let start = run.clock.seconds
    if let reason = skipReason { return .skipped(plan.summary, at: start, because: reason) }
    run.emit(.caseStarted(plan.summary.identity))
    var record = CaseRecord()
    let namespace = run.namespace(for: plan.summary.identity)
    let scope = CaseScope(namespace: namespace, values: run.values(namespace: namespace), live: run.watches.live)
    let context = CaseContext(
      lab: run.lab, candidate: run.plan.candidate, watches: run.watches, scope: scope,
      guardRails: run.plan.lab.guardRails, runID: run.description.id, caseID: plan.summary.identity.id,
      deadline: .now + plan.timeout)
    let steps = await carryOut(context, &record)
    if record.failure != nil { record.evidence = await run.evidence.collect(context, for: plan.summary) }
    await cleanUp(context, hasStarted: steps, &record)
    return record.result(plan.summary, start: start, end: run.clock.seconds, waiver: waiver, redactor: run.redactor)
  }

  // MARK: Whether it applies

  private var skipReason: SkipReason? {
    let missing = plan.endpoints.filter { run.lab.endpoints[$0] == nil }
    if !missing.isEmpty { return .notApplicable("the lab has no endpoint \(missing.joined(separator: ", "))") }
    let unclaimed = plan.claims.filter { !run.plan.candidate.claims.contains($0) }
    if !unclaimed.isEmpty { return .unclaimed(unclaimed.joined(separator: ", ")) }
    return nil
  }

  /// The waiver that holds today, if there is one.
  private var waiver: Candidate.Waiver? {
    let today = String(run.description.startedAt.prefix(10))
    return run.plan.candidate.waivers.first { $0.id == plan.summary.identity.id && $0.until >= today }
  }

  // MARK: The body

  /// Returns whether there is anything to clean up.
  private func carryOut(_ context: CaseContext, _ record: inout CaseRecord) async -> Bool {
    do {
      try await run.createNamespace(context.scope.namespace, caseID: context.caseID)
    } catch {
      record.fail(Failure(describing: error, kind: .labUnavailable, doing: "create the case's namespace"))
      return false
    }
    // Inner waits end by themselves at the case's deadline and can say what they were waiting for; this is for
    // everything else.
    let backstop = context.deadline + .seconds(2)
    do {
      record = try await withDeadline(backstop, stop: run.stop) { [record] in
        var record = record
        await carryOutSteps(context, &record)
        return record
      }
    } catch is RunStopped {
      record.fail(Failure(.interrupted, "the run was stopped in the middle of this case", at: plan.summary.place))
    } catch {
      // What waits for the candidate has ended by itself before: this is a lab that does not answer.
      record.fail(
        Failure(
          .labUnavailable, "the time of the case, \(GoDuration.text(plan.timeout)), was used up by a lab that hangs",
          at: plan.summary.place, remedy: "give the case more time if the lab is only slow: `timeout`, `--patience`"))
    }
    return true
  }

  private func carryOutSteps(_ context: CaseContext, _ record: inout CaseRecord) async {
    do {
      for (name, template) in plan.variables { context.scope.set(name, try context.scope.evaluate(template)) }
    } catch {
      return record.fail(Failure(.suiteDefect, "a variable cannot be evaluated: \(error)", at: plan.summary.place))
    }
    for step in plan.setup {
      guard await carryOut(step, context, &record, failingAs: .setUpFailed) else { return }
    }
    for step in plan.steps {
      guard await carryOut(step, context, &record, failingAs: nil) else { return }
    }
  }

  /// Returns whether it passed.
  private func carryOut(
    _ step: Step, _ context: CaseContext, _ record: inout CaseRecord, failingAs kind: Failure.Kind?
  ) async -> Bool {
    run.emit(.stepStarted(plan.summary.identity, name: step.name))
    let start = run.clock.seconds
    var observation: String?
    var failure: Failure?
    do {
      observation = try await context.carryOut(step.operation)
    } catch {
      var described = Failure(describing: error, kind: .suiteDefect, doing: step.name)
      if described.place == nil { described.place = step.place }
      if step.isDescribed, described.kind.accusesCandidate {
        described.message = "not so: \(step.name) (\(described.message))"
      }
      if let kind, described.kind != .interrupted {
        described.details.insert(
          "in a step that only prepares or tidies up, so it says nothing about the candidate", at: 0)
        described.kind = kind
      }
      failure = described
    }
    let result = StepResult(
      name: step.name, duration: run.clock.seconds - start, passed: failure == nil,
      observation: (failure?.message ?? observation).map(run.redactor.redact))
    run.emit(.stepEnded(plan.summary.identity, result))
    record.steps.append(result)
    if let failure { record.fail(failure) }
    return failure == nil
  }

  // MARK: Afterwards

  /// Removes what the case made, newest first, then runs the tear-down, then removes the namespace. None of this is cut
  /// short when the run is stopped, only by its own time.
  private func cleanUp(_ context: CaseContext, hasStarted: Bool, _ record: inout CaseRecord) async {
    guard hasStarted else { return }
    let limit = ContinuousClock.now + run.plan.lab.budget.cleanUp
    let cleanUp = CleanUp(context: context, deadline: limit)
    for problem in await cleanUp.removeObjects() { record.noteCleanUp(problem) }
    var tearDown = context
    tearDown.deadline = limit
    for step in plan.teardown {
      var own = CaseRecord()
      if await !carryOut(step, tearDown, &own, failingAs: .tearDownFailed), let failure = own.failure {
        record.noteCleanUp(failure)
      }
      record.steps += own.steps
    }
    for problem in await cleanUp.removeNamespace() { record.noteCleanUp(problem) }
  }
}
