import Engine
import Plans
import SupplyChain
import Verdicts

/// One run of a plan in its lab, told as events; who shows or keeps them is somebody else's.
struct LabRun: Sendable {
  let plan: Plan
  /// Nil when the candidate brings no evidence.
  var supplyChain: EvidenceJudge?
  let description: RunDescription
  /// The run folder.
  let folder: String
  let clock: RunClock
  /// Opening it ends the run early, and cleans up.
  let stop: Latch

  /// Never throws: a lab that cannot be brought up is an event, too. The last event is always the run's end.
  func carryOut(_ events: AsyncStream<RunEvent>.Continuation) async {
    let redactor = Redactor()
    let launcher = LabLauncher(
      lab: plan.lab, folder: folder, redactor: redactor, startsCandidate: plan.candidate.installation.isProcess,
      auditedNamespaces: plan.isRecorded ? Run.namespacePrefix(description.id) : nil)
    do {
      try await launcher.withLab { lab in
        await Run(
          plan: plan, supplyChain: supplyChain, lab: lab, description: description, folder: folder, redactor: redactor,
          clock: clock,
          stop: stop, events: events
        ).carryOut()
      }
    } catch {
      let failure = error as? Failure ?? Failure(.labUnavailable, "the lab could not be started: \(error)")
      events.yield(RunEvent(at: clock.seconds, .stageEnded("start the lab", failure: failure)))
      events.yield(RunEvent(at: clock.seconds, .runEnded))
      events.finish()
    }
  }
}
