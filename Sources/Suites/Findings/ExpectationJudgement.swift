import Documents
import Expressions
import Plans

/// What can be said of an expectation before anything runs; nil is: nothing.
enum ExpectationJudgement {
  /// Nothing that it reads can change; with its value, when that is known.
  case constant(Bool?)
  /// It holds on an object with nothing but its name, which the case itself made.
  case empty
  /// The same, of an object that somebody else has to make.
  case existence
  /// It holds by what the case applied.
  case applied
  /// It holds when its objects are gone.
  case gone
  /// It says that something is not so.
  case negation

  init?(_ expectation: Step.Operation.Expectation, _ known: CaseKnowledge) {
    let judgement =
      switch expectation {
      case .condition(let template, _, _): Self.judge(template, known)
      case .object(let template, _): Self.judge(object: template, known)
      case .selection(let selection): selection.count.contains(0) ? Self.gone : nil
      }
    guard let judgement else { return nil }
    self = judgement
  }

  /// Nil when something that it reads may change.
  static func constant(_ template: Template, _ known: CaseKnowledge) -> Self? {
    let references = template.references
    guard references.allSatisfy({ known.fixed.contains($0.variable) }) else { return nil }
    let isUnsettled = references.contains { known.unsettled.contains($0.variable) }
    return .constant(isUnsettled ? nil : known.isTrue(template, .bare))
  }

  private static func judge(_ template: Template, _ known: CaseKnowledge) -> Self? {
    if let constant = constant(template, known) { return constant }
    let names = template.references.map(\.variable)
    guard names.contains(where: known.isHandle) else { return nil }
    if known.isTrue(template, .bare) == true { return names.contains(where: known.isDeleted) ? .gone : .empty }
    if known.isTrue(template, .applied) == true { return .applied }
    if known.isTrue(template, .gone) == true { return .gone }
    return template.programs.first?.isNegation == true ? .negation : nil
  }

  private static func judge(object template: Template, _ known: CaseKnowledge) -> Self? {
    guard let expected = known.value(of: template), let identity = CaseKnowledge.Identity(expected) else { return nil }
    let holdsOnBare = matches(expected, identity.object)
    guard let manifest = known.manifest(of: identity) else { return holdsOnBare ? .existence : nil }
    if holdsOnBare { return .empty }
    return matches(expected, manifest.naming(identity)) ? .applied : nil
  }

  private static func matches(_ expected: Value, _ actual: Value) -> Bool {
    SubsetMatch.mismatches(expected: expected, actual: actual).isEmpty
  }
}

extension Value {
  /// A manifest with the namespace that it gets.
  fileprivate func naming(_ identity: CaseKnowledge.Identity) -> Value {
    guard var object else { return self }
    var metadata = object["metadata"]?.object ?? Object()
    metadata["namespace"] = .string(identity.namespace)
    object["metadata"] = .object(metadata)
    return .object(object)
  }
}

extension Step.Operation.Expectation {
  var place: Place {
    switch self {
    case .condition(_, _, let place), .object(_, let place): place
    case .selection(let selection): selection.objects.place
    }
  }

  /// The names that it reads.
  var names: [String] {
    switch self {
    case .condition(let template, _, _), .object(let template, _): template.references.map(\.variable)
    case .selection(let selection):
      [selection.objects.template, selection.match, selection.each].compactMap(\.self).flatMap(\.references)
        .map(\.variable)
    }
  }
}
