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
        "observe", .map(of: ExpressionReader(.observation, in: file).expression), or: [])
      for member in reader.node["observe"]?.members ?? [] { _ = VariableName.check(member, diagnostics) }
      guard let manifest, let observe else { return nil }
      return Candidate.Binding(
        intent: intent, manifest: manifest,
        observe: Dictionary(observe.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first }),
        uses: expressions.uses.all, place: reader.place)
    }
  }
}
