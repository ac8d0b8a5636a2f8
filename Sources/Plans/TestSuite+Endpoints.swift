extension TestSuite.Case {
  /// What its expressions read in every run: what a step with requirements reads, those decide.
  package var necessaryUses: [VariableUse] {
    uses + (setup + steps + teardown).flatMap(\.necessaryUses)
  }
}

extension Step {
  fileprivate var necessaryUses: [VariableUse] {
    requirements.isEmpty ? uses + operation.innerSteps.flatMap(\.necessaryUses) : []
  }
}
