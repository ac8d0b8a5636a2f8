package import Expressions

// Steps that hold steps.
extension Step.Operation {
  /// Steps that are carried out once for each item of a list.
  package struct Loop: Sendable {
    package enum Items: Sendable {
      /// A list, worked out when the loop begins.
      case list(Template)
      case count(Int)
    }

    package var items: Items
    /// Under which name the steps see the item; for a count, the number of the turn, from 0.
    package var variable: String?
    /// How many turns go on side by side.
    package var parallel: Int
    package var steps: [Step]
    /// Handles that the steps make; after the loop each stands for the list of all, in the order of the items.
    package var made: [String]

    package init(items: Items, variable: String?, parallel: Int, steps: [Step], made: [String]) {
      self.items = items
      self.variable = variable
      self.parallel = parallel
      self.steps = steps
      self.made = made
    }
  }

  /// Steps from a template, with values for its parameters.
  package struct TemplateUse: Sendable {
    package var name: String
    /// A parameter that is given a handle stands for its object, and follows it.
    package var arguments: [(name: String, value: Template)]
    package var steps: [Step]
    /// What the template hands out, and the name that it gets here.
    package var output: (made: String, handle: String)?

    package init(
      name: String, arguments: [(name: String, value: Template)], steps: [Step], output: (made: String, handle: String)?
    ) {
      self.name = name
      self.arguments = arguments
      self.steps = steps
      self.output = output
    }
  }

  /// The steps in it, if it holds any.
  package var innerSteps: [Step] {
    switch self {
    case .loop(let loop): loop.steps
    case .parallel(let branches): branches.flatMap(\.self)
    case .template(let use): use.steps
    case .oracle(let oracle): oracle.outside.map { $0.right + $0.disturbance } ?? []
    default: []
    }
  }
}

extension Step.Operation {
  /// Whether the candidate may have something to do because of it.
  package var isChange: Bool {
    switch self {
    case .apply, .create, .update, .establish, .patch, .delete, .run, .candidate, .southbound, .oracle: true
    case .http(let request): !["GET", "HEAD"].contains(request.method)
    case .netconf(let request): request.isEdit
    default: false
    }
  }

  /// Whether it looks at what the candidate did. A write does so when it has to be refused.
  package var isCheck: Bool {
    switch self {
    case .eventually, .consistently, .never, .sequence, .absent, .ready, .events, .http, .run, .logs, .oracle: true
    case .metrics(let metrics): !metrics.conditions.isEmpty
    case .promQL(let question): question.expectsSomething
    case .netconf(let request): request.expectsSomething
    case .delete(let delete): delete.within != nil || delete.expectation.isRefusal
    case .apply(let write), .create(let write), .update(let write): write.expectation.isRefusal
    case .establish(let establish): establish.expectation.isRefusal || establish.isInvalid
    case .patch(let patch): patch.expectation.isRefusal
    case .journal(let journal): journal.count != nil || !journal.conditions.isEmpty
    case .candidate, .sleep, .southbound, .figure: false
    // Their steps say so themselves.
    case .loop, .parallel, .template: false
    }
  }
}

extension Step.Operation.AnswerExpectation {
  fileprivate var isRefusal: Bool {
    if case .success = self { false } else { true }
  }
}

extension Step {
  /// It and all steps in it, outer ones first.
  package var flattened: [Step] { [self] + operation.innerSteps.flatMap(\.flattened) }
}
