package import Documents
package import Expressions
package import Verdicts

/// Cases for one kind of operator.
package struct TestSuite: Sendable {
  package var name: String
  package var description: String?
  /// The contract whose intents the cases establish.
  package var contract: String?
  package var cases: [Case]
  /// SHA-256 of the file and of all files that it names.
  package var digest: String
  package var place: Place

  package init(
    name: String, description: String?, contract: String?, cases: [Case], digest: String, place: Place
  ) {
    self.name = name
    self.description = description
    self.contract = contract
    self.cases = cases
    self.digest = digest
    self.place = place
  }

  /// One test case: what a report counts.
  package struct Case: Sendable {
    package var summary: CaseSummary
    /// To select cases by.
    package var labels: [String: String]
    /// Bounds everything in it but the clean-up.
    package var timeout: Duration
    /// Endpoints of the lab without which it cannot say anything.
    package var endpoints: [String]
    /// Features of which the candidate must claim each.
    package var claims: [String]
    /// Names that its expressions can use, in the order in which they are evaluated.
    package var variables: [(name: String, value: Template)]
    /// What the variables' own expressions read.
    package var uses: [VariableUse]
    /// What must be so before the candidate can be judged: a failure here is an error of the lab.
    package var setup: [Step]
    package var steps: [Step]
    /// Always runs, when the objects that the case made are gone.
    package var teardown: [Step]

    package init(
      summary: CaseSummary, labels: [String: String], timeout: Duration, endpoints: [String], claims: [String],
      variables: [(name: String, value: Template)], uses: [VariableUse] = [], setup: [Step], steps: [Step],
      teardown: [Step]
    ) {
      self.summary = summary
      self.labels = labels
      self.timeout = timeout
      self.endpoints = endpoints
      self.claims = claims
      self.variables = variables
      self.uses = uses
      self.setup = setup
      self.steps = steps
      self.teardown = teardown
    }
  }
}

/// One operation of a case.
package struct Step: Sendable {
  /// What a person reads: its description if it has one, else made from the operation.
  package var name: String
  /// The name is a description that somebody wrote, and says more than the operation does.
  package var isDescribed: Bool
  package var operation: Operation
  /// What its expressions read.
  package var uses: [VariableUse]
  package var place: Place

  package init(
    name: String, isDescribed: Bool = false, operation: Operation, uses: [VariableUse] = [], place: Place
  ) {
    self.name = name
    self.isDescribed = isDescribed
    self.operation = operation
    self.uses = uses
    self.place = place
  }
}
