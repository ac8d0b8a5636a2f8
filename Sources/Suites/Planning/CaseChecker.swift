import Documents
import Plans
import Verdicts

/// Checks one case against the candidate's bindings and the lab.
struct CaseChecker {
  private let item: TestSuite.Case
  private let plan: Plan
  private let hasContract: Bool
  /// The intent behind each handle that an `establish` made.
  private var intents: [String: String] = [:]
  private var found: [Diagnostic] = []

  init(_ item: TestSuite.Case, _ plan: Plan) {
    self.item = item
    self.plan = plan
    hasContract = plan.suites.contains { $0.name == item.summary.identity.suite && $0.definition != nil }
  }

  func check() -> [Diagnostic] {
    var copy = self
    // What the candidate does not claim or the lab does not have is skipped, and may be missing in them.
    guard item.claims.allSatisfy(plan.candidate.claims.contains) else { return [] }
    copy.checkLab(item.uses)
    for step in (item.setup + item.steps + item.teardown).flatMap(\.flattened) { copy.check(step) }
    return copy.found
  }

  private mutating func check(_ step: Step) {
    checkLab(step.uses)
    for use in step.uses { checkObserved(use) }
    switch step.operation {
    case .establish(let establish):
      check(establish)
      if let handle = establish.handle { intents[handle] = establish.intent }
    case .http(let request):
      if let endpoint = request.endpoint {
        found += [problem(endpoint: endpoint, at: step.place)].compactMap(\.self)
      }
      if let handle = request.handle { intents[handle] = nil }
    case .apply(let write), .create(let write), .update(let write):
      if let handle = write.handle { intents[handle] = nil }
    case .run(let command):
      if let handle = command.handle { intents[handle] = nil }
    case .metrics(let metrics):
      if let handle = metrics.handle { intents[handle] = nil }
    case .southbound, .journal:
      if let endpoint = step.operation.trafficEndpoint {
        found += [problem(endpoint: endpoint, at: step.place)].compactMap(\.self)
      }
      if case .journal(let journal) = step.operation, let handle = journal.handle { intents[handle] = nil }
    case .promQL(let question):
      found += [problem(endpoint: question.endpoint, at: step.place)].compactMap(\.self)
      if let handle = question.handle { intents[handle] = nil }
    case .netconf(let request):
      found += [problem(endpoint: request.endpoint, at: step.place)].compactMap(\.self)
      if let handle = request.handle { intents[handle] = nil }
    case .template(let use):
      // What it hands out may have been made in any way.
      if let output = use.output { intents[output.handle] = nil }
    case .patch, .delete, .eventually, .consistently, .never, .sequence, .absent, .ready, .events, .loop, .parallel,
      .candidate, .logs, .sleep, .figure, .oracle:
      break
    }
  }

  // MARK: Lab

  private mutating func checkLab(_ uses: [VariableUse]) {
    guard item.endpoints.allSatisfy({ plan.lab.endpoints[$0] != nil }) else {
      found += uses.filter { $0.fields.first == "endpoints" }.compactMap {
        LabNames.problem($0, plan.lab, expected: item.endpoints, severity: .warning)
      }
      return
    }
    found += uses.compactMap { LabNames.problem($0, plan.lab, expected: item.endpoints, severity: .warning) }
  }

  private func problem(endpoint: String, at place: Place) -> Diagnostic? {
    LabNames.endpoint(endpoint, at: place, plan.lab, expected: item.endpoints, severity: .warning)
  }

  // MARK: Bindings

  private mutating func check(_ establish: Step.Operation.Establish) {
    let bindings = plan.candidate.bindings
    guard let binding = bindings[establish.intent] else {
      found.append(
        .error(
          "the candidate \(plan.candidate.name.quoted) does not bind the intent \(establish.intent.quoted)",
          at: establish.place,
          hint: Suggestion.hint(for: establish.intent, among: bindings.keys)
            ?? "bind it in \(plan.candidate.place.file)", rule: .unknownReference))
      return
    }
    checkParameters(of: establish, binding)
  }

  private mutating func checkParameters(of establish: Step.Operation.Establish, _ binding: Candidate.Binding) {
    guard let given = establish.parameters.names?.sorted() else { return }
    let needed = binding.neededParameters
    for name in needed where !given.contains(name) && establish.defaults[name] == nil {
      let unused = given.filter { !needed.contains($0) && !binding.optionalParameters.contains($0) }
      found.append(
        .error(
          "the binding of \(establish.intent.quoted) needs the parameter \(name.quoted)", at: establish.place,
          hint: Suggestion.nearest(to: name, among: unused).map { "is it \($0.quoted) under \"with\"?" }
            ?? "give it under \"with\""))
    }
    // With the contract at hand, this is told once for the binding.
    guard !binding.usesAllParameters, !hasContract else { return }
    let known = Set(needed).union(binding.optionalParameters)
    for name in given where !known.contains(name) {
      found.append(
        .warning(
          "the binding of \(establish.intent.quoted) does not use the parameter \(name.quoted)", at: establish.place,
          hint: Suggestion.hint(for: name, among: known), rule: .unknownReference))
    }
  }

  private mutating func checkObserved(_ use: VariableUse) {
    guard let intent = intents[use.variable], let field = use.fields.first,
      let binding = plan.candidate.bindings[intent], binding.observe[field] == nil, Scope.objectFields[field] == nil
    else { return }
    let observed = binding.observe.keys.sorted()
    found.append(
      .error(
        "the binding of \(intent.quoted) does not observe \(field.quoted)", at: use.place,
        hint: Suggestion.hint(for: field, among: observed + Scope.objectFields.keys)
          ?? (observed.isEmpty ? nil : "it observes \(observed.joined(separator: ", "))"), rule: .unknownReference))
  }
}
