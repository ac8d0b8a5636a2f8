import AsyncAlgorithms
import Documents
import Engine
import Foundation
import Plans
import Reports
import Suites
import SupplyChain
import UnixSignals
import Verdicts

/// One `plugfest run` from its first event to its last line.
struct RunSession: Sendable {
  let plan: Plan
  /// Nil when the candidate brings no evidence.
  let supplyChain: EvidenceJudge?
  /// The folder in which the run folder is made.
  let reports: String
  let command: [String]
  let rerun: RunDescription.Rerun
  let terminal: Terminal
  let isPlain: Bool
  let scoring: RunScoring

  private let clock = RunClock()
  private let stop = Latch()

  init(
    plan: Plan, supplyChain: EvidenceJudge?, reports: String, command: [String], rerun: RunDescription.Rerun,
    terminal: Terminal, isPlain: Bool, scoring: RunScoring
  ) {
    self.scoring = scoring
    self.plan = plan
    self.supplyChain = supplyChain
    self.reports = reports
    self.command = command
    self.rerun = rerun
    self.terminal = terminal
    self.isPlain = isPlain
  }

  /// Returns nil when there is no scorecard to speak of, because the run folder cannot be written.
  func carryOut() async -> Scorecard? {
    // Before there is anything to clean up or to finish.
    let signals = await UnixSignalsSequence(trapping: .sigint, .sigterm)
    let description = RunDescription.beginning(plan, command: command, rerun: rerun)
    let folder: RunFolder
    do {
      folder = try RunFolder(creatingAt: "\(reports)/\(description.id)")
    } catch {
      Terminal.error.write("error: \(error)\n")
      return nil
    }
    keepGeneratedSuites(in: folder)
    let (events, continuation) = AsyncStream<RunEvent>.makeStream()
    continuation.yield(RunEvent(at: 0, .runStarted(description, cases: plan.cases(ofRound: 1).map(\.summary))))
    for warning in plan.warnings { continuation.yield(RunEvent(at: 0, .warning(warning.sentence))) }
    async let recorded = record(events, in: folder)
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await stop(on: signals) }
      await LabRun(
        plan: plan, supplyChain: supplyChain, description: description, folder: folder.path, clock: clock, stop: stop
      ).carryOut(continuation)
      group.cancelAll()
    }
    let (scorecard, failure) = await recorded
    if let failure {
      Terminal.error.write("error: \(failure)\n")
      return nil
    }
    if let scorecard { tellResult(scorecard, folder) }
    return scorecard
  }

  /// 0 conforms, 1 does not, 2 harness or lab broke; with profiles, whether they were reached.
  func exitCode(_ scorecard: Scorecard?) -> Int32 {
    if let scorecard, let profiles = scorecard.profiles { return RunScoring.exitCode(scorecard, profiles) }
    return switch scorecard?.result {
    case .conforms: 0
    case .doesNotConform: 1
    case .inconclusive, nil: 2
    }
  }

  /// The first signal ends the run in order; a later one at once. `timeout` and others signal the process and its group,
  /// so what comes in the same moment is one wish, not two.
  private func stop(on signals: UnixSignalsSequence) async {
    var first: ContinuousClock.Instant?
    for await _ in signals {
      if let first {
        guard .now - first > .milliseconds(300) else { continue }
        Terminal.error.write("\nstopped at once: the lab was not cleaned up\n")
        exit(2)
      }
      first = .now
      stop.open()
      Terminal.error.write("\nstopping: cleaning up the lab (again to stop at once)\n")
    }
  }

  /// So that a place in it can be looked at, and the suite be made one's own.
  private func keepGeneratedSuites(in folder: RunFolder) {
    for suite in plan.suites {
      guard let text = suite.generatedText else { continue }
      do {
        try text.write(toFile: "\(folder.path)/\(suite.place.file)", atomically: false, encoding: .utf8)
      } catch {
        Terminal.error.write("warning: \(suite.place.file) could not be kept: \(error.localizedDescription)\n")
      }
    }
  }

  private func record(
    _ events: AsyncStream<RunEvent>, in folder: RunFolder
  ) async -> (Scorecard?, RunFolder.WriteError?) {
    var recorder = RunRecorder(folder: folder)
    var console = RunConsole(terminal: terminal, isPlain: isPlain, folder: folder.path)
    let ticks = AsyncTimerSequence(interval: .milliseconds(250), clock: .continuous).map { _ in RunEvent?.none }
    let today = CalendarDay.today
    var hasEnded = false
    var iterator = merge(events.map(Optional.some), ticks).makeAsyncIterator()
    while !hasEnded, let item = await iterator.next() {
      guard let event = item else {
        console.tick(at: clock.seconds)
        continue
      }
      if case .runEnded = event.kind {
        hasEnded = true
        for kind in recorder.scorecard.map(scoring.events) ?? [] { recorder.add(RunEvent(at: event.time, kind)) }
      }
      let told = scoring.completed(event, today: today)
      recorder.add(told)
      console.show(told)
    }
    return (recorder.scorecard, recorder.failure)
  }

  private func tellResult(_ scorecard: Scorecard, _ folder: RunFolder) {
    let duration = Seconds.text(scorecard.duration, decimals: 1)
    terminal.write("\n\(ConsoleReport.totals(scorecard.totals))\n")
    if let noise = ConsoleReport.noise(scorecard) { terminal.write("\(noise)\n") }
    for line in ConsoleReport.recording(scorecard) { terminal.write("\(line)\n") }
    for line in ConsoleReport.criteria(scorecard, terminal.style) { terminal.write("\(line)\n") }
    let profiles = ProfileReport(style: isPlain ? TextStyle(isColoured: false) : terminal.style)
    for line in profiles.lines(scorecard) { terminal.write("\(line)\n") }
    terminal.write("\(folder.path) (\(duration) s)\n")
  }
}

extension Diagnostic {
  /// On one line, without the word for what it is.
  fileprivate var sentence: String {
    (place.map { "\($0): " } ?? "") + message + (hint.map { "; \($0)" } ?? "")
  }
}
