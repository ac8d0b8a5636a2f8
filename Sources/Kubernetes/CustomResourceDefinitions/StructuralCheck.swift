import Documents

/// Checks that the schema of a custom resource is structural: that it says of every value which type it has, outside of
/// `allOf`, `anyOf`, `oneOf` and `not`.
struct StructuralCheck {
  private(set) var errors: [FieldError] = []
  private let patterns: PatternEngine

  private enum Level { case root, item, field }

  init(_ schema: Value, at path: String, patterns: PatternEngine) {
    self.patterns = patterns
    visit(schema, .root, path)
    checkCompleteness(of: schema, in: schema, path, path)
    errors.sort { $0.description < $1.description }
  }

  /// A keyword that makes a schema unreadable as a structural one; nil when there is none.
  static func unsupportedKeyword(in schema: Value) -> String? {
    let keywords = ["id", "$schema", "$ref", "patternProperties", "dependencies", "additionalItems", "definitions"]
    for keyword in keywords {
      guard let value = schema[keyword], !value.isNull else { continue }
      if value.string?.isEmpty ?? value.object?.isEmpty ?? false, keyword != "additionalItems" { continue }
      return "OpenAPIV3Schema '\(keyword.filter { $0 != "$" || keyword == "$ref" })' is not supported"
    }
    if schema["items"]?.array != nil { return "OpenAPIV3Schema 'items' must be a schema, but is an array" }
    if schema["x-kubernetes-preserve-unknown-fields"]?.bool == false {
      return "internal error: 'x-kubernetes-preserve-unknown-fields' must be true or undefined"
    }
    for (_, child) in schema.subschemas { if let problem = unsupportedKeyword(in: child) { return problem } }
    return nil
  }

  // MARK: Schemas

  private mutating func visit(_ schema: Value, _ level: Level, _ path: String) {
    let type = schema["type"]?.string ?? ""
    if type == "array", schema["items"]?.object == nil {
      errors.append(.required("\(path).items", "must be specified"))
    }
    if let items = schema["items"], items.object != nil { visit(items, .item, "\(path).items") }
    for (name, child) in schema["properties"]?.object ?? [:] {
      visit(child, .field, "\(path).properties[\(name)]")
    }
    if let additional = schema["additionalProperties"], !additional.isNull {
      if level == .root { errors.append(.forbidden("\(path).additionalProperties", "must not be used at the root")) }
      if additional.object != nil { visit(additional, .field, "\(path).additionalProperties") }
    }
    checkExtensions(schema, path)
    visitBranches(
      of: schema, level, path, skipsAnyOf: Self.isIntOrString(schema["anyOf"]),
      skipsFirstAllOf: Self.isIntOrString(schema["allOf"]?[0]?["anyOf"]))
    checkType(type, schema, level, path)
    checkIdentity(schema, level, path)
  }

  private mutating func checkExtensions(_ schema: Value, _ path: String) {
    guard schema.isTrue("x-kubernetes-int-or-string") else { return }
    for keyword in ["x-kubernetes-preserve-unknown-fields", "x-kubernetes-embedded-resource"]
    where schema.isTrue(keyword) {
      errors.append(.invalid("\(path).\(keyword)", true, "must be false if x-kubernetes-int-or-string is true"))
    }
  }

  private mutating func checkType(_ type: String, _ schema: Value, _ level: Level, _ path: String) {
    let isEmbedded = schema.isTrue("x-kubernetes-embedded-resource")
    if isEmbedded, type != "object" {
      let detail = "must be object if x-kubernetes-embedded-resource is true"
      errors.append(
        type.isEmpty ? .required("\(path).type", detail) : .invalid("\(path).type", .string(type), detail))
    } else if type.isEmpty, !schema.isTrue("x-kubernetes-int-or-string"),
      !schema.isTrue("x-kubernetes-preserve-unknown-fields")
    {
      let place =
        switch level {
        case .root: "at the root"
        case .item: "for specified array items"
        case .field: "for specified object fields"
        }
      errors.append(.required("\(path).type", "must not be empty \(place)"))
    }
    if isEmbedded, let additional = schema["additionalProperties"], !additional.isNull {
      errors.append(
        .forbidden("\(path).additionalProperties", "must not be used if x-kubernetes-embedded-resource is set"))
    }
    if level == .root, !type.isEmpty, type != "object" {
      errors.append(.invalid("\(path).type", .string(type), "must be object at the root"))
    }
  }

  /// `apiVersion`, `kind` and `metadata` of the object, or of an object inside it.
  private mutating func checkIdentity(_ schema: Value, _ level: Level, _ path: String) {
    let isEmbedded = schema.isTrue("x-kubernetes-embedded-resource")
    let isObject = level == .root || isEmbedded
    let properties = schema["properties"]?.object ?? [:]
    for name in ["kind", "apiVersion"] where isObject && properties.contains(name) {
      let type = properties[name]?["type"]?.string ?? ""
      if type != "string" {
        errors.append(.invalid("\(path).properties[\(name)].type", .string(type), "must be string"))
      }
    }
    if let metadata = properties["metadata"] {
      let place = "\(path).properties[metadata]"
      let type = metadata["type"]?.string ?? ""
      if isObject, type != "object" { errors.append(.invalid("\(place).type", .string(type), "must be object")) }
      if level == .root, !Self.restrictsOnlyNames(metadata) {
        errors.append(
          .forbidden(
            place, "must not specify anything other than name and generateName, but metadata is implicitly specified"))
      }
    }
    if isEmbedded, !schema.isTrue("x-kubernetes-preserve-unknown-fields"), properties.isEmpty {
      errors.append(
        .required(
          "\(path).properties",
          "must not be empty if x-kubernetes-embedded-resource is true without x-kubernetes-preserve-unknown-fields"))
    }
  }

