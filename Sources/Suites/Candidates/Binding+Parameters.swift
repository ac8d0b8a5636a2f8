import Plans

// Which parameters a binding reads.
extension Candidate.Binding {
  /// Parameters that its manifest reads by their names, each where it does so first.
  var neededUses: [VariableUse] {
    var names: Set<String> = []
    return uses.filter { !Scope.givenToBindings.contains($0.variable) && names.insert($0.variable).inserted }
  }

  var neededParameters: [String] { neededUses.map(\.variable) }

  /// Parameters that its manifest reads as `with.name`, each where it does so first.
  var optionalUses: [(name: String, use: VariableUse)] {
    var names: Set<String> = []
    return uses.compactMap { use in
      guard use.variable == "with", let name = use.fields.first, names.insert(name).inserted else { return nil }
      return (name, use)
    }
  }

  var optionalParameters: Set<String> { Set(optionalUses.map(\.name)) }

  /// Whether `with` is used as a whole.
  var usesAllParameters: Bool { uses.contains { $0.variable == "with" && $0.fields.isEmpty } }
}
