import Documents

/// One validation of a value by a schema: collects every error, with the texts of the API server.
///
/// Paths in messages begin at the validated value; fields of the errors begin with `prefix`.
struct SchemaValidation {
  /// What one schema says of one value. When no branch of an `anyOf` fits, the errors of the branch with most matching
  /// checks are shown.
  struct Outcome {
    var errors: [FieldError] = []
    var matches = 0

    var isValid: Bool { errors.isEmpty }

    /// The same error found in several branches counts once.
    mutating func add(_ error: FieldError) {
      if !errors.contains(error) { errors.append(error) }
    }

    mutating func merge(_ other: Outcome) {
      matches += other.matches
      for error in other.errors { add(error) }
    }
  }

  var path = SchemaPath()
  let prefix: String

  init(prefix: String) { self.prefix = prefix }

  /// - Parameter old: what stood in this place before, when that is known: unchanged values keep their errors to
  ///   themselves (KEP-4008).
  mutating func check(_ value: Value, by node: SchemaNode, old: Value?) -> Outcome {
    var outcome = Outcome()
    if value.isNull {
      if let error = typeError(value, node) { outcome.add(error) } else { outcome.matches += 1 }
      if let error = enumerationError(value, node) { outcome.add(error) }
      return outcome
    }
    if !node.types.isEmpty || node.assertions.format != nil {
      if let error = typeError(value, node) { outcome.add(error) } else { outcome.matches += 1 }
      outcome.matches += 1
    }
    outcome.merge(checkBranches(value, node, old))
    outcome.matches += 1
    switch value {
    case .string(let text): checkString(text, node, &outcome)
    case .integer, .double: outcome.merge(checkNumber(value, node))
    case .array(let items): outcome.merge(checkArray(items, node, old))
    case .object(let object): outcome.merge(checkObject(object, node, old))
    case .null, .bool: break
    }
    if let error = enumerationError(value, node) { outcome.add(error) }
    outcome.matches += 2
    return outcome
  }

  /// The check of a member or an item.
  mutating func check(_ value: Value, by node: SchemaNode, at step: SchemaPath.Step, old: Value?) -> Outcome {
    path.push(step)
    defer { path.pop() }
    var outcome = check(value, by: node, old: old)
    if !outcome.isValid, let old, old == value { outcome.errors = [] }
    return outcome
  }

  // MARK: Words

  /// `spec.a in body`, with which most messages begin.
  var place: String { "\(path.dotted) in body" }

  var field: String { Self.join(prefix, path.dotted) }

  /// Errors of whole schemas have no path of their own.
  var noField: String { prefix.isEmpty ? "<nil>" : prefix }

  static func join(_ prefix: String, _ path: String) -> String {
    if path.isEmpty { return prefix.isEmpty ? "<nil>" : prefix }
    return prefix.isEmpty ? path : "\(prefix).\(path)"
  }
}
