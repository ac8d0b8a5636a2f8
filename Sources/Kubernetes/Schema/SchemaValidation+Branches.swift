import Documents

extension SchemaValidation {
  /// `anyOf`, `oneOf`, `allOf` and `not`.
  mutating func checkBranches(_ value: Value, _ node: SchemaNode, _ old: Value?) -> Outcome {
    let assertions = node.assertions
    var outcome = Outcome(matches: 1)
    if !assertions.anyOf.isEmpty { checkAnyOf(value, assertions.anyOf, old, &outcome) }
    if !assertions.oneOf.isEmpty { checkOneOf(value, assertions.oneOf, old, &outcome) }
    if !assertions.allOf.isEmpty { checkAllOf(value, assertions.allOf, old, &outcome) }
    if let not = assertions.not, check(value, by: not, old: old).isValid {
      outcome.add(branchError("must not validate the schema (not)"))
    }
    return outcome
  }

  private mutating func checkAnyOf(_ value: Value, _ nodes: [SchemaNode], _ old: Value?, _ outcome: inout Outcome) {
    var best: Outcome?
    for node in nodes {
      let branch = check(value, by: node, old: old)
      if branch.isValid {
        outcome.merge(branch)
        return
      }
      if best.map({ branch.matches > $0.matches }) ?? true { best = branch }
    }
    outcome.add(branchError("must validate at least one schema (anyOf)"))
    if let best { outcome.merge(best) }
  }

  private mutating func checkOneOf(_ value: Value, _ nodes: [SchemaNode], _ old: Value?, _ outcome: inout Outcome) {
    var best: Outcome?
    var firstValid: Outcome?
    var valid = 0
    for node in nodes {
      let branch = check(value, by: node, old: old)
      if branch.isValid {
        valid += 1
        firstValid = firstValid ?? branch
      } else if best.map({ branch.matches > $0.matches }) ?? true {
        best = branch
      }
    }
    if valid == 1, let firstValid { return outcome.merge(firstValid) }
    let found = valid == 0 ? "Found none valid" : "Found \(valid) valid alternatives"
    outcome.add(branchError("must validate one and only one schema (oneOf). \(found)"))
    if valid == 0, let best { outcome.merge(best) }
  }

  private mutating func checkAllOf(_ value: Value, _ nodes: [SchemaNode], _ old: Value?, _ outcome: inout Outcome) {
    var valid = 0
    for node in nodes {
      let branch = check(value, by: node, old: old)
      if branch.isValid { valid += 1 }
      outcome.merge(branch)
    }
    if valid < nodes.count {
      outcome.add(branchError("must validate all the schemas (allOf)\(valid == 0 ? ". None validated" : "")"))
    }
  }

  private func branchError(_ text: String) -> FieldError {
    .invalid(noField, "", "\(JSON.text(.string(path.dotted))) \(text)")
  }
}
