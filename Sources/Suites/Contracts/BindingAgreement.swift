import Documents
import Expressions
import Plans

/// Checks what a candidate's bindings lack against its contract.
struct BindingAgreement {
  private let candidate: Candidate
  private let contract: Contract
  /// What can be claimed besides the contract's own features.
  private let features: Set<String>
  private var found: [Diagnostic] = []

  /// All that was found, in the order of the file; notes tell what need not be there.
  ///
  /// - Parameter features: what can be claimed of any operator.
  static func check(_ candidate: Candidate, _ contract: Contract, features: Set<String> = []) -> [Diagnostic] {
    var agreement = BindingAgreement(candidate: candidate, contract: contract, features: features)
    agreement.check()
    return agreement.found.inOrderOfPlaces
  }

  private init(candidate: Candidate, contract: Contract, features: Set<String>) {
    self.candidate = candidate
    self.contract = contract
    self.features = features
  }

  private mutating func check() {
    for (index, claim) in candidate.claims.enumerated()
    where contract.feature(claim) == nil && !features.contains(claim) {
      let places = candidate.claimPlaces
      found.append(
        contract.unknownFeature(claim, at: places.indices.contains(index) ? places[index] : candidate.place))
    }
    for intent in contract.intents {
      if let binding = candidate.bindings[intent.name] { check(binding, intent) } else { checkUnbound(intent) }
    }
    for (name, binding) in candidate.bindings where contract.intent(name) == nil {
      found.append(contract.unknownIntent(name, at: binding.place))
    }
  }

  private mutating func checkUnbound(_ intent: Contract.Intent) {
    let claim = contract.claim(for: intent)
    if let claim, !candidate.claims.contains(claim) {
      found.append(
        Diagnostic(
          .note,
          "the intent \(intent.name.quoted) is not bound; only a candidate that claims \(claim.quoted) needs to bind it",
          at: candidate.contractPlace,
          hint: "bind it, and add \(claim.quoted) to \"claims\", when the operator can do it",
          rule: .unbound))
      return
    }
    let why = claim.map { "which candidates must that claim \($0.quoted)" } ?? "which every candidate must"
    let unknown = candidate.bindings.keys.filter { contract.intent($0) == nil }
    found.append(
      .error(
        "the candidate does not bind the intent \(intent.name.quoted), \(why)", at: candidate.contractPlace,
        hint: Suggestion.nearest(to: intent.name, among: unknown).map { "is it \($0.quoted)?" }
          ?? intent.about.map { "\(intent.name): \($0)" }, rule: .unbound))
  }

  private mutating func check(_ binding: Candidate.Binding, _ intent: Contract.Intent) {
    for observation in intent.observations { check(observation, binding, intent) }
    checkRead(binding, intent)
    if !binding.usesAllParameters {
      let read = binding.optionalParameters.union(binding.neededParameters)
      for parameter in intent.parameters where !read.contains(parameter.name) { tellUnread(parameter, binding) }
    }
    for (field, names) in [("names", Array(binding.names.keys)), ("omits", Array(binding.omitted.keys))] {
      for name in names where intent.parameter(name) == nil {
        let place = binding.places[field]?[name] ?? binding.place
        found.append(contract.unknownParameter(name, of: intent, at: place))
      }
    }
  }

  // MARK: Observations

  private mutating func check(
    _ observation: Contract.Observation, _ binding: Candidate.Binding, _ intent: Contract.Intent
  ) {
    guard let template = binding.observe[observation.name] else {
      let places = binding.places["observe"] ?? [:]
      let unknown = binding.observe.keys.filter { intent.observation($0) == nil }
      let about = "\(observation.type.rawValue)\(observation.about.map { ": \($0)" } ?? "")"
      found.append(
        .error(
          "the binding of \(intent.name.quoted) does not observe \(observation.name.quoted)",
          at: places[observation.name] ?? binding.place,
          hint: Suggestion.nearest(to: observation.name, among: unknown).map { "is it \($0.quoted)?" }
            ?? "give an expression over object, the live object (null while there is none); \(about)", rule: .unbound))
      return
    }
    guard let type = template.programs.first?.type, !observation.type.accepts(type) else { return }
    found.append(
      .error(
        "\(observation.name.quoted) of \(intent.name.quoted) must be \(observation.type.phrase), but is \(type)",
        at: binding.places["observe"]?[observation.name] ?? binding.place, rule: .wrongValue))
  }

  // MARK: Parameters

  private mutating func tellUnread(_ parameter: Contract.Parameter, _ binding: Candidate.Binding) {
    // Of what is not claimed, nothing is asked.
    if let claim = contract.claim(for: parameter), !candidate.claims.contains(claim) { return }
    guard binding.omitted[parameter.name] == nil else { return }
    found.append(
      .warning(
        "\(parameter.name) of \(binding.intent) has no effect: its binding does not read it", at: binding.place,
        hint: parameter.isRequired || parameter.fallback != nil
          ? "write ${\(parameter.name)} in its manifest, or say under \"omits\" why not"
          : "write ${with.?\(parameter.name)} in its manifest, or say under \"omits\" why not", rule: .withoutEffect))
  }

  private mutating func checkRead(_ binding: Candidate.Binding, _ intent: Contract.Intent) {
    for use in binding.neededUses {
      guard let parameter = intent.parameter(use.variable) else {
        found.append(contract.unknownParameter(use.variable, of: intent, at: use.place))
        continue
      }
      if parameter.isRequired || parameter.fallback != nil { continue }
      found.append(
        .error(
          "\(parameter.name.quoted) of \(intent.name.quoted) may be left out, and cannot be read then", at: use.place,
          hint: "write ${with.?\(parameter.name)}, which leaves the field out, too", rule: .expressionMeaning))
    }
    for (name, use) in binding.optionalUses where intent.parameter(name) == nil {
      found.append(contract.unknownParameter(name, of: intent, at: use.place))
    }
  }
}

extension Contract.ValueType {
  /// Whether an expression of the type may give such a value.
  func accepts(_ type: CELType) -> Bool {
    switch (self, type) {
    case (_, .dyn), (_, .error), (_, .parameter), (_, .variable): true
    case (_, .nullable(let inner)): accepts(inner)
    case (_, .opaque(CELType.optionalName, let parameters)): parameters.first.map(accepts) ?? true
    case (.string, .string), (.boolean, .bool), (.list, .list), (.object, .map), (.object, .structure): true
    case (.integer, .int), (.integer, .uint), (.number, .int), (.number, .uint), (.number, .double): true
    case (.duration, .string), (.duration, .duration): true
    default: false
    }
  }
}
