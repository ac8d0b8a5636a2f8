import Documents
import Plans

// What a suite's reader asks of the contract.
extension Contract {
  func unknownIntent(_ name: String, at place: Place?) -> Diagnostic {
    .error(
      "the contract \(title.quoted) has no intent \(name.quoted)", at: place,
      hint: Suggestion.hint(for: name, among: intents.map(\.name)) ?? "it has \(Self.list(intents.map(\.name)))",
      rule: .notInContract)
  }

  func unknownFeature(_ name: String, at place: Place?) -> Diagnostic {
    let known = features.map(\.name)
    return .error(
      "the contract \(title.quoted) has no feature \(name.quoted)", at: place,
      hint: Suggestion.hint(for: name, among: known) ?? (known.isEmpty ? nil : "it has \(Self.list(known))"),
      rule: .notInContract)
  }

  func unknownParameter(_ name: String, of intent: Intent, at place: Place?) -> Diagnostic {
    let known = intent.parameters.map(\.name)
    return .error(
      "the intent \(intent.name.quoted) has no parameter \(name.quoted)", at: place,
      hint: Suggestion.hint(for: name, among: known) ?? (known.isEmpty ? nil : "it has \(Self.list(known))"),
      rule: .notInContract)
  }

  private static func list(_ names: [String]) -> String { names.joined(separator: ", ") }

  /// The features that a candidate must claim for a case to be about it: those of the case and of the intents that it
  /// establishes, without what every candidate must have.
  func claims(_ claims: [String], establishing steps: [Step]) -> [String] {
    var all = claims.filter { !isCore($0) }
    for feature in features(of: steps) where !all.contains(feature) { all.append(feature) }
    return all
  }

  /// The same for what surrounds cases.
  func requirements(of steps: [Step]) -> [Requirement] {
    var all: [Requirement] = []
    for step in steps {
      for feature in features(of: [step]) { all.append(Requirement(.claim(feature), at: step.place)) }
    }
    return all
  }

  private func features(of steps: [Step]) -> [String] {
    steps.flatMap(\.flattened).flatMap { step -> [String] in
      guard case .establish(let establish) = step.operation, let intent = intent(establish.intent) else { return [] }
      return claims(for: intent, with: establish.parameters.names ?? [])
    }
  }
}

extension SuiteReader {
  /// - Parameter node: a list of features.
  func checkClaims(_ node: Node?) {
    guard let contract else { return }
    for item in node?.items ?? [] {
      guard let name = item.string, contract.feature(name) == nil else { continue }
      diagnostics.add(contract.unknownFeature(name, at: item.place))
    }
  }
}
