import Documents
import Expressions
import Plans

/// Checks a suite against its contract: intents, parameters, observations and features.
struct SuiteAgreement {
  private let contract: Contract
  private let diagnostics: DiagnosticCollector
  /// What is used in many cases, such as a template, is told once.
  private var told: Set<Diagnostic> = []
  /// Handles, with the intents that made them.
  private typealias Handles = [String: Contract.Intent]

  static func check(_ suite: TestSuite, _ contract: Contract, _ diagnostics: DiagnosticCollector) {
    var agreement = SuiteAgreement(contract: contract, diagnostics: diagnostics)
    agreement.check(suite)
  }

  private init(contract: Contract, diagnostics: DiagnosticCollector) {
    self.contract = contract
    self.diagnostics = diagnostics
  }

  private mutating func check(_ suite: TestSuite) {
    var handles: Handles = [:]
    check(suite.fixture, &handles)
    var groups: [String: Handles] = [:]
    for group in suite.groups {
      var inner = handles
      check(group.fixture, &inner)
      groups[group.name] = inner
    }
    for item in suite.cases {
      var inner = item.group.flatMap { groups[$0] } ?? handles
      check(item.fixture, steps: item.steps, &inner)
    }
  }

  private mutating func check(_ fixture: Fixture, steps: [Step] = [], _ handles: inout Handles) {
    check(fixture.requirements)
    check(fixture.setup + steps, &handles)
    var own = handles
    check(fixture.teardown, &own)
  }

  private mutating func check(_ requirements: [Requirement]) {
    for requirement in requirements {
      guard case .claim(let name) = requirement.kind, contract.feature(name) == nil else { continue }
      tell(contract.unknownFeature(name, at: requirement.place))
    }
  }

  // MARK: Steps

  private mutating func check(_ steps: [Step], _ handles: inout Handles) {
    for step in steps { check(step, &handles) }
  }

  private mutating func check(_ step: Step, _ handles: inout Handles) {
    check(step.requirements)
    for use in step.uses { check(use, handles) }
    switch step.operation {
    case .establish(let establish):
      let intent = contract.intent(establish.intent)
      if let intent {
        check(establish, intent)
      } else {
        tell(contract.unknownIntent(establish.intent, at: establish.place))
      }
      if let handle = establish.handle { handles[handle] = intent }
    case .template(let use): check(use, &handles)
    case .loop(let loop):
      var inner = handles
      if let variable = loop.variable { inner[variable] = nil }
      check(loop.steps, &inner)
      // After the loop they are lists.
      for name in loop.made { handles[name] = nil }
    case .parallel(let branches):
      let before = handles
      for branch in branches {
        var inner = before
        check(branch, &inner)
        handles.merge(inner) { $1 }
      }
    default:
      if let handle = step.operation.handle { handles[handle] = nil }
    }
  }

  private mutating func check(_ use: Step.Operation.TemplateUse, _ handles: inout Handles) {
    var inner: Handles = [:]
    for argument in use.arguments {
      let programs = argument.value.programs
      guard programs.count == 1, let name = programs.first?.text, let intent = handles[name] else { continue }
      inner[argument.name] = intent
    }
    check(use.steps, &inner)
    if let output = use.output { handles[output.handle] = inner[output.made] }
  }

  private mutating func check(_ use: VariableUse, _ handles: Handles) {
    guard let intent = handles[use.variable], let field = use.fields.first, intent.observation(field) == nil,
      Scope.objectFields[field] == nil
    else { return }
    let known = intent.observations.map(\.name)
    tell(
      .error(
        "the intent \(intent.name.quoted) has no observation \(field.quoted)", at: use.place,
        hint: Suggestion.hint(for: field, among: known + Scope.objectFields.keys)
          ?? "it has \(known.joined(separator: ", "))", rule: .notInContract))
  }

  // MARK: Parameters

  private mutating func check(_ establish: Step.Operation.Establish, _ intent: Contract.Intent) {
    guard case .named(let given) = establish.parameters else { return }
    // What is wrong on purpose may have any value, and lack any.
    let isRight = establish.isRight
    for parameter in given {
      guard let known = intent.parameter(parameter.name) else {
        tell(contract.unknownParameter(parameter.name, of: intent, at: parameter.place))
        continue
      }
      guard isRight, parameter.value.isConstant, let value = try? parameter.value.evaluate(Bindings()),
        let expected = known.mismatch(value), !value.isNull
      else { continue }
      tell(
        .error(
          "the parameter \(parameter.name.quoted) must be \(expected), not \(value.excerpt)", at: parameter.place,
          rule: .wrongValue))
    }
    guard isRight else { return }
    for parameter in intent.parameters
    where parameter.isRequired && !given.contains(where: { $0.name == parameter.name }) {
      let unknown = given.map(\.name).filter { intent.parameter($0) == nil }
      tell(
        .error(
          "the intent \(intent.name.quoted) needs the parameter \(parameter.name.quoted)", at: establish.place,
          hint: Suggestion.nearest(to: parameter.name, among: unknown).map { "is it \($0.quoted) under \"with\"?" }
            ?? "give it under \"with\"", rule: .missingField))
    }
  }

  private mutating func tell(_ diagnostic: Diagnostic) {
    if told.insert(diagnostic).inserted { diagnostics.add(diagnostic) }
  }
}

extension Step.Operation.Establish {
  /// Whether it has to be accepted.
  fileprivate var isRight: Bool { if case .success = expectation { !isInvalid } else { false } }
}

extension Step.Operation {
  /// The name that a single step makes.
  fileprivate var handle: String? {
    switch self {
    case .apply(let write), .create(let write), .update(let write): write.handle
    case .http(let request): request.handle
    case .run(let command): command.handle
    case .metrics(let metrics): metrics.handle
    case .journal(let journal): journal.handle
    default: nil
    }
  }
}
