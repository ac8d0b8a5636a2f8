package import Documents

extension Step.Operation {
  /// Perturbs one wish in the way of a recipe, and judges what the ledger then shows of it.
  package struct Oracle: Sendable {
    package var recipe: RecipeName
    /// The name of the wish, which an earlier step established.
    package var wish: String
    /// The wish with other parameters, for recipes that change it.
    package var change: Establish?
    /// The wish as the candidate cannot fulfil it, for recipes that want it to fail.
    package var invalid: Establish?
    /// The names of what has to be there before the wish, for recipes that turn the order round.
    package var before: [String] = []
    /// What is made outside for the wish, for recipes that disturb it there.
    package var outside: Outside?
    /// Wishes of another candidate.
    package var beside: Beside?
    /// Wishes that are made besides it, for recipes that look at many.
    package var copies: Copies?
    /// How long it is looked at; nil follows what the candidate showed so far.
    package var duration: Duration?
    /// How long the candidate may take to come to rest.
    package var settle: Duration
    package var place: Place

    package init(
      recipe: RecipeName, wish: String, change: Establish?, invalid: Establish? = nil, duration: Duration?,
      settle: Duration, place: Place
    ) {
      self.recipe = recipe
      self.wish = wish
      self.change = change
      self.invalid = invalid
      self.duration = duration
      self.settle = settle
      self.place = place
    }

    /// What another candidate is asked for, in the same lab.
    package struct Beside: Sendable {
      /// What its parameters may read as `index`.
      package var number: Int
      package var wish: Establish
      package var before: [Copies.Requisite]
      /// The same wish, as the candidate itself is asked for it; nil when it has no word for it.
      package var same: Establish?

      package init(number: Int, wish: Establish, before: [Copies.Requisite], same: Establish?) {
        self.number = number
        self.wish = wish
        self.before = before
        self.same = same
      }
    }

    /// Something in a system outside, in steps that ask that system.
    package struct Outside: Sendable {
      /// They pass while it is as the wish says.
      package var right: [Step]
      /// What somebody else does to it.
      package var disturbance: [Step]

      package init(right: [Step], disturbance: [Step]) {
        self.right = right
        self.disturbance = disturbance
      }
    }

    /// Wishes of one kind, each with a number of its own, which its parameters may read as `index`, and a name of its own.
    package struct Copies: Sendable {
      package var count: Int
      /// The number of the first.
      package var first: Int
      package var wish: Establish
      /// What each of them needs; what is the same for all is made once.
      package var before: [Requisite]

      package enum Requisite: Sendable {
        case intent(Establish)
        case manifest(Write)
      }

      package init(count: Int, first: Int, wish: Establish, before: [Requisite]) {
        self.count = count
        self.first = first
        self.wish = wish
        self.before = before
      }
    }
  }
}

extension TestSuite.Case {
  /// Whether it is judged by what the ledger shows.
  package var needsLedger: Bool { !recipes.isEmpty }

  /// Of its steps that consult an oracle.
  package var recipes: [RecipeName] {
    (setup + steps + teardown).flatMap(\.flattened).compactMap { step in
      if case .oracle(let oracle) = step.operation { oracle.recipe } else { nil }
    }
  }
}
