import Cluster
import Documents
import Kubernetes
import Oracles
package import Plans
package import SupplyChain
package import Verdicts

/// Carries out a plan against a lab that is up: installs the candidate, runs the cases side by side, cleans up, and
/// tells all of it as events.
package struct Run: Sendable {
  private let context: RunContext

  /// - Parameters:
  ///   - supplyChain: Judges the evidence that the candidate brings; nil when it brings none.
  ///   - folder: The run folder, for evidence and the candidate's log.
  ///   - stop: Opening it ends the run early: cases that run are told as interrupted, and the lab is cleaned up.
  ///   - events: Receives every event; finished at the end.
  package init(
    plan: Plan, supplyChain: EvidenceJudge? = nil, lab: LabConnection, description: RunDescription, folder: String,
    redactor: Redactor, clock: RunClock, stop: Latch, events: AsyncStream<RunEvent>.Continuation
  ) {
    // The clean-up has its own time, at the end of the budget.
    let budgetEnd = plan.lab.budget.slot.map { clock.start + $0 - plan.lab.budget.cleanUp }
    let recorder = plan.isRecorded ? Recorder(plan, description, folder: folder, redactor: redactor) : nil
    var context = RunContext(
      plan: plan, lab: lab, description: description, clock: clock,
      watches: Watches(client: lab.client, observer: { recorder?.take($0) }),
      redactor: redactor,
      evidence: EvidenceCollector(
        folder: folder, redactor: redactor, wanted: plan.evidence, description: description), stop: stop,
      budgetEnd: budgetEnd, events: events, recorder: recorder)
    context.supplyChain = supplyChain
    self.context = context
  }

  /// Never throws: whatever happens is told as an event.
  package func carryOut() async {
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await context.watches.run() }
      group.addTask { await context.recorder?.lag.watchMachine() }
      if await reachLab(), await record() { await withCandidate() }
      group.cancelAll()
    }
    endRecording()
    judgeCriteria()
    if let noise = context.lab.noise.counts { context.emit(.labNoise(noise)) }
    context.emit(.runEnded)
    context.events.finish()
  }

  private func reachLab() async -> Bool {
    await context.stage("reach the lab", failingAs: .labUnavailable) {
      let version = try await withDeadline(.now + .seconds(30), stop: context.stop) {
        try await context.lab.client.version()
      }
      context.emit(.labReached(kubernetesVersion: version.gitVersion))
    }
  }

  // MARK: Recording

  /// Watches everything before the candidate is there; without a recording there is nothing to do.
  private func record() async -> Bool {
    guard let recorder = context.recorder else { return true }
    recorder.note(context.plan.candidate)
    recorder.note(context.plan.candidate.masks, from: .candidate)
    // Another candidate must answer for what it writes.
    recorder.note(context.plan.candidate.companions.filter { $0.name != context.plan.beside?.name })
    recorder.noteSchemas(of: context.plan.candidate.manifests.map { KubernetesObject($0.value) })
    return await context.stage("record", failingAs: .labUnavailable) {
      try await withDeadline(.now + .seconds(60), stop: context.stop) { try await recorder.follow(context.watches) }
    }
  }

  private func endRecording() {
    guard let recorder = context.recorder else { return }
    context.emit(.recorded(recorder.account(of: context.plan)))
    for trouble in [recorder.trouble, context.lab.audit?.trouble].compactMap(\.self) { context.emit(.warning(trouble)) }
    recorder.finish()
  }

  private func judgeCriteria() {
    guard !context.plan.criteria.isEmpty else { return }
    let candidate = context.plan.candidate
    let judge = RunJudge(
      context.plan.criteria, context.recorder?.witness ?? RunWitness(), cases: context.tally.results)
    let shown = ManifestJudge.outcomes(
      context.plan.criteria, of: candidate.manifests, before: candidate.previous?.manifests)
    let elsewhere = shown.merging(context.evidenceOutcomes) { _, outcome in outcome }
    context.emit(.criteriaJudged(judge.outcomes(elsewhere: elsewhere).map { context.redactor.redact($0) }))
  }

  private func withCandidate() async {
    var context = context
    var uses = context.plan.candidate.companions.flatMap(\.process.uses)
    if case .process(let process) = context.plan.candidate.installation { uses += process.uses }
    context.absence = context.lab.absence(readBy: uses)
    // What the candidate cannot do without is not there: then no case can say anything.
    guard context.absence == nil else { return await RunRounds(run: context).carryOut() }
    let installer = CandidateInstaller(run: context)
    let isInstalled = await context.stage("install the candidate", failingAs: .labUnavailable) {
      let start = ContinuousClock.now
      try await installer.install()
      if case .manifests = context.plan.candidate.installation {
        context.recorder?.mark(
          CandidateLife.installed, ["seconds": .double(RunClock.seconds(.now - start))])
      }
      // Its own kinds have come.
      try await context.recorder?.follow(context.watches)
      context.recorder?.candidateStarts()
      context.recorder?.noteDefinitions(of: context.plan.candidate, in: context.watches.live)
    }
    if isInstalled {
      await withCompanions(context) { context in await runCandidate(context, installer) }
    }
    _ = await context.stage("remove the candidate", failingAs: .labUnavailable) { try await installer.remove() }
  }

  /// Runs the companions around it, each ready before the next begins.
  private func withCompanions(_ context: RunContext, _ body: (RunContext) async -> Void) async {
    guard context.companions.count < context.plan.candidate.companions.count else { return await body(context) }
    let companion = context.plan.candidate.companions[context.companions.count]
    let role = ProgramRole.companion(companion.name)
    await withProgram(role, in: context) {
      try CandidateSupervisor(companion.process, as: role, in: context)
    } body: { supervisor in
      var context = context
      context.companions.append(supervisor)
      await withCompanions(context, body)
    }
  }

  private func runCandidate(_ context: RunContext, _ installer: CandidateInstaller) async {
    guard case .process(let process) = context.plan.candidate.installation else {
      let control = DeploymentControl(run: context, installer: installer)
      return await withTaskGroup(of: Void.self) { group in
        group.addTask { await control?.followLogs() }
        await runCases(context, control: control)
        group.cancelAll()
      }
    }
    await withProgram(.candidate, in: context) {
      try CandidateSupervisor(
        process, previous: context.plan.candidate.previous?.process, as: .candidate, in: context
      ) { try await installer.change(to: $0) }
    } body: { supervisor in
      await runCases(context, control: supervisor)
      if let usage = await supervisor.usage() { context.recorder?.mark(CandidateLife.usage, usage) }
      _ = try? await supervisor.stop()
    }
  }

  /// Starts the program, does the rest once it is ready, and stops it.
  private func withProgram(
    _ role: ProgramRole, in context: RunContext, make: () throws -> CandidateSupervisor,
    body: (CandidateSupervisor) async -> Void
  ) async {
    let stage = "start \(role.title)"
    let supervisor: CandidateSupervisor
    do {
      supervisor = try make()
    } catch {
      let failure = Failure(describing: error, kind: .suiteDefect, doing: stage)
      return context.emit(.stageEnded(stage, failure: failure))
    }
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await supervisor.run() }
      let isReady = await context.stage(stage, failingAs: role.failureKind) {
        try await supervisor.waitUntilFirstReady(stop: context.stop)
      }
      if isReady { await body(supervisor) }
      group.cancelAll()
    }
  }

  private func runCases(_ context: RunContext, control: (any CandidateControl)?) async {
    var context = context
    context.control = control
    await context.noteMetrics()
    await RunRounds(run: context).carryOut()
    await context.noteMetrics()
    await context.noteImages()
    context.recorder?.note(control?.log)
  }
}
