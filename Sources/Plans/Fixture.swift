package import Documents
package import Expressions

/// What surrounds the cases of a suite or of a group: it is set up before the first of them begins, and torn down when
/// the last of them has ended, whatever came of them.
package struct Fixture: Sendable {
  package var requirements: [Requirement]
  /// Names that all within can use, in the order in which they are evaluated.
  package var variables: [(name: String, value: Template)]
  /// What the variables' own expressions read.
  package var uses: [VariableUse]
  package var setup: [Step]
  package var teardown: [Step]
  /// Bounds the set-up.
  package var timeout: Duration
  package var place: Place?

  package init(
    requirements: [Requirement], variables: [(name: String, value: Template)], uses: [VariableUse], setup: [Step],
    teardown: [Step], timeout: Duration, place: Place?
  ) {
    self.requirements = requirements
    self.variables = variables
    self.uses = uses
    self.setup = setup
    self.teardown = teardown
    self.timeout = timeout
    self.place = place
  }

  /// Whether there is anything to carry out.
  package var isEmpty: Bool { variables.isEmpty && setup.isEmpty && teardown.isEmpty }
}
