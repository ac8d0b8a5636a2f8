import Cluster
import Documents
import Plans
import Verdicts

/// Carries out one case: namespace, set-up, steps, evidence, clean-up, tear-down.
struct CaseRunner: Sendable {
  let plan: TestSuite.Case
  let run: RunContext
  /// The scope of what surrounds the case; nil when nothing does.
  var surroundings: CaseScope?
  /// From 1 on.
  var attempt = 1

  /// Never throws: whatever happens ends in a result.
  func result() async -> CaseResult {
    let start = run.clock.seconds
    if let reason = skipReason { return .skipped(plan.summary, at: start, because: reason) }
    // Which Events are new, only a watch tells that began before. What is not allowed, the step says.
    if plan.looksAtEvents { try? await run.watches.follow(CaseContext.eventKind) }
    var context = run.context(
      namespace: run.namespace(plan.summary.identity.id, attempt: attempt), caseID: plan.summary.identity.id,
      outer: surroundings,
      timeout: plan.timeout)
    context.hasCandidateAlone = plan.needsCandidateAlone
    context.masks = run.plan.suites.first { $0.name == plan.summary.identity.suite }?.masks ?? []
    let record = CaseRecord()
    do {
      if let reason = try await RequirementCheck(run: run).unmet(plan.requirements, in: context.scope) {
        return .skipped(plan.summary, at: start, because: reason)
      }
    } catch {
      record.fail(Failure(describing: error, kind: .labUnavailable, doing: "find out whether the case applies"))
    }
    let evidence = CaseEvidence(run: run, summary: plan.summary, attempt: attempt, record: record)
    if record.failure == nil {
      run.emit(.caseStarted(plan.summary.identity))
      await carryOut(context, record, evidence)
    }
    // What only failed by now, or before there was a namespace.
    await evidence.take(context)
    record.add(evidence: evidence.finish(context))
    return result(record, start: start)
  }

  private func result(_ record: CaseRecord, start: Double) -> CaseResult {
    record.result(plan.summary, start: start, end: run.clock.seconds, waiver: waiver, redactor: run.redactor)
  }

  // MARK: Whether it applies

  private var skipReason: SkipReason? {
    let endpoints = plan.endpoints + plan.necessaryEndpoints.sorted()
    if let absence = endpoints.lazy.compactMap(run.lab.absence(of:)).first { return .notApplicable(absence) }
    if let absence = run.lab.absence(readBy: plan.necessaryUses) { return .notApplicable(absence) }
    if plan.controlsCandidate, run.control == nil {
      return .notApplicable("plugfest did not start the candidate, so it cannot stop or restart it")
    }
    if plan.needsPreviousVersion, run.plan.candidate.previous == nil {
      return .notApplicable("the candidate names no previous version")
    }
    let unseen = plan.trafficEndpoints.filter { run.lab.southbound[$0] == nil }.sorted()
    if !unseen.isEmpty {
      return .notApplicable("the candidate does not reach \(unseen.joined(separator: ", ")) through plugfest")
    }
    let plain = plan.endpointsOfCertificates.filter { run.plan.lab.endpoints[$0]?.proxy?.isTLS != true }.sorted()
    if !plain.isEmpty {
      return .notApplicable("the candidate reaches \(plain.joined(separator: ", ")) without TLS")
    }
    let unclaimed = plan.claims.filter { !run.plan.candidate.claims.contains($0) }
    if !unclaimed.isEmpty { return .unclaimed(unclaimed.joined(separator: ", ")) }
    return nil
  }

  /// The waiver that holds today, if there is one.
  private var waiver: Candidate.Waiver? {
    let today = String(run.description.startedAt.prefix(10))
    return run.plan.candidate.waivers.first {
      $0.kind == .testCase && plan.summary.identity.isMeant(by: $0.id) && $0.until >= today
    }
  }

  // MARK: The body

  private func carryOut(_ context: CaseContext, _ record: CaseRecord, _ evidence: CaseEvidence) async {
    do {
      try await run.createNamespace(context.scope.namespace, caseID: context.caseID)
    } catch {
      return record.fail(Failure(describing: error, kind: .labUnavailable, doing: "create the case's namespace"))
    }
    let fixture = FixtureRunner(run: run, fixture: plan.fixture, identity: plan.summary.identity, record: record)
    await withinItsTime(context, record) {
      guard await fixture.setUp(context) else { return }
      let steps = StepRunner(run: run, identity: plan.summary.identity, record: record, failureKind: nil)
      _ = await steps.carryOut(plan.steps, context)
    }
    await evidence.take(context)
    context.noteObserved()
    // Nothing may be in the way of tidying up.
    context.endInterference(of: plan)
    // What the candidate holds by finalizers, nobody else takes away.
    await context.restoreCandidate(record)
    await fixture.tearDown(context) { await evidence.take(context) }
    context.endInterference(of: plan)
    await context.restoreCandidate(record)
  }

  /// Inner waits end by themselves at the case's deadline and can say what they were waiting for; this is for everything
  /// else.
  private func withinItsTime(
    _ context: CaseContext, _ record: CaseRecord, _ body: @escaping @Sendable () async -> Void
  ) async {
    let backstop = context.deadline + .seconds(2)
    let budgetEnd = run.budgetEnd ?? backstop
    do {
      try await withDeadline(min(backstop, budgetEnd), stop: run.stop) { await body() }
    } catch is RunStopped {
      record.fail(Failure(.interrupted, "the run was stopped in the middle of this case", at: plan.summary.place))
    } catch  where budgetEnd < backstop {
      record.skip(.notApplicable("the run's budget was used up in the middle of this case"))
    } catch {
      // What waits for the candidate has ended by itself before: this is a lab that does not answer.
      record.fail(
        Failure(
          .labUnavailable, "the time of the case, \(GoDuration.text(plan.timeout)), was used up by a lab that hangs",
          at: plan.summary.place, remedy: "give the case more time if the lab is only slow: `timeout`, `--patience`"))
    }
  }
}
