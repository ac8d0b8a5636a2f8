import Documents

/// Checks that every default of a structural schema is valid by the schema and holds no unknown fields.
struct DefaultsCheck {
  private(set) var errors: [FieldError] = []
  private let patterns: PatternEngine

  init(_ schema: Value, at path: String, patterns: PatternEngine) {
    self.patterns = patterns
    visit(schema, path)
  }

  private mutating func visit(_ schema: Value, _ path: String) {
    if let value = schema["default"], !value.isNull { check(value, schema, "\(path).default") }
    // Defaults are neither followed into additionalProperties nor into branches.
    if let items = schema["items"], items.object != nil { visit(items, "\(path).items") }
    for (name, child) in schema["properties"]?.object ?? [:] { visit(child, "\(path).properties[\(name)]") }
  }

  private mutating func check(_ value: Value, _ schema: Value, _ path: String) {
    let node = SchemaNode(schema, patterns: patterns)
    var pruned = value
    if !node.prune(&pruned, isResource: false).isEmpty {
      errors.append(.invalid(path, value, "must not have unknown fields"))
    }
    errors += node.validate(value, at: path)
  }
}
