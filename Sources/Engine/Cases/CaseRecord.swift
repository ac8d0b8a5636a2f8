import Plans
import Verdicts

/// What has happened in a case so far.
struct CaseRecord: Sendable {
  private(set) var failure: Failure?
  var steps: [StepResult] = []
  var warnings: [String] = []
  var evidence: [String] = []

  /// The first failure decides; a later one is told as a warning.
  mutating func fail(_ failure: Failure) {
    if self.failure == nil {
      self.failure = failure
    } else {
      warnings.append(failure.message)
    }
  }

  /// A failed clean-up is a result and never lost, but it does not hide why a case failed before.
  mutating func noteCleanUp(_ failure: Failure) { fail(failure) }

  func result(
    _ summary: CaseSummary, start: Double, end: Double, waiver: Candidate.Waiver?, redactor: Redactor
  ) -> CaseResult {
    var result = CaseResult(
      summary: summary, verdict: failure?.verdict ?? .pass, start: start, duration: end - start,
      failure: failure.map(redactor.redact), steps: steps, warnings: warnings.map(redactor.redact), evidence: evidence)
    if result.verdict == .fail, let waiver {
      result.verdict = .skipped
      result.skipReason = "\(SkipReason.waived(id: waiver.id, until: waiver.until, because: waiver.because))"
    }
    return result
  }
}
