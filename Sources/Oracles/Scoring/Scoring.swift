package import Plans
package import Verdicts

/// What profiles say of a candidate: a function of what was found out, of what the candidate claims and waives, and of
/// nothing else.
///
/// Points are earned by what passed alone. What was not seen stays in what is expected, so that leaving something out
/// never helps; only what does not apply, by a rule of the harness, leaves it.
package struct Scoring: Sendable {
  private let outcomes: [String: CriterionOutcome]
  private let results: [CaseIdentity: [CaseResult]]
  private let declared: [Profile.DeclaredCase]
  private let contract: String?
  private let claims: [String]
  private let waivers: WaiverBook

  /// - Parameters:
  ///   - cases: Those that were carried out, of all rounds.
  ///   - declared: All cases of the suites, also those that were not selected.
  ///   - contract: The one that the candidate serves.
  package init(
    outcomes: [CriterionOutcome], cases: [CaseResult] = [], declared: [Profile.DeclaredCase] = [],
    contract: String? = nil, claims: [String] = [], waivers: WaiverBook
  ) {
    self.outcomes = Dictionary(
      waivers.apply(to: outcomes).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    results = Dictionary(grouping: cases) { $0.summary.identity.withoutRound }
    self.declared = declared
    self.contract = contract
    self.claims = claims
    self.waivers = waivers
  }

  /// - Parameter library: Where the parts of combinations are found.
  package func result(of profile: Profile, in library: [Profile]) -> ProfileResult {
    guard profile.parts.isEmpty else { return combination(profile, library) }
    let items = items(of: profile)
    let points = items.filter { $0.item.state == .passed }.reduce(0) { $0 + profile.weights[$1.item.severity] }
    let open = items.filter { $0.item.state.isOpen }.reduce(0) { $0 + profile.weights[$1.item.severity] }
    let expected = items.filter { $0.item.state != .notApplicable && $0.item.severity != .bonus }
      .reduce(0) { $0 + profile.weights[$1.item.severity] }
    let result = Self.result(items)
    let applies = items.contains { $0.item.state != .notApplicable }
    let score = applies ? Self.percent(points, of: expected) : nil
    let attainable = applies ? Self.percent(points + open, of: expected) : nil
    return ProfileResult(
      name: profile.name, title: profile.title, result: result,
      standing: Self.standing(
        result, score: score, attainable: attainable, threshold: profile.threshold,
        isOpen: items.contains { $0.item.isDecisive && $0.item.state.isOpen }),
      score: score, attainable: attainable, threshold: profile.threshold, points: points, expected: expected,
      counts: Dictionary(items.map { ($0.item.state.rawValue, 1) }, uniquingKeysWith: +),
      notPassed: Self.notPassed(items), features: features(of: profile, items))
  }

  // MARK: What counts

  private func items(of profile: Profile) -> [CountedItem] {
    let shown = profile.features.filter { claims.contains($0.name) }
    let claimedBy = { (id: String) in
      shown.filter { $0.criteria.contains { $0.id == id } }.map(\.name)
    }
    var seen = Set(profile.criteria.map(\.id))
    let others = shown.flatMap(\.criteria).filter { seen.insert($0.id).inserted }
    let criteria = (profile.criteria + others).map { criterion in
      CountedItem(criterion, outcomes[criterion.id], features: claimedBy(criterion.id))
    }
    let cases = declared.filter { item in
      profile.cases.contains { $0.selects(item, served: contract) } && isClaimed(item.summary)
    }
    return criteria
      + cases.map { item in
        CountedItem(item.summary, results(of: item.summary), waivers, features: item.summary.features ?? [])
      } + profile.cases.filter(isUnknown).map { _ in CountedItem.unknownCases }
  }

  /// Whether nobody knows what the cases are that count, since their suite is not here.
  private func isUnknown(_ selection: Profile.CaseSelection) -> Bool {
    (selection.contract ?? contract) != nil && !declared.contains { selection.selects($0, served: contract) }
  }

  private func results(of summary: CaseSummary) -> [CaseResult] { results[summary.identity.withoutRound] ?? [] }

  /// Whether the candidate claims all that the case is about.
  private func isClaimed(_ summary: CaseSummary) -> Bool {
    let results = results(of: summary)
    let isLeftOut = !results.isEmpty && results.allSatisfy { $0.skipReason?.hasPrefix("UNCLAIMED:") == true }
    return !isLeftOut && (summary.features ?? []).allSatisfy(claims.contains)
  }

  private static func notPassed(_ items: [CountedItem]) -> [ProfileResult.Item] {
    let order: [CountedItem.State] = [.failed, .waived, .notObservable, .notChecked, .notApplicable]
    let ranked = items.map(\.item).enumerated().compactMap { index, item in
      order.firstIndex(of: item.state).map { (item, [$0, item.isDecisive ? 0 : 1, index]) }
    }
    return ranked.sorted { $0.1.lexicographicallyPrecedes($1.1) }.map(\.0)
  }

  // MARK: What it comes to

  private static func result(_ items: [CountedItem]) -> ProfileResult.Result {
    let decisive = items.map(\.item).filter(\.isDecisive)
    if decisive.contains(where: { $0.state == .failed }) { return .failure }
    let isSeen = decisive.allSatisfy { $0.state == .passed || $0.state == .notApplicable }
    // From nothing at all nothing follows.
    return isSeen && items.contains { $0.item.state == .passed } ? .success : .partial
  }

  /// Rounded down to a tenth. Of bonus criteria alone nothing is expected, and the first of them is all.
  private static func percent(_ points: Int, of expected: Int) -> Double {
    expected == 0 ? (points > 0 ? 100 : 0) : Double(min(points, expected) * 1000 / expected) / 10
  }

  private static func standing(
    _ result: ProfileResult.Result, score: Double?, attainable: Double?, threshold: Int, isOpen: Bool
  ) -> ProfileResult.Standing {
    guard result != .failure else { return .missed }
    guard let score, let attainable else { return .open }
    if attainable < Double(threshold) { return .missed }
    return isOpen || score < Double(threshold) ? .open : .reached
  }

  // MARK: Features

  private func features(of profile: Profile, _ items: [CountedItem]) -> [ProfileResult.Feature] {
    let ofCases = declared.filter { item in profile.cases.contains { $0.selects(item, served: contract) } }
      .flatMap { $0.summary.features ?? [] }
    var seen: Set<String> = []
    let names = (profile.features.map(\.name) + ofCases).filter { seen.insert($0).inserted }
    return names.map { name in
      guard claims.contains(name) else { return ProfileResult.Feature(name: name, state: .unclaimed) }
      return Self.feature(name, items.filter { $0.features.contains(name) }.map(\.item))
    }
  }

  private static func feature(_ name: String, _ items: [ProfileResult.Item]) -> ProfileResult.Feature {
    let ids = { (isMeant: (ProfileResult.State) -> Bool) in items.filter { isMeant($0.state) }.map(\.id) }
    for (state, found) in [
      (ProfileResult.Feature.State.failed, ids { $0 == .failed }), (.waived, ids { $0 == .waived }),
      (.notSeen, ids(\.isOpen)),
    ] where !found.isEmpty {
      return .init(name: name, state: state, ids: found)
    }
    return .init(name: name, state: items.contains { $0.state == .passed } ? .supported : .notApplicable)
  }

  // MARK: Combinations

  private func combination(_ profile: Profile, _ library: [Profile]) -> ProfileResult {
    let parts = profile.parts.map { (weight: $0.weight, result: part($0, library)) }
    let applying = parts.filter(\.result.isApplicable)
    let result = applying.map(\.result.result).min() ?? .partial
    let score = Self.mean(applying.map { ($0.weight, $0.result.score ?? 0) })
    let attainable = Self.mean(applying.map { ($0.weight, $0.result.attainable ?? 0) })
    let own = Self.standing(
      result, score: score, attainable: attainable, threshold: profile.threshold, isOpen: false)
    return ProfileResult(
      name: profile.name, title: profile.title, result: result,
      standing: applying.map(\.result.standing).reduce(own, min), score: score, attainable: attainable,
      threshold: profile.threshold, features: Self.joined(parts.flatMap(\.result.features)),
      parts: parts.map(\.result))
  }

  private func part(_ part: Profile.Part, _ library: [Profile]) -> ProfileResult {
    switch part.source {
    case .profile(let name):
      if let profile = library.first(where: { $0.name == name }) { return result(of: profile, in: library) }
      return Self.missing(name, because: "there is no profile of that name")
    case .contractOfCandidate:
      let profile = library.first { $0.parts.isEmpty && $0.contract != nil && $0.contract == contract }
      if let profile { return result(of: profile, in: library) }
      return Self.missing(
        "contract",
        because: contract.map { "there is no profile of the contract \($0)" } ?? "the candidate serves no contract")
    }
  }

  /// What nobody can look at counts like what nobody has looked at.
  private static func missing(_ name: String, because: String) -> ProfileResult {
    let item = ProfileResult.Item(
      id: name, statement: "What the operator is for was tried.", severity: .essential, state: .notChecked,
      isDecisive: true, because: because)
    return ProfileResult(
      name: name, title: because, result: .partial, standing: .open, score: 0, attainable: 100, threshold: 0,
      counts: [ProfileResult.State.notChecked.rawValue: 1], notPassed: [item])
  }

  /// Rounded down to a tenth; nil when there is none.
  private static func mean(_ scores: [(weight: Int, score: Double)]) -> Double? {
    let weight = scores.reduce(0) { $0 + $1.weight }
    guard weight > 0 else { return nil }
    let tenths = scores.reduce(0) { $0 + $1.weight * Int(($1.score * 10).rounded()) }
    return Double(tenths / weight) / 10
  }

  /// A feature may be shown by several parts; the worst counts.
  private static func joined(_ features: [ProfileResult.Feature]) -> [ProfileResult.Feature] {
    let order: [ProfileResult.Feature.State] = [.failed, .waived, .notSeen, .supported, .notApplicable, .unclaimed]
    var seen: Set<String> = []
    return features.map(\.name).filter { seen.insert($0).inserted }.compactMap { name in
      let all = features.filter { $0.name == name }
      guard let state = order.first(where: { state in all.contains { $0.state == state } }) else { return nil }
      var ids: Set<String> = []
      let found = all.filter { $0.state == state }.flatMap(\.ids).filter { ids.insert($0).inserted }
      return .init(name: name, state: state, ids: found)
    }
  }
}

extension CaseIdentity {
  fileprivate var withoutRound: CaseIdentity { CaseIdentity(suite: suite, id: id) }
}
