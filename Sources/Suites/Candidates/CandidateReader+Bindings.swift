import Documents
import Expressions
import Plans

extension CandidateReader {
  func readBinding(_ intent: String, _ node: Node, _ diagnostics: DiagnosticCollector) -> Candidate.Binding? {
    MappingReader.read(node, as: "binding \"\(intent)\"", diagnostics) { reader in
      if let manifest = reader.node["manifest"] { ManifestShape.check(manifest, "manifest", diagnostics) }
      let expressions = ExpressionReader(.binding, in: file)
      let manifest = reader.required("manifest", expressions.template)
      let observe = reader.optional(
        "observe", .map(of: Self.unlessEmpty(ExpressionReader(.observation, in: file).expression)), or: [])
      for member in reader.node["observe"]?.members ?? [] { _ = VariableName.check(member, diagnostics) }
      let names = reader.optional("names", .map(of: .list(of: .name)), or: [])
      let omitted = reader.optional("omits", .map(of: .name), or: [])
      guard let manifest, let observe, let names, let omitted else { return nil }
      var binding = Candidate.Binding(
        intent: intent, manifest: manifest, observe: Self.dictionary(observe).compactMapValues(\.self),
        uses: expressions.uses.all, place: reader.place)
      binding.names = Self.dictionary(names)
      binding.omitted = Self.dictionary(omitted)
      for field in ["observe", "names", "omits"] {
        let members = reader.node[field]?.members ?? []
        binding.places[field] = Dictionary(members.map { ($0.name, $0.place) }, uniquingKeysWith: { first, _ in first })
      }
      return binding
    }
  }

  /// A member without a value is one that is still to be written, which the contract's check tells.
  private static func unlessEmpty<Output>(_ type: FieldType<Output>) -> FieldType<Output?> {
    FieldType<Output?>(type.expected) { node, name, diagnostics in
      node.isNull ? .some(nil) : type.read(node, name, diagnostics).map(Optional.some)
    }
  }

  private static func dictionary<Output>(_ members: [(name: String, value: Output)]) -> [String: Output] {
    Dictionary(members.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
  }
}
