/// Which broken operators a suite noticed.
package struct ProofResult: Sendable, Hashable, Codable {
  /// The name of the candidate as it is, among the versions.
  package static let healthy = "as-it-is"

  package enum Outcome: String, Sendable, Hashable, Codable {
    /// No case failed: right for the candidate as it is, and wrong for a broken one.
    case conforms
    case noticed
    /// Harness or lab broke.
    case inconclusive
    case notApplicable
  }

  /// One version of the candidate.
  package struct Entry: Sendable, Hashable, Codable {
    package var name: String
    /// What is broken, for people.
    package var title: String
    package var outcome: Outcome
    /// The ids of the cases that failed.
    package var failed: [String] = []
    package var seconds = 0.0
    /// Why it does not apply or is not conclusive; empty when there is nothing to say.
    package var reason: String

    package init(name: String, title: String, outcome: Outcome, reason: String) {
      self.name = name
      self.title = title
      self.outcome = outcome
      self.reason = reason
    }
  }

  package enum Verdict: String, Sendable, Hashable, Codable {
    /// The candidate as it is conforms, and every broken one that applies is noticed.
    case proven
    /// A broken one passed.
    case notProven
    case inconclusive
  }

  package var suites: [String]
  package var candidate: String
  package var lab: String
  /// The ids of all cases.
  package var cases: [String]
  /// The candidate as it is, then its broken versions.
  package var entries: [Entry] = []

  package init(suites: [String], candidate: String, lab: String, cases: [String]) {
    self.suites = suites
    self.candidate = candidate
    self.lab = lab
    self.cases = cases
  }

  package var broken: [Entry] { entries.filter { $0.name != Self.healthy } }

  /// Cases that failed for no broken version: they say less than the others, or something else.
  package var idle: [String] {
    let used = Set(broken.flatMap(\.failed))
    return cases.filter { !used.contains($0) }
  }

  package var verdict: Verdict {
    guard entries.first(where: { $0.name == Self.healthy })?.outcome == .conforms else { return .inconclusive }
    if broken.contains(where: { $0.outcome == .conforms }) { return .notProven }
    return broken.contains { $0.outcome == .noticed } && !broken.contains { $0.outcome == .inconclusive }
      ? .proven : .inconclusive
  }
}
