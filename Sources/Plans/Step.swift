package import Documents

/// One operation of a case.
package struct Step: Sendable {
  /// What a person reads: its description if it has one, else made from the operation.
  package var name: String
  /// The name is a description that somebody wrote, and says more than the operation does.
  package var isDescribed: Bool
  /// Without these it is left out.
  package var requirements: [Requirement]
  package var operation: Operation
  /// As whom it asks the API server; nil is the user of the run.
  package var actor: Actor?
  package var allowances: [Allowance]
  /// What its expressions read.
  package var uses: [VariableUse]
  package var place: Place

  package init(
    name: String, isDescribed: Bool = false, requirements: [Requirement] = [], operation: Operation,
    actor: Actor? = nil, allowances: [Allowance] = [],
    uses: [VariableUse] = [], place: Place
  ) {
    self.name = name
    self.isDescribed = isDescribed
    self.requirements = requirements
    self.operation = operation
    self.actor = actor
    self.allowances = allowances
    self.uses = uses
    self.place = place
  }
}
