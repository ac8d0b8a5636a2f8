import Foundation
import Plans
import Synchronization
import Verdicts

/// The evidence of one case at one attempt: taken while its objects exist, and indexed when its verdict is known.
final class CaseEvidence: Sendable {
  private struct State {
    var folder: EvidenceFolder?
    var files: [(file: EvidenceFolder.Written, what: String)] = []
    var nothingOf: [String] = []
    var gaps: [String] = []
    /// Whether it was taken of a failure.
    var isOfFailure = false
  }

  private let run: RunContext
  private let summary: CaseSummary
  /// The case that has to be carried out to see it again.
  private let rerunning: CaseIdentity
  private let attempt: Int
  private let record: CaseRecord
  private let state = Mutex(State())

  /// - Parameter rerunning: Nil when it is the case itself.
  init(
    run: RunContext, summary: CaseSummary, rerunning: CaseIdentity? = nil, attempt: Int = 1, record: CaseRecord
  ) {
    self.run = run
    self.summary = summary
    self.rerunning = rerunning ?? summary.identity
    self.attempt = attempt
    self.record = record
  }

  /// In the order in which they are best read; the first gives its moments to `timeline.txt`, as all do.
  private static let sources: [any EvidenceSource] = [
    StepsEvidence(), HistoryEvidence(), ObjectsEvidence(), LogEvidence(), EventsEvidence(), JournalEvidence(),
    RequestsEvidence(),
  ]

  /// Takes the evidence, if it is wanted and was not taken before; when the case has only failed since then, again.
  func take(_ context: CaseContext) async {
    let failure = record.failure
    guard isDue(failure) else { return }
    let collector = run.evidence
    let isOver = run.stop.isOpen || run.budgetEnd.map { .now >= $0 } ?? false
    let subject = EvidenceSubject(
      context: context, failure: failure, steps: record.steps, noise: LabNoise.ofCase,
      deadline: isOver ? nil : collector.deadline,
      whyNotAsked: isOver ? "as the run is to end" : "as the lab was too slow for other cases", stop: run.stop)
    let start = ContinuousClock.now
    let evidence = await Self.gather(subject)
    collector.noteWait(.now - start)
    write(evidence, subject)
  }

  private func isDue(_ failure: Failure?) -> Bool {
    state.withLock { state in
      switch run.evidence.wanted {
      case .none: return false
      case .failed where failure == nil: return false
      case .failed, .all:
        guard state.folder == nil || (failure != nil && !state.isOfFailure) else { return false }
        state.isOfFailure = failure != nil
        return true
      }
    }
  }

  private static func gather(_ subject: EvidenceSubject) async -> [Evidence] {
    await withTaskGroup(of: (Int, Evidence).self) { group in
      for (index, source) in sources.enumerated() {
        group.addTask { (index, await source.gather(subject)) }
      }
      return await group.reduce(into: []) { $0.append($1) }.sorted { $0.0 < $1.0 }.map(\.1)
    }
  }

  private func write(_ evidence: [Evidence], _ subject: EvidenceSubject) {
    var folder =
      state.withLock(\.folder)
      ?? run.evidence.folder(summary.identity, attempt: attempt, secrets: SecretMask.secrets(subject))
    folder.ofCase = EvidenceAllowance(folder.limits.perCase)
    let timeline = EvidenceTimeline(start: subject.context.began, startedAt: subject.context.beganAt)
    let story = Evidence.File(
      name: "timeline.txt",
      what: "all that happened, in its order: steps, changes of objects by whom, Events, requests",
      text: timeline.text(evidence.flatMap(\.moments)))
    var new = State(folder: folder, gaps: evidence.flatMap(\.gaps))
    for file in [story] + evidence.flatMap(\.files) {
      if file.text.isEmpty {
        new.nothingOf.append(file.name)
      } else if let written = folder.write(file.text, to: file.name) {
        new.files.append((written, file.what))
      } else {
        new.gaps.append("\(file.name): no room is left for evidence, or the disk is full")
      }
    }
    state.withLock { state in
      new.isOfFailure = state.isOfFailure
      state = new
    }
  }

  /// Writes the index, when there is evidence or should be.
  ///
  /// - Returns: The files, relative to the run folder, the index first.
  func finish(_ context: CaseContext) -> [String] {
    let failure = record.failure
    let state = state.withLock { $0 }
    guard let folder = state.folder else { return [] }
    let index = EvidenceIndex(
      description: run.description, summary: summary, attempt: attempt, verdict: failure?.verdict ?? .pass,
      rerun: run.description.rerun?.command(for: rerunning, seed: run.description.seed), failure: failure,
      warnings: record.warnings, steps: record.steps, began: context.beganAt,
      duration: RunClock.seconds(.now - context.began), files: state.files, nothingOf: state.nothingOf,
      gaps: state.gaps)
    let written = folder.writeIndex(index.text, to: "README.md")
    return ([written].compactMap(\.self) + state.files.map(\.file)).map(\.path)
  }
}
