package import Documents

/// Cases for one kind of operator.
package struct TestSuite: Sendable {
  package var name: String
  package var description: String?
  /// The contract whose intents the cases establish.
  package var contract: String?
  /// The same as it is defined, when its file lies beside the suite.
  package var definition: Contract?
  /// What surrounds all of its cases.
  package var fixture: Fixture
  /// Cases that share more than the suite's fixture.
  package var groups: [Group]
  /// All of them, those of groups too, in the order of the file.
  package var cases: [Case]
  /// SHA-256 of the file and of all files that it names.
  package var digest: String
  /// With what it is shown that the cases notice broken operators.
  package var proof: Proof?
  /// Its text, when no file holds it: a generated suite.
  package var generatedText: String?
  /// Fields whose changes say nothing, whoever the candidate is.
  package var masks: [Candidate.Mask] = []
  package var place: Place

  package init(
    name: String, description: String?, contract: String?, definition: Contract? = nil, fixture: Fixture,
    groups: [Group], cases: [Case], digest: String, proof: Proof? = nil, place: Place
  ) {
    self.name = name
    self.description = description
    self.contract = contract
    self.definition = definition
    self.fixture = fixture
    self.groups = groups
    self.cases = cases
    self.digest = digest
    self.proof = proof
    self.place = place
  }

  /// A candidate that conforms and has broken versions, and a lab for it; both paths from the working directory.
  package struct Proof: Sendable, Hashable {
    package var candidate: String
    package var lab: String

    package init(candidate: String, lab: String) {
      self.candidate = candidate
      self.lab = lab
    }
  }

  /// Cases with a fixture of their own.
  package struct Group: Sendable {
    package var name: String
    package var fixture: Fixture

    package init(name: String, fixture: Fixture) {
      self.name = name
      self.fixture = fixture
    }
  }

  /// The group in which a case stands.
  package func group(of item: Case) -> Group? { item.group.flatMap { name in groups.first { $0.name == name } } }
}
