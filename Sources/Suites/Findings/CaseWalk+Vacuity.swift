import Documents
import Expressions
import Plans

// Checks that pass whatever the candidate does.
extension CaseWalk {
  /// Conditions of which nothing can change.
  mutating func checkConstants(_ meaning: StepMeaning) {
    var expectations = meaning.conditions
    var isFatal = { (value: Bool?) in value == false }
    switch meaning.look {
    case .comes(let all), .stays(let all): expectations += all
    case .follows(let states): expectations += states.flatMap(\.self)
    case .neverComes(let all):
      expectations += all
      isFatal = { $0 == true }
    default: break
    }
    for expectation in expectations {
      guard case .condition(let template, let source, let place) = expectation,
        case .constant(let value) = ExpectationJudgement.constant(template, known)
      else { continue }
      let text = source.count > 60 ? "\(source.prefix(59))…" : source
      let message =
        switch value {
        case true?: "\(text.quoted) is always so"
        case false?: "\(text.quoted) is never so"
        case nil: "\(text.quoted) reads nothing that the candidate can change"
        }
      report(.constantCondition, message, at: place)
      if isFatal(value) { known.end = "the condition at line \(place.line) never holds" }
    }
  }

  mutating func checkVacuity(_ step: Step, _ meaning: StepMeaning) {
    switch meaning.look {
    case .nothing, .answer: break
    // What is asked of the world before the candidate is judged says nothing about the candidate.
    case .work where phase == .setup && meaning.asksOutside: break
    case .work: markPositive(step.uses.map(\.variable))
    case .follows(let states):
      let isVacuous = states.allSatisfy { judgements($0)?.isEmpty == false }
      guard isVacuous else { return markPositive(step.uses.map(\.variable)) }
      report(.holdsOnEmptyObject, "each of these holds when the candidate does nothing", at: placeInCase(step))
    case .anything: report(.holdsOnEmptyObject, "what is expected matches any answer", at: step.place)
    case .comes(let expectations): checkComing(step, expectations)
    case .stays(let expectations): checkStaying(step, expectations)
    case .neverComes, .absence: checkNegative(step, "nothing before it shows that the candidate does anything")
    // Whether it matters, the rest of the case shows.
    case .deletion: deletions.append((placeInCase(step), allowances))
    }
  }

  private mutating func markPositive(_ names: [String]) {
    known.hasPositive = true
    known.shown.formUnion(names)
  }

  /// Something that the candidate has to do must have been seen before.
  private func checkNegative(_ step: Step, _ message: String) {
    if known.hasPositive || step.uses.contains(where: { known.shown.contains($0.variable) }) { return }
    report(.negativeWithoutPositive, message, at: placeInCase(step))
  }

  private mutating func checkComing(_ step: Step, _ expectations: [Step.Operation.Expectation]) {
    guard let all = judgements(expectations) else { return markPositive(step.uses.map(\.variable)) }
    guard let first = all.first else { return }
    let names = Set(expectations.flatMap(\.names))
    switch strongest(all) {
    case .gone?: checkNegative(step, "that an object is gone shows nothing when the candidate has done nothing before")
    case .applied?:
      report(
        .repeatsWhatWasApplied, "this holds as soon as the case has applied the object", at: first.place)
    case .empty? where names.isDisjoint(with: known.shown) || expectations.allSatisfy(\.isObject):
      report(.holdsOnEmptyObject, "this holds on an object with nothing but its name", at: first.place)
    case .existence?:
      report(.holdsOnEmptyObject, "this holds on an object with nothing but its name", at: first.place)
      markPositive(step.uses.map(\.variable))
    default: break
    }
  }

  private mutating func checkStaying(_ step: Step, _ expectations: [Step.Operation.Expectation]) {
    guard let all = judgements(expectations, countingNegations: true) else {
      return markPositive(step.uses.map(\.variable))
    }
    if all.isEmpty { return }
    if all.contains(where: { if case .existence = $0.judgement { true } else { false } }) {
      return markPositive(step.uses.map(\.variable))
    }
    checkNegative(
      step, "this stays so when the candidate does nothing, and nothing before it shows that it does anything")
  }

  private typealias Judged = (judgement: ExpectationJudgement, place: Place)

  /// Those that are not constant; nil when nothing can be said of one.
  private func judgements(
    _ expectations: [Step.Operation.Expectation], countingNegations: Bool = false
  ) -> [Judged]? {
    var all: [Judged] = []
    for expectation in expectations {
      switch ExpectationJudgement(expectation, known) {
      case nil: return nil
      case .negation? where !countingNegations: return nil
      case .constant?: continue
      case let judgement?: all.append((judgement, expectation.place))
      }
    }
    return all
  }

  /// What they come to together.
  private func strongest(_ all: [Judged]) -> ExpectationJudgement? {
    func has(_ isWanted: (ExpectationJudgement) -> Bool) -> Bool { all.contains { isWanted($0.judgement) } }
    if has({ if case .gone = $0 { true } else { false } }) { return .gone }
    if has({ if case .existence = $0 { true } else { false } }) { return .existence }
    if has({ if case .applied = $0 { true } else { false } }) { return .applied }
    return all.first?.judgement
  }
}

extension Step.Operation.Expectation {
  fileprivate var isObject: Bool { if case .object = self { true } else { false } }
}
