import Documents
package import Expressions
package import Verdicts

extension TestSuite {
  /// One test case: what a report counts.
  package struct Case: Sendable {
    package var summary: CaseSummary
    /// The group that it belongs to.
    package var group: String?
    /// To select cases by: its own, and those of its group and suite.
    package var labels: [String: String]
    /// Bounds everything in it but the clean-up.
    package var timeout: Duration
    /// How long it is expected to take, when the author has said so: what a budget is planned by.
    package var expected: Duration?
    /// What must be so for it to say anything.
    package var requirements: [Requirement]
    /// Cases that must have passed before this one can say anything, by id.
    package var needs: [String]
    /// Shared resources of the lab that it uses, and how.
    package var locks: [String: LockMode]
    /// Endpoints of the lab without which it cannot say anything.
    package var endpoints: [String]
    /// Features of which the candidate must claim each.
    package var claims: [String] {
      get { summary.features ?? [] }
      set { summary.features = newValue.isEmpty ? nil : newValue }
    }
    /// Names that its expressions can use, in the order in which they are evaluated.
    package var variables: [(name: String, value: Template)]
    /// What the variables' own expressions read.
    package var uses: [VariableUse]
    /// What must be so before the candidate can be judged: a failure here is an error of the lab.
    package var setup: [Step]
    package var steps: [Step]
    /// Always runs, when the objects that the case made are gone.
    package var teardown: [Step]
    package var allowances: [Allowance]

    package init(
      summary: CaseSummary, group: String? = nil, labels: [String: String], timeout: Duration,
      expected: Duration? = nil,
      requirements: [Requirement] = [], needs: [String] = [], locks: [String: LockMode] = [:], endpoints: [String],
      claims: [String], variables: [(name: String, value: Template)], uses: [VariableUse] = [], setup: [Step],
      steps: [Step], teardown: [Step], allowances: [Allowance] = []
    ) {
      self.summary = summary
      self.group = group
      self.labels = labels
      self.timeout = timeout
      self.expected = expected
      self.requirements = requirements
      self.needs = needs
      self.locks = locks
      self.endpoints = endpoints
      self.variables = variables
      self.uses = uses
      self.setup = setup
      self.steps = steps
      self.teardown = teardown
      self.allowances = allowances
      self.claims = claims
    }
  }

  /// Which suite and group surround a case.
  package struct FixtureIdentity: Sendable, Hashable {
    package var suite: String
    /// Nil for the suite as a whole.
    package var group: String?

    package init(suite: String, group: String?) {
      self.suite = suite
      self.group = group
    }
  }

  /// How a case uses what it shares with others.
  package enum LockMode: String, Sendable, CaseIterable {
    /// Beside others that share it.
    case shared
    /// Alone: while it runs, no other case uses the same.
    case exclusive
  }
}

extension TestSuite.Case {
  /// Its own part of what surrounds its steps.
  package var fixture: Fixture {
    Fixture(
      requirements: requirements, variables: variables, uses: uses, setup: setup, teardown: teardown, timeout: timeout,
      place: summary.place)
  }
}
