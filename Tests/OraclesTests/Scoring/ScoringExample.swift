import Documents
import Plans
import Verdicts

@testable import Oracles

/// A profile, and what a candidate came to by its criteria and cases.
struct ScoringExample: Sendable {
  var profile: Profile
  var library: [Profile] = []
  var outcomes: [CriterionOutcome] = []
  var cases: [CaseResult] = []
  var declared: [Profile.DeclaredCase] = []
  var claims: [String] = []
  var waivers: [Candidate.Waiver] = []
  var refused: Set<String> = []

  static let today = "2026-11-21"
  static let place = Place(file: "a.yaml", line: 1, column: 1)

  var scoring: Scoring {
    Scoring(
      outcomes: outcomes, cases: cases, declared: declared, contract: "ipam/v1", claims: claims,
      waivers: WaiverBook(waivers, today: Self.today, refusing: refused))
  }

  var result: ProfileResult { scoring.result(of: profile, in: library) }

  static func criterion(_ id: String, _ severity: Severity, mayBeWaived: Bool = true) -> Profile.DeclaredCriterion {
    .init(id: id, statement: "\(id) holds.", severity: severity, mayBeWaived: mayBeWaived)
  }

  static func outcome(_ id: String, _ status: CriterionOutcome.Status) -> CriterionOutcome {
    CriterionOutcome(id: id, statement: "\(id) holds.", severity: .normal, status: status, message: "seen")
  }

  static func profile(
    _ name: String = "demo", _ criteria: [Profile.DeclaredCriterion] = [], cases: [Profile.CaseSelection] = [],
    features: [Profile.Feature] = [], parts: [Profile.Part] = [], threshold: Int = 80
  ) -> Profile {
    Profile(
      name: name, title: name, about: name, criteria: criteria, cases: cases, features: features, parts: parts,
      threshold: threshold, place: place)
  }

  static func summary(_ id: String, _ severity: Severity, features: [String] = []) -> CaseSummary {
    var summary = CaseSummary(
      identity: CaseIdentity(suite: "netbox", id: id), name: "\(id) works", category: "creation", severity: severity)
    summary.features = features.isEmpty ? nil : features
    return summary
  }

  static func waiver(_ kind: Candidate.Waiver.Kind, _ id: String, until: String) -> Candidate.Waiver {
    Candidate.Waiver(kind, id: id, until: until, because: "it takes time", place: place)
  }

  mutating func add(_ summary: CaseSummary, _ verdict: Verdict?, skipReason: String? = nil, round: Int? = nil) {
    declared.append(Profile.DeclaredCase(contract: "ipam/v1", summary: summary))
    guard let verdict else { return }
    var summary = summary
    summary.identity.round = round
    cases.append(CaseResult(summary: summary, verdict: verdict, start: 0, duration: 1, skipReason: skipReason))
  }
}
