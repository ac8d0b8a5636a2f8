package import Documents

extension StructuralSchema {
  /// All that is wrong with an object by the keywords of the schema; lists of type `set` and `map` are checked by
  /// `listErrors`, and rules by their own walk.
  ///
  /// - Parameter old: the object that is updated: errors of values that did not change are left out.
  package func validate(_ object: Value, old: Value? = nil) -> [FieldError] {
    root.validate(object, old: old)
  }

  /// Validates the status alone, as the status endpoint does.
  package func validateStatus(_ object: Value, old: Value? = nil) -> [FieldError] {
    guard let node = root.properties["status"], let status = object["status"] else { return [] }
    return node.validate(status, old: old?["status"], at: "status")
  }
}

extension SchemaNode {
  /// - Parameter prefix: the path of the value in its object; messages name fields from the value on.
  package func validate(_ value: Value, old: Value? = nil, at prefix: String = "") -> [FieldError] {
    var validation = SchemaValidation(prefix: prefix)
    let errors = validation.check(value, by: self, old: nil).errors
    // Most updates are valid: what they replace matters only when they are not.
    guard let old, !errors.isEmpty else { return errors }
    if old == value { return [] }
    validation = SchemaValidation(prefix: prefix)
    return validation.check(value, by: self, old: old).errors
  }
}
