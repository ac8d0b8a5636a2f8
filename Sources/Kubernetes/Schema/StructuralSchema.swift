package import Documents

/// The schema of one version of a custom resource, parsed once and then walked for every object.
package struct StructuralSchema: Sendable {
  package let root: SchemaNode

  /// - Parameter schema: `openAPIV3Schema` of a CustomResourceDefinition that was accepted.
  package init(_ schema: Value, patterns: PatternEngine) {
    root = SchemaNode(schema, patterns: patterns)
  }

  /// The members of every object that no schema needs to name.
  static let objectFields: Set<String> = ["apiVersion", "kind", "metadata"]
}
