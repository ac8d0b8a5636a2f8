extension TestSuite.Case {
  /// What its expressions read in every run: what a step with requirements reads, those decide.
  package var necessaryUses: [VariableUse] {
    uses + (setup + steps + teardown).flatMap(\.necessaryUses)
  }
}

extension TestSuite.Case {
  /// Endpoints that its steps ask by their names.
  package var necessaryEndpoints: Set<String> {
    Set((setup + steps + teardown).flatMap(\.necessaryEndpoints))
  }
}

extension Step {
  fileprivate var necessaryEndpoints: [String] {
    guard requirements.isEmpty else { return [] }
    return switch operation {
    case .promQL(let question): [question.endpoint]
    case .http(let request): [request.endpoint].compactMap(\.self)
    case .netconf(let request): [request.endpoint]
    default: operation.innerSteps.flatMap(\.necessaryEndpoints)
    }
  }

  fileprivate var necessaryUses: [VariableUse] {
    requirements.isEmpty ? uses + operation.innerSteps.flatMap(\.necessaryUses) : []
  }
}
