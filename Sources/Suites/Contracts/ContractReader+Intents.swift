import Documents
import Plans

extension ContractReader {
  /// - Parameter place: where its name stands.
  func readIntent(
    _ name: String, _ node: Node, at place: Place, _ diagnostics: DiagnosticCollector
  ) -> Contract.Intent? {
    MappingReader.read(node, as: "intent \(name.quoted)", diagnostics) { reader in
      let about = reader.optional("about", .name)
      let feature = readFeature(&reader)
      let parameters = readMembers("parameters", &reader, readParameter)
      let observations = readMembers("observe", &reader, readObservation)
      checkObserved(&reader)
      let facts = reader.optional("facts", .list(of: .object("fact", readFact)), or: [])
      let examples =
        reader.optional(
          "examples",
          .object("examples") { ExamplesReader(intent: name, parameters: parameters, features: features).read(&$0) })
        ?? (
          [], []
        )
      guard let facts else { return nil }
      return Contract.Intent(
        name: name, about: about, feature: feature, parameters: parameters, observations: observations, facts: facts,
        validExamples: examples.valid, invalidExamples: examples.invalid, place: place)
    }
  }

  /// Without these, nobody could tell whether the intent is fulfilled, or what is invalid refused.
  private func checkObserved(_ reader: inout MappingReader) {
    func isObserved(_ name: String) -> Bool { reader.node["observe"]?.member(name) != nil }
    if !isObserved("ready") {
      reader.error(
        "an intent needs the observation \"ready\": whether the present specification is in force", at: "observe",
        hint: "observe: {ready: {type: boolean, about: …}}", rule: .missingField)
    }
    guard reader.node["examples"]?["invalid"]?.items?.isEmpty == false else { return }
    for (name, type) in [("failed", "boolean"), ("message", "string")] where !isObserved(name) {
      reader.error(
        "an intent with invalid examples needs the observation \(name.quoted), for candidates that admission leaves to "
          + "refuse them", at: "observe", hint: "observe: {\(name): {type: \(type), about: …}}", rule: .missingField)
    }
  }

  private func readFeature(_ reader: inout MappingReader) -> String? {
    let feature = reader.optional("feature", .name)
    if let feature, let node = reader.node["feature"] { Self.checkFeature(feature, node, features, reader.diagnostics) }
    return feature
  }

  static func checkFeature(_ name: String, _ node: Node, _ known: [String], _ diagnostics: DiagnosticCollector) {
    guard !known.contains(name) else { return }
    diagnostics.error(
      "the contract has no feature \(name.quoted)", at: node.place,
      hint: Suggestion.hint(for: name, among: known) ?? "list it under \"features\"", rule: .unknownReference)
  }

  /// Members whose names expressions use, in the order of the file.
  private func readMembers<Output>(
    _ field: String, _ reader: inout MappingReader, _ read: (Node.Member, DiagnosticCollector) -> Output?
  ) -> [Output] {
    guard reader.optional(field, .map(of: .node)) != nil else { return [] }
    let diagnostics = reader.diagnostics
    return (reader.node[field]?.members ?? []).compactMap { member in
      guard VariableName.check(member, diagnostics) else { return nil }
      return read(member, diagnostics)
    }
  }

  private func readParameter(_ member: Node.Member, _ diagnostics: DiagnosticCollector) -> Contract.Parameter? {
    if Scope.givenToBindings.contains(member.name) {
      diagnostics.error(
        "\(member.name.quoted) is a name that plugfest gives", at: member.place,
        hint: "choose another name for the parameter")
    }
    return MappingReader.read(member.value, as: "parameter \(member.name.quoted)", diagnostics) { reader in
      let type = reader.required("type", FieldType<Contract.ValueType>.choice)
      let isRequired = reader.optional("required", .bool, or: false)
      let isImmutable = reader.optional("immutable", .bool, or: false)
      let about = reader.optional("about", .name)
      let source = reader.optional("source", .name)
      let fallback = reader.optional("default", .value)
      let values = reader.optional("values", .list(of: .value), or: [])
      let feature = readFeature(&reader)
      guard let type, let isRequired, let isImmutable, let values else { return nil }
      let parameter = Contract.Parameter(
        name: member.name, type: type, isRequired: isRequired, isImmutable: isImmutable, about: about, source: source,
        fallback: fallback, values: values, feature: feature, place: member.place)
      check(parameter, reader)
      return parameter
    }
  }

  private func check(_ parameter: Contract.Parameter, _ reader: MappingReader) {
    if parameter.isRequired, parameter.fallback != nil {
      reader.error(
        "a parameter that is required needs no default", at: "default", hint: "remove \"required\" or \"default\"",
        rule: .conflictingFields)
    }
    if let fallback = parameter.fallback, let expected = parameter.mismatch(fallback) {
      reader.diagnostics.error(
        "the default of \(parameter.name.quoted) must be \(expected), not \(fallback.excerpt)",
        at: reader.node["default"]?.place, rule: .wrongValue)
    }
    guard parameter.type != .list else { return }
    for item in reader.node["values"]?.items ?? [] where !parameter.type.accepts(item.value) {
      reader.diagnostics.error(
        "a value of \(parameter.name.quoted) must be \(parameter.type.phrase), not \(item.summary)", at: item.place,
        hint: parameter.type == .string ? item.quotingHint : nil, rule: .wrongValue)
    }
  }

  private func readObservation(_ member: Node.Member, _ diagnostics: DiagnosticCollector) -> Contract.Observation? {
    if Scope.objectFields[member.name] != nil {
      diagnostics.error(
        "\(member.name.quoted) is seen of every object", at: member.place,
        hint: "choose another name for what is observed")
    }
    return MappingReader.read(member.value, as: "observation \(member.name.quoted)", diagnostics) { reader in
      let type = reader.required("type", FieldType<Contract.ValueType>.choice)
      let about = reader.optional("about", .name)
      guard let type else { return nil }
      if ["ready", "failed"].contains(member.name), type != .boolean {
        reader.error("\(member.name.quoted) must be a boolean", at: "type", rule: .wrongValue)
      }
      return Contract.Observation(name: member.name, type: type, about: about, place: member.place)
    }
  }

  private func readFact(_ reader: inout MappingReader) -> Contract.Fact? {
    let name = reader.required("name", .name)
    let about = reader.optional("about", .name)
    let template = reader.optional("template", .name)
    guard let name else { return nil }
    return Contract.Fact(
      name: name, about: about, template: template, place: reader.place, templatePlace: reader.node["template"]?.place)
  }
}
