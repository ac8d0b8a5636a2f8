package import Documents

extension Candidate {
  /// A wish as its users make it, from which a battery of oracles makes its cases.
  package struct Sample: Sendable {
    package var intent: String
    /// Parameters of the intent. Strings may read `index`, another number in each case.
    package var parameters: Value
    /// Parameters that differ in another good wish; null takes one away.
    package var change: Value?
    /// The same for a wish that the candidate cannot fulfil, though the API server takes it.
    package var invalid: Value?
    /// What has to be there before it.
    package var before: [Requisite]
    /// What is made for it in systems outside.
    package var outside: Outside?
    package var place: Place

    /// Lists of steps that ask a system outside.
    package struct Outside: Sendable {
      /// They pass while it is as the wish says.
      package var right: Value
      /// Somebody else changes it there; nil when nobody can.
      package var change: Value?
      package var deletion: Value?

      package init(right: Value, change: Value?, deletion: Value?) {
        self.right = right
        self.change = change
        self.deletion = deletion
      }
    }

    package enum Requisite: Sendable {
      case intent(String, parameters: Value)
      /// What the contract has no intent for.
      case manifest(Value)
    }

    package init(
      intent: String, parameters: Value, change: Value?, invalid: Value?, before: [Requisite], place: Place
    ) {
      self.intent = intent
      self.parameters = parameters
      self.change = change
      self.invalid = invalid
      self.before = before
      self.place = place
    }
  }
}
