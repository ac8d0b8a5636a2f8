import Documents
import Oracles
import Plans
import Suites
import Verdicts

/// The profiles that a command was asked for, and what it takes to score by them.
struct ChosenProfiles {
  let profiles: [Profile]
  let criteria: CriteriaCatalogue
  private let catalogue: ProfileCatalogue

  /// - Parameter names: of profiles, and files with one. When there are none, nothing need be there.
  init(_ names: [String], _ criteria: CriteriaCatalogue) throws(Diagnostics) {
    self.criteria = criteria
    if names.isEmpty {
      profiles = []
      catalogue = (try? ProfileCatalogue.nearby(criteria)) ?? ProfileCatalogue([])
    } else {
      (profiles, catalogue) = try ProfileCatalogue.nearby(criteria).choose(names, criteria)
    }
  }

  /// What candidates may claim besides the features of their contracts.
  var features: Set<String> { Set(catalogue.features.map(\.name)) }

  /// Ids of all criteria that count in one of the profiles or their parts.
  var criterionIDs: Set<String> {
    Set(all(nil).flatMap { $0.criteria + $0.features.flatMap(\.criteria) }.map(\.id))
  }

  /// The waivers of a candidate, as they hold on a day.
  func book(_ candidate: Candidate?, today: String) -> WaiverBook {
    WaiverBook(candidate?.waivers ?? [], today: today, refusing: criteria.notWaivable)
  }

  /// - Parameters:
  ///   - outcomes: of the criteria that were judged.
  ///   - declared: all cases of the suites that are here, also those that were not selected.
  func results(
    _ outcomes: [CriterionOutcome], cases: [CaseResult] = [], declared: [Profile.DeclaredCase] = [],
    candidate: Candidate?, today: String
  ) -> [ProfileResult] {
    let scoring = Scoring(
      outcomes: outcomes, cases: cases, declared: declared + missing(candidate, declared),
      contract: candidate?.contract, claims: candidate?.claims ?? [], waivers: book(candidate, today: today))
    return profiles.map { scoring.result(of: $0, in: catalogue.profiles) }
  }

  /// The cases that count, and whose suites are not among those that run: they lie beside their contracts.
  private func missing(_ candidate: Candidate?, _ declared: [Profile.DeclaredCase]) -> [Profile.DeclaredCase] {
    let wanted = Set(all(candidate?.contract).flatMap(\.cases).compactMap { $0.contract ?? candidate?.contract })
    let contracts = ContractCatalogue.nearby
    return wanted.subtracting(declared.compactMap(\.contract)).sorted().flatMap { contract in
      contracts.suite(of: contract).map { Plan.declaredCases(of: [$0]) } ?? []
    }
  }

  /// With the parts of combinations.
  private func all(_ contract: String?) -> [Profile] {
    profiles
      + profiles.flatMap(\.parts).compactMap { part in
        switch part.source {
        case .profile(let name): catalogue[name]
        case .contractOfCandidate: catalogue.profiles.first { $0.contract != nil && $0.contract == contract }
        }
      }
  }
}