  private static func restrictsOnlyNames(_ metadata: Value) -> Bool {
    let names = metadata["properties"]?.object?.keys.filter { $0 != "name" && $0 != "generateName" } ?? []
    let others = (metadata.object ?? [:]).keys.filter { !["type", "properties", "default"].contains($0) }
    return names.isEmpty && others.isEmpty
  }

  // MARK: Branches

  private static func isIntOrString(_ anyOf: Value?) -> Bool {
    anyOf == [["type": "integer"], ["type": "string"]]
  }

  private mutating func visitBranches(
    of schema: Value, _ level: Level, _ path: String, skipsAnyOf: Bool, skipsFirstAllOf: Bool
  ) {
    for keyword in ["anyOf", "allOf", "oneOf"] where !(keyword == "anyOf" && skipsAnyOf) {
      for (index, branch) in (schema[keyword]?.array ?? []).enumerated() {
        let isPattern = keyword == "allOf" && index == 0 && skipsFirstAllOf
        visitBranch(branch, level, "\(path).\(keyword)[\(index)]", skipsAnyOf: isPattern)
      }
    }
    if let not = schema["not"], not.object != nil { visitBranch(not, level, "\(path).not", skipsAnyOf: false) }
    if let pattern = schema["pattern"]?.string, !pattern.isEmpty,
      case .malformed(let problem) = patterns.compile(pattern)
    {
      errors.append(
        .invalid(
          "\(path).pattern", .string(pattern), "must be a valid regular expression, but isn't: \(problem)"))
    }
  }

  private mutating func visitBranch(_ branch: Value, _ level: Level, _ path: String, skipsAnyOf: Bool) {
    visitBranches(of: branch, level, path, skipsAnyOf: skipsAnyOf, skipsFirstAllOf: false)
    if let items = branch["items"], items.object != nil {
      visitBranch(items, level, "\(path).items", skipsAnyOf: false)
    }
    let properties = branch["properties"]?.object ?? [:]
    for (name, child) in properties {
      visitBranch(child, .field, "\(path).properties[\(name)]", skipsAnyOf: false)
    }
    for (keyword, demand) in Self.forbiddenInBranches where branch.holds(keyword) {
      errors.append(.forbidden("\(path).\(keyword)", "must be \(demand) to be structural"))
    }
    if properties.contains("metadata") {
      errors.append(.forbidden("\(path).properties[metadata]", "must not be specified in a nested context"))
    }
  }

  private static let forbiddenInBranches: [(String, String)] = [
    ("type", "empty"), ("additionalProperties", "undefined"), ("default", "undefined"), ("title", "empty"),
    ("description", "empty"), ("nullable", "false"), ("externalDocs", "undefined"),
    ("x-kubernetes-preserve-unknown-fields", "false"), ("x-kubernetes-embedded-resource", "false"),
    ("x-kubernetes-int-or-string", "false"), ("x-kubernetes-list-map-keys", "empty"),
    ("x-kubernetes-list-type", "undefined"), ("x-kubernetes-map-type", "undefined"),
    ("x-kubernetes-validations", "empty"),
  ]

  // MARK: Completeness

  /// Fields and items that branches speak of must be specified outside of them too.
  private mutating func checkCompleteness(
    of branch: Value, in schema: Value?, _ schemaPath: String, _ path: String
  ) {
    for keyword in ["allOf", "anyOf", "oneOf"] {
      for (index, child) in (branch[keyword]?.array ?? []).enumerated() {
        checkBranchCompleteness(of: child, in: schema, schemaPath, "\(path).\(keyword)[\(index)]")
      }
    }
    if let not = branch["not"], not.object != nil {
      checkBranchCompleteness(of: not, in: schema, schemaPath, "\(path).not")
    }
  }

  private mutating func checkBranchCompleteness(
    of branch: Value, in schema: Value?, _ schemaPath: String, _ path: String
  ) {
    guard let schema else {
      errors.append(.required(schemaPath, "because it is defined in \(path)"))
      return
    }
    checkCompleteness(of: branch, in: schema, schemaPath, path)
    if let items = branch["items"], items.object != nil {
      checkBranchCompleteness(of: items, in: schema["items"], "\(schemaPath).items", "\(path).items")
    }
    for (name, child) in branch["properties"]?.object ?? [:] {
      checkBranchCompleteness(
        of: child, in: schema["properties"]?[name], "\(schemaPath).properties[\(name)]",
        "\(path).properties[\(name)]")
    }
  }
}
