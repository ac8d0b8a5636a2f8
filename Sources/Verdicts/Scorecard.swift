/// The result of a run as data; every report is made from it.
package struct Scorecard: Sendable, Hashable, Codable {
  /// Changes when a reader of older files would misunderstand a newer one.
  package static let schemaVersion = "plugfest.dev/scorecard/v1alpha1"

  package struct Totals: Sendable, Hashable, Codable {
    package var passed = 0
    package var failed = 0
    package var errors = 0
    package var skipped = 0
    package var flaky = 0

    package init() {}

    package init(_ verdicts: some Sequence<Verdict>) {
      for verdict in verdicts {
        switch verdict {
        case .pass: passed += 1
        case .fail: failed += 1
        case .error: errors += 1
        case .skipped: skipped += 1
        case .flaky: flaky += 1
        }
      }
    }
  }

  package enum Result: String, Sendable, Hashable, Codable {
    /// At least one case ran, and none failed or broke.
    case conforms
    /// The candidate failed at least one case.
    case doesNotConform
    /// Harness or lab broke, or nothing was carried out: no statement about the candidate.
    case inconclusive
  }

  package var schema: String
  package var run: RunDescription
  package var result: Result
  package var totals: Totals
  /// Seconds.
  package var duration: Double
  package var cases: [CaseResult]
  /// What broke outside the cases: installation, clean-up.
  package var failures: [Failure]
  package var warnings: [String]
  /// How often what of the lab had to be ridden out in the whole run; nil when nothing had.
  package var noise: [String: Int]?
  /// Nil when the run was not recorded.
  package var recording: Recording?
  /// Nil when no criteria were judged, as in a run that was killed.
  package var criteria: [CriterionOutcome]?
  /// What became of the candidate's waivers; nil when it has none.
  package var waivers: [WaiverAccount]?
  /// Nil when no profile was asked for.
  package var profiles: [ProfileResult]?
  /// False when the run was stopped before its end.
  package var isComplete: Bool

  package init(
    run: RunDescription, duration: Double, cases: [CaseResult], failures: [Failure], warnings: [String],
    isComplete: Bool, noise: [String: Int]? = nil
  ) {
    schema = Self.schemaVersion
    self.run = run
    self.duration = duration
    self.cases = cases
    self.failures = failures
    self.warnings = warnings
    self.isComplete = isComplete
    self.noise = noise
    totals = Totals(cases.map(\.verdict))
    result = Self.result(totals, failures: failures, isComplete: isComplete)
  }

  /// What the cases measured, in their order.
  package var figures: [Figure] { cases.flatMap { $0.figures ?? [] } }

  /// A failure of the candidate stands even when the lab broke, too; without one, any error leaves the result open.
  private static func result(_ totals: Totals, failures: [Failure], isComplete: Bool) -> Result {
    if totals.failed > 0 || totals.flaky > 0 || failures.contains(where: \.kind.accusesCandidate) {
      return .doesNotConform
    }
    if totals.errors > 0 || !failures.isEmpty || !isComplete || totals.passed == 0 { return .inconclusive }
    return .conforms
  }
}
