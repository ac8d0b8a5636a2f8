package import Documents

extension Candidate {
  /// A mistake that can be switched on in the candidate's program, and the oracles that have to notice it.
  package struct Mistake: Sendable {
    package var name: String
    /// For the program.
    package var arguments: [String]
    package var oracles: [RecipeName]
    /// The file of another candidate that runs beside it.
    package var beside: String?
    /// Files in place of the candidate's own manifests; none leaves those.
    package var manifests: [String] = []
    /// Intents of the samples on which they are tried; empty for all.
    package var samples: [String]
    /// What the sentence of an oracle has to say, so that it names this mistake and not another one.
    package var naming: [String]
    package var place: Place

    package init(
      name: String, arguments: [String], oracles: [RecipeName], samples: [String], naming: [String], place: Place
    ) {
      self.name = name
      self.arguments = arguments
      self.oracles = oracles
      self.samples = samples
      self.naming = naming
      self.place = place
    }
  }
}
