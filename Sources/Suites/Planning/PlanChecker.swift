import Documents
import Plans
import Verdicts

/// Finds what does not fit together between a candidate, a lab and suites.
enum PlanChecker {
  /// All mistakes and warnings, in the order of the files.
  static func check(_ plan: Plan) -> [Diagnostic] {
    var found = checkSuites(plan) + checkWaivers(plan) + checkCandidate(plan)
    for suite in plan.suites {
      for item in suite.cases { found += CaseChecker(item, plan).check() }
    }
    return found.inOrderOfPlaces
  }

  private static func checkSuites(_ plan: Plan) -> [Diagnostic] {
    var found: [Diagnostic] = []
    if plan.cases.isEmpty { found.append(.error("the plan has no cases", hint: "name at least one suite")) }
    var suites: [String: Place] = [:]
    var cases: [String: Place] = [:]
    for suite in plan.suites {
      if let contract = suite.contract, plan.candidate.contract != contract {
        let served = plan.candidate.contract.map { "serves the contract \($0.quoted)" } ?? "serves no contract"
        found.append(
          .error(
            "the suite \(suite.name.quoted) needs the contract \(contract.quoted), but the candidate "
              + "\(plan.candidate.name.quoted) \(served)", at: suite.place,
            hint: "name \"contract: \(contract)\" in \(plan.candidate.place.file) when its bindings serve it"))
      }
      if let place = suites.updateValue(suite.place, forKey: suite.name) {
        found.append(
          .error(
            "a suite named \(suite.name.quoted) is in \(place.file) already", at: suite.place, rule: .duplicateName))
      }
      for item in suite.cases {
        let id = item.summary.identity.id
        guard let place = item.summary.place, let other = cases.updateValue(place, forKey: id) else { continue }
        found.append(
          .error("a case with the id \(id.quoted) stands at \(other) already", at: place, rule: .duplicateName))
      }
    }
    return found
  }

  /// A waiver may be about a suite that does not run now.
  private static func checkWaivers(_ plan: Plan) -> [Diagnostic] {
    let identities = plan.cases.map(\.summary.identity)
    let ids = identities.map(\.id)
    let unknown = plan.candidate.waivers.filter { waiver in
      waiver.kind == .testCase && !identities.contains { $0.isMeant(by: waiver.id) }
    }
    return unknown.map { waiver in
      .warning(
        "no case of this run has the waived id \(waiver.id.quoted)", at: waiver.place,
        hint: Suggestion.hint(for: waiver.id, among: ids), rule: .unknownReference)
    }
  }

  /// Without what it reads of the lab, the candidate cannot start.
  private static func checkCandidate(_ plan: Plan) -> [Diagnostic] {
    var found: [Diagnostic] = []
    if case .process(let process) = plan.candidate.installation {
      found += process.uses.compactMap { LabNames.problem($0, plan.lab) }
    }
    for companion in plan.candidate.companions {
      found += companion.process.uses.compactMap { LabNames.problem($0, plan.lab) }
    }
    found += (plan.candidate.previous?.process?.uses ?? []).compactMap { LabNames.problem($0, plan.lab) }
    for binding in plan.candidate.bindings.values {
      found += binding.uses.compactMap { LabNames.problem($0, plan.lab, severity: .warning) }
    }
    return found
  }
}
