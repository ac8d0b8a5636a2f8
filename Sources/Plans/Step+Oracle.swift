package import Documents

extension Step.Operation {
  /// Perturbs one wish in the way of a recipe, and judges what the ledger then shows of it.
  package struct Oracle: Sendable {
    /// The recipes, by the names that reports use.
    package enum Recipe: String, Sendable, CaseIterable {
      /// Nothing is done, and nothing may be written.
      case quiescence
      /// The same manifest again, as the harness applies it and as kubectl does.
      case reapply = "re-apply"
      /// An annotation that means nothing.
      case nudge
      /// Other parameters, which must show somewhere.
      case update = "update-takes-effect"
      /// A child is deleted by hand.
      case driftOfChild = "drift-child"
      /// A field of a child is changed by hand.
      case driftOfField = "drift-field"
      /// A label of somebody else on a child.
      case foreignField = "foreign-field"
      /// The candidate is asked to stop, and started.
      case restart
      /// The candidate is killed, and started.
      case crash
      /// The wish changes while the candidate is down.
      case missedChange = "missed-change"
      /// The wish is deleted.
      case deletion

      /// Whether the candidate itself is stopped for it.
      package var stopsCandidate: Bool { [.restart, .crash, .missedChange].contains(self) }

      /// Whether it needs other parameters for the wish.
      package var changesWish: Bool { [.update, .missedChange].contains(self) }

      /// Whether they are of use: only a write of the candidate shows whether it keeps what is not its own.
      package var mayChangeWish: Bool { changesWish || self == .foreignField }
    }

    package var recipe: Recipe
    /// The name of the wish, which an earlier step established.
    package var wish: String
    /// The wish with other parameters, for recipes that change it.
    package var change: Establish?
    /// How long it is looked at; nil follows what the candidate showed so far.
    package var duration: Duration?
    /// How long the candidate may take to come to rest.
    package var settle: Duration
    package var place: Place

    package init(
      recipe: Recipe, wish: String, change: Establish?, duration: Duration?, settle: Duration, place: Place
    ) {
      self.recipe = recipe
      self.wish = wish
      self.change = change
      self.duration = duration
      self.settle = settle
      self.place = place
    }
  }
}

extension TestSuite.Case {
  /// Whether it is judged by what the ledger shows.
  package var needsLedger: Bool {
    (setup + steps + teardown).flatMap(\.flattened).contains { step in
      if case .oracle = step.operation { true } else { false }
    }
  }
}
