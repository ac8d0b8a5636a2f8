import Plans
import Synchronization
import Verdicts

/// What has happened in a case so far. Kept apart from the tasks that carry it out, so that nothing is lost when they
/// are cut short.
final class CaseRecord: Sendable {
  /// A step that has ended.
  struct Step: Sendable {
    var result: StepResult
    var ended: ContinuousClock.Instant

    var began: ContinuousClock.Instant { ended - .seconds(result.duration) }
  }

  private struct State {
    var failure: Failure?
    var skipReason: SkipReason?
    var steps: [Step] = []
    var warnings: [String] = []
    var evidence: [String] = []
    var figures: [Figure] = []
    var hasChecked = false
    /// Why the first step was left out that was.
    var leftOut: SkipReason?

    /// A case whose checks were all left out has seen nothing, and did not pass.
    var leftOutAll: SkipReason? { hasChecked ? nil : leftOut }
  }

  private let state = Mutex(State())

  var failure: Failure? { state.withLock(\.failure) }

  var steps: [Step] { state.withLock(\.steps) }

  var warnings: [String] { state.withLock(\.warnings) }

  /// The first failure decides; a later one is told as a warning. A failed clean-up is a result, too, but it does not
  /// hide why a case failed before.
  func fail(_ failure: Failure) {
    state.withLock { state in
      if state.failure == nil {
        state.failure = failure
      } else {
        state.warnings.append(failure.message)
      }
    }
  }

  /// The case could not be carried out to its end, and that says nothing about anyone.
  func skip(_ reason: SkipReason) { state.withLock { $0.skipReason = $0.skipReason ?? reason } }

  func add(_ step: StepResult) { state.withLock { $0.steps.append(Step(result: step, ended: .now)) } }

  func add(_ figure: Figure) { state.withLock { $0.figures.append(figure) } }

  func add(evidence: [String]) { state.withLock { $0.evidence += evidence } }

  /// Something about the candidate was looked at.
  func noteCheck() { state.withLock { $0.hasChecked = true } }

  func noteLeftOut(_ reason: SkipReason) { state.withLock { $0.leftOut = $0.leftOut ?? reason } }

  func result(
    _ summary: CaseSummary, start: Double, end: Double, waiver: Candidate.Waiver?, redactor: Redactor
  ) -> CaseResult {
    let state = state.withLock { $0 }
    var result = CaseResult(
      summary: summary, verdict: state.failure?.verdict ?? .pass, start: start, duration: end - start,
      failure: state.failure.map(redactor.redact), steps: state.steps.map(\.result),
      warnings: state.warnings.map(redactor.redact),
      evidence: state.evidence)
    if !state.figures.isEmpty { result.figures = state.figures }
    if result.verdict == .fail, let waiver {
      result.verdict = .skipped
      result.skipReason = "\(SkipReason.waived(id: waiver.id, until: waiver.until, because: waiver.because))"
    } else if result.verdict == .pass, let reason = state.skipReason ?? state.leftOutAll {
      result.verdict = .skipped
      result.skipReason = "\(reason)"
    }
    return result
  }
}
