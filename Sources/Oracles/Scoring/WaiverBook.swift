package import Plans
package import Verdicts

/// The waivers of a candidate, as they hold on a day.
package struct WaiverBook: Sendable {
  private let waivers: [Candidate.Waiver]
  /// `2026-12-31`
  private let today: String
  /// Ids of criteria for which the catalogue allows no waiver.
  private let refused: Set<String>

  package init(_ waivers: [Candidate.Waiver], today: String, refusing refused: Set<String> = []) {
    self.waivers = waivers
    self.today = today
    self.refused = refused
  }

  /// The same outcomes, each with its waiver, if it has one; an expired one, too, so that it is shown.
  package func apply(to outcomes: [CriterionOutcome]) -> [CriterionOutcome] {
    outcomes.map { outcome in
      var outcome = outcome
      outcome.waiver = waiver(of: outcome.id)
      return outcome
    }
  }

  /// That of a criterion; nil when it may have none.
  package func waiver(of criterion: String) -> CriterionOutcome.Waiver? {
    guard !refused.contains(criterion) else { return nil }
    let all = waivers.filter { $0.kind == .criterion && $0.id == criterion }
    let waiver = all.first { !isExpired($0) } ?? all.first
    return waiver.map { .init(until: $0.until, because: $0.because, isExpired: isExpired($0)) }
  }

  /// Whether a case that failed is accepted today.
  ///
  /// - Returns: nil when there is no waiver for it.
  func accepts(_ identity: CaseIdentity) -> Bool? {
    let all = waivers.filter { $0.kind == .testCase && identity.isMeant(by: $0.id) }
    return all.isEmpty ? nil : all.contains { !isExpired($0) }
  }

  /// What became of each waiver, in the order of the file.
  package func accounts(_ outcomes: [CriterionOutcome], _ cases: [CaseResult]) -> [WaiverAccount] {
    waivers.map { waiver in
      WaiverAccount(
        id: waiver.id, until: waiver.until, because: waiver.because, state: state(of: waiver, outcomes, cases))
    }
  }

  private func state(
    of waiver: Candidate.Waiver, _ outcomes: [CriterionOutcome], _ cases: [CaseResult]
  ) -> WaiverAccount.State {
    if waiver.kind == .criterion, refused.contains(waiver.id) { return .refused }
    if isExpired(waiver) { return .expired }
    switch waiver.kind {
    case .criterion:
      switch outcomes.first(where: { $0.id == waiver.id })?.status {
      case .failed: return .used
      case .passed: return .unneeded
      case .notApplicable, .notObservable, .notChecked, nil: return .idle
      }
    case .testCase:
      let meant = cases.filter { $0.summary.identity.isMeant(by: waiver.id) }
      if meant.contains(where: \.isWaived) { return .used }
      return !meant.isEmpty && meant.allSatisfy { $0.verdict == .pass } ? .unneeded : .idle
    }
  }

  private func isExpired(_ waiver: Candidate.Waiver) -> Bool { waiver.until < today }
}

extension CaseResult {
  /// Whether it failed, and that was accepted when it ran.
  var isWaived: Bool { verdict == .skipped && skipReason?.hasPrefix("WAIVED(") == true }
}
