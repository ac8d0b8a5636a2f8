/// What one case came to, and all that a report may say about it.
package struct CaseResult: Sendable, Hashable, Codable {
  package var summary: CaseSummary
  package var verdict: Verdict
  /// Seconds from the start of the run.
  package var start: Double
  /// Seconds.
  package var duration: Double
  /// Why it did not pass; for a flaky case, why it failed before.
  package var failure: Failure?
  /// Begins with `NA:`, `UNCLAIMED:` or `WAIVED(…):`; only when skipped.
  package var skipReason: String?
  package var steps: [StepResult]
  /// What a reader should know although it did not decide the verdict, such as a clean-up that took long.
  package var warnings: [String]
  /// Files with evidence, relative to the run folder, the most useful first.
  package var evidence: [String]
  /// What came before, when the case was tried again; nil when it was carried out once.
  package var earlierAttempts: [Attempt]?
  /// How often what of the lab had to be ridden out; nil when nothing had.
  package var noise: [String: Int]?
  /// What was measured; nil when nothing was.
  package var figures: [Figure]?

  package init(
    summary: CaseSummary, verdict: Verdict, start: Double, duration: Double, failure: Failure? = nil,
    skipReason: String? = nil, steps: [StepResult] = [], warnings: [String] = [], evidence: [String] = []
  ) {
    self.summary = summary
    self.verdict = verdict
    self.start = start
    self.duration = duration
    self.failure = failure
    self.skipReason = skipReason
    self.steps = steps
    self.warnings = warnings
    self.evidence = evidence
  }

  /// A case that was not carried out.
  package static func skipped(_ summary: CaseSummary, at start: Double, because reason: SkipReason) -> CaseResult {
    CaseResult(summary: summary, verdict: .skipped, start: start, duration: 0, skipReason: "\(reason)")
  }
}

/// One of several times that a case was carried out.
package struct Attempt: Sendable, Hashable, Codable {
  package var verdict: Verdict
  /// Seconds from the start of the run.
  package var start: Double
  /// Seconds.
  package var duration: Double
  package var failure: Failure?
  package var steps: [StepResult]
  /// Nil when there were none.
  package var warnings: [String]?
  package var evidence: [String]

  package init(_ result: CaseResult) {
    verdict = result.verdict
    start = result.start
    duration = result.duration
    failure = result.failure
    steps = result.steps
    warnings = result.warnings.isEmpty ? nil : result.warnings
    evidence = result.evidence
  }
}

/// One operation of a case as it was carried out.
package struct StepResult: Sendable, Hashable, Codable {
  /// `establish prefixClaim as claim`, `eventually within 30s`.
  package var name: String
  /// Seconds.
  package var duration: Double
  package var passed: Bool
  /// What was seen, in one line: `after 0.12 s`, `201 Created`.
  package var observation: String?
  /// Why it was left out; nil when it was carried out.
  package var skipReason: String?
  /// Of the oracle that it consulted, as the ledger has it; nil when it consulted none.
  package var consultation: String?
  /// The oracle that it consulted: `re-apply`; nil for any other step.
  package var oracle: String?

  package init(
    name: String, duration: Double, passed: Bool, observation: String? = nil, skipReason: String? = nil,
    oracle: String? = nil
  ) {
    self.name = name
    self.duration = duration
    self.passed = passed
    self.observation = observation
    self.skipReason = skipReason
    self.oracle = oracle
  }
}
