/// What a case came to.
package enum Verdict: String, Sendable, Hashable, Codable, CaseIterable {
  /// Every check held.
  case pass
  /// The candidate did not conform.
  case fail
  /// The harness or the lab broke, or a check's precondition did not hold: nothing is said about the candidate.
  case error
  /// Not carried out; the reason is in the result.
  case skipped
  /// Failed, then passed on a retry. Never counts as a pass in a strict run.
  case flaky
}

/// How much a case or criterion counts.
package enum Severity: String, Sendable, Hashable, Codable, CaseIterable {
  /// Gates the result of the run.
  case essential
  case normal
  /// Can only add to the score.
  case bonus

  /// Points in a score.
  package var weight: Int {
    switch self {
    case .essential: 10
    case .normal: 3
    case .bonus: 1
    }
  }
}

/// Why a case was not carried out. Its text begins with `NA:`, `UNCLAIMED:` or `WAIVED(id until date):`.
package enum SkipReason: Sendable, Hashable {
  /// Does not apply to this candidate or lab, or was not reached.
  case notApplicable(String)
  /// Tests a feature that the candidate does not claim.
  case unclaimed(String)
  /// Accepted as failing until a date.
  case waived(id: String, until: String, because: String)
}

extension SkipReason: CustomStringConvertible {
  package var description: String {
    switch self {
    case .notApplicable(let why): "NA: \(why)"
    case .unclaimed(let feature): "UNCLAIMED: \(feature)"
    case .waived(let id, let until, let because): "WAIVED(\(id) until \(until)): \(because)"
    }
  }
}
