/// All structures and kinds of the built-in API, read from `BuiltInDescriptions` when first used.
package struct TypeCatalogue: Sendable {
  package static let builtIn = TypeCatalogue(BuiltInDescriptions.all)

  package let types: [BuiltInType]
  package let kinds: [KindDescription]
  /// Mistakes in the descriptions.
  package let problems: [String]

  private let kindPositions: [String: Int]
  private let modelPositions: [String: BuiltInType.ID]

  package init(_ texts: [String]) {
    let parser = DescriptionParser(texts)
    types = parser.types
    kinds = parser.kinds
    problems = parser.problems
    kindPositions = Dictionary(
      kinds.enumerated().map { (Self.key($1.group, $1.version, $1.kind), $0) }, uniquingKeysWith: { first, _ in first })
    modelPositions = Dictionary(types.map { ($0.modelName, $0.id) }, uniquingKeysWith: { first, _ in first })
  }

  package subscript(id: BuiltInType.ID) -> BuiltInType { types[id.index] }

  package func kind(group: String, version: String, kind: String) -> KindDescription? {
    kindPositions[Self.key(group, version, kind)].map { kinds[$0] }
  }

  /// By OpenAPI model name: `io.k8s.api.core.v1.PodSpec`.
  package func type(model: String) -> BuiltInType? { modelPositions[model].map { types[$0.index] } }

  private static func key(_ group: String, _ version: String, _ kind: String) -> String {
    "\(group)/\(version)/\(kind)"
  }
}
