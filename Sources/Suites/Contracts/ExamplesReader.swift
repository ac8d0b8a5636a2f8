import Documents
import Plans

/// Reads the examples of an intent.
struct ExamplesReader {
  let intent: String
  let parameters: [Contract.Parameter]
  /// Names of the contract's features.
  let features: [String]

  func read(_ reader: inout MappingReader) -> (valid: [Contract.Example], invalid: [Contract.Example])? {
    let diagnostics = reader.diagnostics
    let valid = reader.optional("valid", .list(of: .node), or: [])
    let invalid = reader.optional("invalid", .list(of: .node), or: [])
    guard let valid, let invalid else { return nil }
    return (read(valid, .valid, diagnostics), read(invalid, .invalid, diagnostics))
  }

  private func read(
    _ nodes: [Node], _ kind: Contract.ExampleKind, _ diagnostics: DiagnosticCollector
  ) -> [Contract.Example] {
    var examples: [Contract.Example] = []
    for node in nodes {
      guard let example = read(node, kind, diagnostics) else { continue }
      ContractReader.checkNew(
        example.name, "an example", examples.map(\.name), at: node["name"]?.place, diagnostics)
      examples.append(example)
    }
    return examples
  }

  private func read(
    _ node: Node, _ kind: Contract.ExampleKind, _ diagnostics: DiagnosticCollector
  ) -> Contract.Example? {
    MappingReader.read(node, as: "example", diagnostics) { reader in
      let name = reader.required("name", .name)
      let with = reader.required("with", .anyObject)
      let naming = kind == .invalid ? reader.optional("naming", .list(of: .name), or: []) : []
      let because = reader.optional("because", .name)
      let claims = reader.optional("claims", .list(of: .name), or: [])
      for item in reader.node["claims"]?.items ?? [] {
        item.string.map { ContractReader.checkFeature($0, item, features, diagnostics) }
      }
      if let given = reader.node["with"], with != nil { check(given, kind, diagnostics) }
      guard let name, let with, let naming, let claims else { return nil }
      return Contract.Example(
        name: name, parameters: with, naming: naming, because: because, claims: claims, place: reader.place)
    }
  }

  /// An invalid example may give any value, since that may be what is invalid about it.
  private func check(_ with: Node, _ kind: Contract.ExampleKind, _ diagnostics: DiagnosticCollector) {
    for member in with.members ?? [] {
      guard let parameter = parameters.first(where: { $0.name == member.name }) else {
        diagnostics.error(
          "the intent \(intent.quoted) has no parameter \(member.name.quoted)", at: member.place,
          hint: Suggestion.hint(for: member.name, among: parameters.map(\.name)), rule: .unknownReference)
        continue
      }
      guard kind == .valid, let expected = parameter.mismatch(member.value.value) else { continue }
      diagnostics.error(
        "\(member.name.quoted) must be \(expected), not \(member.value.summary)", at: member.value.place,
        hint: parameter.type == .string ? member.value.quotingHint : nil, rule: .wrongValue)
    }
    for parameter in parameters where parameter.isRequired && with.member(parameter.name) == nil {
      diagnostics.error(
        "the example does not give the parameter \(parameter.name.quoted), which is required", at: with.place,
        hint: kind == .invalid ? "give it a value that is invalid, or let the parameter not be required" : nil,
        rule: .missingField)
    }
  }
}
