import Cluster
import Documents
import Expressions
package import Plans
package import Verdicts

/// Carries out a plan against a lab that is up: installs the candidate, runs the cases side by side, cleans up, and
/// tells all of it as events.
package struct Run: Sendable {
  private let context: RunContext

  /// - Parameters:
  ///   - folder: The run folder, for evidence and the candidate's log.
  ///   - stop: Opening it ends the run early: cases that run are told as interrupted, and the lab is cleaned up.
  ///   - events: Receives every event; finished at the end.
  package init(
    plan: Plan, lab: LabConnection, description: RunDescription, folder: String, redactor: Redactor, clock: RunClock,
    stop: Latch, events: AsyncStream<RunEvent>.Continuation
  ) {
    // The clean-up has its own time, at the end of the budget.
    let budgetEnd = plan.lab.budget.slot.map { clock.start + $0 - plan.lab.budget.cleanUp }
    context = RunContext(
      plan: plan, lab: lab, description: description, clock: clock, watches: Watches(client: lab.client),
      redactor: redactor,
      evidence: EvidenceCollector(
        folder: folder, redactor: redactor, wanted: plan.evidence, description: description), stop: stop,
      budgetEnd: budgetEnd, events: events)
  }

  /// Never throws: whatever happens is told as an event.
  package func carryOut() async {
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await context.watches.run() }
      if await reachLab() { await withCandidate() }
      group.cancelAll()
    }
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

  private func withCandidate() async {
    var context = context
    if case .process(let process) = context.plan.candidate.installation {
      context.absence = context.lab.absence(readBy: process.uses)
    }
    // What the candidate cannot do without is not there: then no case can say anything.
    guard context.absence == nil else { return await RunRounds(run: context).carryOut() }
    let installer = CandidateInstaller(run: context)
    let isInstalled = await context.stage("install the candidate", failingAs: .labUnavailable) {
      try await installer.install()
    }
    if isInstalled { await runCandidate(installer) }
    _ = await context.stage("remove the candidate", failingAs: .labUnavailable) { try await installer.remove() }
  }

  private func runCandidate(_ installer: CandidateInstaller) async {
    guard case .process(let installation) = context.plan.candidate.installation else {
      let control = DeploymentControl(run: context, installer: installer)
      return await withTaskGroup(of: Void.self) { group in
        group.addTask { await control?.followLogs() }
        await runCases(control: control)
        group.cancelAll()
      }
    }
    let supervisor: CandidateSupervisor
    do {
      supervisor = try self.supervisor(installation, installer)
    } catch {
      let failure = Failure(describing: error, kind: .suiteDefect, doing: "start the candidate")
      return context.emit(.stageEnded("start the candidate", failure: failure))
    }
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await supervisor.run() }
      let isReady = await context.stage("start the candidate", failingAs: .candidateNotRunning) {
        try await supervisor.waitUntilFirstReady(stop: context.stop)
      }
      if isReady { await runCases(control: supervisor) }
      group.cancelAll()
    }
  }

  private func supervisor(
    _ installation: Candidate.Process, _ installer: CandidateInstaller
  ) throws -> CandidateSupervisor {
    let log = CandidateLog()
    let context = context
    let present = try configuration(installation)
    let previous = try context.plan.candidate.previous?.process.map(configuration)
    return CandidateSupervisor(
      log: log,
      make: { version in
        let configuration = version == .previous ? previous ?? present : present
        return CandidateProcess(configuration, log: log, redactor: context.redactor)
      },
      install: { try await installer.change(to: $0) },
      report: { failure in
        // A candidate that dies is told at once, not only through the cases that then fail.
        context.emit(.stageEnded("keep the candidate running", failure: context.redactor.redact(failure)))
      })
  }

  private func configuration(_ installation: Candidate.Process) throws -> CandidateProcess.Configuration {
    let bindings = Bindings(["lab": context.labValue, "run": ["id": .string(context.description.id)]])
    func text(_ template: Template) throws -> String {
      let value = try template.evaluate(bindings)
      return value.string ?? JSON.text(value)
    }
    // The lab's kubeconfig, and where an operator outside of a cluster keeps its leases.
    var environment = ["KUBECONFIG": context.lab.kubeconfigPath, "POD_NAMESPACE": "default"]
    for (name, template) in installation.environment { environment[name] = try text(template) }
    for name in installation.secretVariables { environment[name].map(context.redactor.add) }
    return CandidateProcess.Configuration(
      command: try installation.command.map(text), environment: environment,
      readyLine: try installation.readyLine.map { try RegularExpression($0) }, readyWithin: installation.readyWithin,
      stopWithin: installation.stopWithin, logPath: "\(context.evidence.folder)/candidate.log")
  }

  private func runCases(control: (any CandidateControl)?) async {
    var context = context
    context.control = control
    await RunRounds(run: context).carryOut()
  }
}
