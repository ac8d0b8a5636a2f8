import Documents
import Expressions
import Plans

/// What a step says about the candidate, and what it does to objects: all that the rules know of an operation.
struct StepMeaning {
  /// What must be so for the step to pass.
  enum Look {
    /// It passes whatever the candidate does.
    case nothing
    /// An answer is asked for, of which nothing is known beforehand.
    case answer
    /// What somebody else must have done, as far as can be known.
    case work
    case comes([Step.Operation.Expectation])
    case stays([Step.Operation.Expectation])
    /// States that come one after the other.
    case follows([[Step.Operation.Expectation]])
    case neverComes([Step.Operation.Expectation])
    /// Something is not there, or does not come.
    case absence
    /// An object is gone that the step itself deletes.
    case deletion
    /// Holds for any answer of the kind.
    case anything
  }

  /// What is different afterwards.
  enum Effect {
    case none
    case writes(Template, handle: String?)
    case makes(handle: String?)
    /// An answer under a name.
    case keeps(handle: String?)
    case alters(Step.Operation.Target)
    case removes(Step.Operation.Target)
    /// A program or a system outside may do anything.
    case anything(handle: String?)
  }

  var look: Look
  var effect = Effect.none
  /// Conditions over an answer, besides those of `look`.
  var conditions: [Step.Operation.Expectation] = []
  /// How long it takes at least when it passes.
  var time = Duration.zero

  var isCheck: Bool { if case .nothing = look { false } else { true } }

  /// Whether somebody else has to do something for it to pass, as far as its kind tells.
  var isPositive: Bool {
    switch look {
    case .work, .comes, .follows: true
    case .nothing, .answer, .stays, .neverComes, .absence, .deletion, .anything: false
    }
  }

  /// Whether it asks a program or a system outside.
  var asksOutside: Bool {
    switch effect {
    case .keeps, .anything: true
    case .none, .writes, .makes, .alters, .removes: false
    }
  }
}

extension StepMeaning {
  init(_ operation: Step.Operation) {
    switch operation {
    case .apply(let write), .create(let write), .update(let write):
      self = Self.write(write.expectation, .writes(write.manifest, handle: write.handle))
    case .establish(let establish):
      self = Self.write(establish.expectation, .makes(handle: establish.handle))
      if establish.isInvalid { look = .work }
    case .patch(let patch): self = Self.write(patch.expectation, .alters(patch.target))
    case .delete(let delete):
      self = Self.write(delete.expectation, .removes(delete.target))
      if delete.within != nil, case .nothing = look { look = .deletion }
    case .eventually(let eventually): self.init(look: .comes(eventually.expectations))
    case .consistently(let consistently):
      self.init(look: .stays(consistently.expectations), time: consistently.duration)
    case .never(let never):
      self.init(look: never.events.isEmpty ? .neverComes(never.expectations) : .absence, time: never.duration)
      if !never.events.isEmpty { conditions = never.expectations }
    case .sequence(let sequence): self.init(look: .follows(sequence.states.map(\.expectations)))
    case .absent: self.init(look: .absence)
    case .ready: self.init(look: .work)
    case .events(let events): self.init(look: events.count.contains(0) ? .absence : .work)
    case .http(let request): self.init(request)
    case .run(let command): self.init(command)
    case .logs(let logs): self.init(look: Self.look(logs.expectation))
    case .metrics(let metrics):
      self.init(
        look: metrics.conditions.isEmpty ? .nothing : .work, effect: .keeps(handle: metrics.handle),
        conditions: metrics.conditions)
    case .journal(let journal):
      self.init(
        look: journal.look, effect: .keeps(handle: journal.handle), conditions: journal.conditions,
        time: journal.duration ?? .zero)
    case .oracle(let oracle): self.init(look: .work, time: oracle.duration ?? .zero)
    case .candidate, .southbound, .figure: self.init(look: .nothing)
    case .promQL(let question): self.init(question)
    case .netconf(let request): self.init(request)
    case .sleep(let sleep): self.init(look: .nothing, time: sleep.duration)
    // Their steps say what they mean.
    case .loop, .parallel, .template: self.init(look: .nothing)
    }
  }

  private static func write(_ expectation: Step.Operation.AnswerExpectation, _ effect: Effect) -> StepMeaning {
    if case .success = expectation { StepMeaning(look: .nothing, effect: effect) } else { StepMeaning(look: .work) }
  }

  private static func look(_ expectation: Step.Operation.Logs.Expectation) -> Look {
    switch expectation {
    case .match: .work
    case .forbid: .absence
    }
  }

  private init(_ request: Step.Operation.HTTPRequest) {
    let reads = ["GET", "HEAD"].contains(request.method)
    let looks = request.match != nil || !request.conditions.isEmpty
    if looks, request.conditions.isEmpty, request.status == nil, request.match?.holdsOnAnything == true {
      look = .anything
    } else if looks || reads && (request.status != nil || request.within != nil) {
      look = .work
    } else {
      look = reads ? .answer : .nothing
    }
    effect = reads ? .keeps(handle: request.handle) : .anything(handle: request.handle)
    conditions = request.conditions
  }

  private init(_ question: Step.Operation.PromQL) {
    if let count = question.count, count.contains(0) {
      look = .absence
    } else {
      look = question.expectsSomething ? .work : .nothing
    }
    effect = .keeps(handle: question.handle)
    conditions = question.conditions
  }

  private init(_ request: Step.Operation.NETCONFRequest) {
    guard !request.isEdit else {
      look = .nothing
      effect = .anything(handle: request.handle)
      return
    }
    let checks = request.checks.filter(\.expectsSomething)
    let areAbsence = checks.allSatisfy { $0.exists == false || $0.count?.contains(0) == true }
    look = checks.isEmpty ? .answer : areAbsence ? .absence : .work
    effect = .keeps(handle: request.handle)
  }

  private init(_ command: Step.Operation.Command) {
    let ignores = command.output.isEmpty && command.conditions.isEmpty && command.alwaysSucceeds
    look = ignores ? .nothing : .work
    effect = .anything(handle: command.handle)
    conditions = command.conditions
  }
}

extension Step.Operation.Journal {
  fileprivate var look: StepMeaning.Look {
    if let count { return count.contains(0) ? .absence : .work }
    return conditions.isEmpty ? .nothing : .work
  }
}

extension Template {
  /// Whether every object matches.
  fileprivate var holdsOnAnything: Bool {
    guard isConstant, let expected = try? evaluate(Bindings()), expected.object != nil else { return false }
    return SubsetMatch.mismatches(expected: expected, actual: [:]).isEmpty
  }
}
