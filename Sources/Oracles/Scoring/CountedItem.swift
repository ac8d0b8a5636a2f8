import Plans
import Verdicts

/// A criterion or case that counts in a profile, and what became of it.
struct CountedItem {
  typealias State = ProfileResult.State

  var item: ProfileResult.Item
  /// Of the candidate's claims, those that it shows.
  var features: [String]
}

extension CountedItem {
  /// - Parameters:
  ///   - outcome: Nil when nobody judged it.
  ///   - features: claimed, and shown by it.
  init(_ criterion: Profile.DeclaredCriterion, _ outcome: CriterionOutcome?, features: [String]) {
    let state: State
    var because = outcome?.message
    switch outcome?.status {
    case .passed: state = .passed
    case .failed:
      state = outcome?.isWaived == true && criterion.mayBeWaived ? .waived : .failed
      because = [outcome?.waiverSentence, outcome?.message].compactMap(\.self).joined(separator: "; ")
    case .notApplicable(let reason): (state, because) = (.notApplicable, reason)
    case .notObservable(let reason): (state, because) = (.notObservable, reason)
    case .notChecked: state = .notChecked
    case nil: (state, because) = (.notChecked, "nobody has looked")
    }
    item = ProfileResult.Item(
      id: criterion.id, statement: criterion.statement, severity: criterion.severity, state: state,
      isDecisive: criterion.severity == .essential || !features.isEmpty, because: because)
    self.features = features
  }

  /// - Parameter results: Of all its rounds.
  init(_ summary: CaseSummary, _ results: [CaseResult], _ waivers: WaiverBook, features: [String]) {
    let states = results.map { ($0, Self.state(of: $0, waivers)) }
    // What failed once has failed, and what was not seen once was not seen.
    let order: [State] = [.failed, .notObservable, .notChecked, .waived, .notApplicable, .passed]
    let worst = order.lazy.compactMap { state in states.first { $0.1 == state } }.first
    item = ProfileResult.Item(
      id: summary.identity.id, statement: summary.name, severity: summary.severity,
      state: worst?.1 ?? .notChecked, isDecisive: summary.severity == .essential || !features.isEmpty,
      because: worst.map { $0.0.skipReason ?? $0.0.failure?.message } ?? "it was not carried out")
    self.features = features
  }

  /// In the place of cases that nobody knows, so that a suite that is left out never helps.
  static let unknownCases = CountedItem(
    item: ProfileResult.Item(
      id: "cases", statement: "The suite of the contract is carried out.", severity: .essential, state: .notChecked,
      isDecisive: true, because: "the suite is not here"),
    features: [])

  private static func state(of result: CaseResult, _ waivers: WaiverBook) -> State {
    let accepted = waivers.accepts(result.summary.identity)
    switch result.verdict {
    case .pass: return .passed
    case .fail: return accepted == true ? .waived : .failed
    case .flaky: return .failed
    case .error: return .notObservable
    case .skipped:
      // What was accepted when it ran need not be today.
      if result.isWaived { return accepted == false ? .failed : .waived }
      return .notObservable
    }
  }
}
