import Documents
import Oracles
import Plans
import Suites
import Verdicts

/// What is said of a run when its last case has ended: what became of the waivers, and what the profiles say.
struct RunScoring: Sendable {
  let profiles: ChosenProfiles
  let candidate: Candidate
  /// Of all suites, before any were left out.
  let declared: [Profile.DeclaredCase]

  /// The same event with the candidate's waivers, where it tells of criteria.
  func completed(_ event: RunEvent, today: String) -> RunEvent {
    guard case .criteriaJudged(let outcomes) = event.kind else { return event }
    return RunEvent(at: event.time, .criteriaJudged(profiles.book(candidate, today: today).apply(to: outcomes)))
  }

  /// - Parameter scorecard: of all events so far.
  func events(_ scorecard: Scorecard) -> [RunEvent.Kind] {
    let today = String(scorecard.run.startedAt.prefix(10))
    let outcomes = scorecard.criteria ?? []
    var events: [RunEvent.Kind] = []
    if !candidate.waivers.isEmpty {
      events.append(.waiversJudged(profiles.book(candidate, today: today).accounts(outcomes, scorecard.cases)))
    }
    if !profiles.profiles.isEmpty {
      let results = profiles.results(
        outcomes, cases: scorecard.cases, declared: declared, candidate: candidate, today: today)
      events.append(.profilesScored(results))
    }
    return events
  }

  /// 0 all profiles are reached, 1 one is not or the candidate failed outside of the cases, 2 nobody can tell.
  static func exitCode(_ scorecard: Scorecard, _ results: [ProfileResult]) -> Int32 {
    if scorecard.failures.contains(where: \.kind.accusesCandidate) { return 1 }
    switch results.map(\.standing).min() {
    case .missed: return 1
    case .reached: return scorecard.failures.isEmpty && scorecard.isComplete ? 0 : 2
    case .open, nil: return 2
    }
  }
}
