import Documents

/// Checks the keywords of a custom resource's schema one by one: those that Kubernetes does not support, list and map
/// types, and the form of rules.
struct SchemaKeywordCheck {
  /// What is different in a part of a schema.
  struct Context {
    /// Why defaults are forbidden here; nil where they are allowed.
    var forbidsDefaults: String?
    /// Inside `apiVersion`, `kind` or `metadata` of an object.
    var isIdentity = false
    /// The schema above whose parts cannot be told apart between two revisions of an object.
    var uncorrelatable: String?
    /// False in branches, whose rules are not compiled.
    var hasRules = true
    /// How many values the schema may describe in one object; nil when nothing limits them.
    var cardinality: UInt64? = 1
  }

  private(set) var errors: [FieldError] = []
  private(set) var ruleErrors: [FieldError] = []
  private(set) var costs: [SchemaRuleCompiler.Cost] = []
  /// Nil when rules are not compiled, because the schema is not structural.
  private let rules: SchemaRuleCompiler?

  init(_ schema: Value, at path: String, rules: SchemaRuleCompiler?) {
    self.rules = rules
    visit(schema, path, Context(), isRoot: true)
  }

  private mutating func visit(_ schema: Value, _ path: String, _ context: Context, isRoot: Bool = false) {
    let before = errors.count
    checkSupport(of: schema, path, context)
    checkAdditionalProperties(of: schema, path)
    visitParts(of: schema, path, context, isRoot: isRoot)
    checkMapType(schema, path)
    checkListType(schema, path)
    checkRules(schema, path)
    guard let rules, context.hasRules, errors.count == before else { return }
    let texts = (schema["x-kubernetes-validations"]?.array ?? []).map { SchemaRule($0) }
    guard !texts.isEmpty else { return }
    let report = rules.check(
      .init(
        schema: schema, rules: texts, path: "\(path).x-kubernetes-validations", isRoot: isRoot,
        uncorrelatable: context.uncorrelatable, cardinality: context.cardinality))
    ruleErrors += report.costs.flatMap { RuleCostLimit.errors(of: $0) } + report.errors
    costs += report.costs
  }

  // MARK: Parts

  private mutating func visitParts(of schema: Value, _ path: String, _ context: Context, isRoot: Bool) {
    if let additional = schema["additionalProperties"], additional.object != nil {
      var inside = context
      if context.isIdentity { inside.forbidsDefaults = "inside additionalProperties applying to object metadata" }
      inside.multiply(by: schema["maxProperties"])
      visit(additional, "\(path).additionalProperties", inside)
    }
    for (name, child) in schema["properties"]?.object ?? [:] {
      var inside = context
      if isRoot || schema.isTrue("x-kubernetes-embedded-resource"), StructuralSchema.objectFields.contains(name) {
        inside.isIdentity = true
        if isRoot { inside.forbidsDefaults = "in top-level \(name)" }
      }
      visit(child, "\(path).properties[\(name)]", inside)
    }
    var branch = context
    branch.hasRules = false
    for (place, child) in schema.subschemas
    where place == "not" || ["allOf[", "anyOf[", "oneOf["].contains(where: place.hasPrefix) {
      visit(child, "\(path).\(place)", branch)
    }
    if let items = schema["items"], items.object != nil {
      var inside = context
      if schema["x-kubernetes-list-type"]?.string != "map" { inside.uncorrelatable = context.uncorrelatable ?? path }
      inside.multiply(by: schema["maxItems"])
      visit(items, "\(path).items", inside)
    }
  }

  // MARK: Keywords

  private static let types = ["array", "boolean", "integer", "number", "object", "string"]

  private mutating func checkSupport(of schema: Value, _ path: String, _ context: Context) {
    let type = schema["type"]?.string ?? ""
    if !type.isEmpty, !Self.types.contains(type) {
      errors.append(
        .notSupported("\(path).type", .string(type), supported: Self.types))
    }
    if let reason = context.forbidsDefaults, let value = schema["default"], !value.isNull {
      errors.append(.forbidden("\(path).default", "must not be set \(reason)"))
    }
    for keyword in ["id", "additionalItems", "patternProperties", "definitions", "dependencies", "$ref"]
    where schema.holds(keyword) {
      errors.append(.forbidden("\(path).\(keyword)", "\(keyword) is not supported"))
    }
    if type == "null" {
      errors.append(
        .forbidden("\(path).type", "type cannot be set to null, use nullable as an alternative"))
    }
    if let items = schema["items"]?.array, !items.isEmpty {
      errors.append(.forbidden("\(path).items", "items must be a schema object and not an array"))
    }
    if context.isIdentity, schema.isTrue("x-kubernetes-embedded-resource") {
      errors.append(
        .forbidden("\(path).x-kubernetes-embedded-resource", "must not be used inside of resource meta"))
    }
    if schema.isTrue("uniqueItems") {
      errors.append(
        .forbidden(
          "\(path).uniqueItems", "uniqueItems cannot be set to true since the runtime complexity becomes quadratic"))
    }
    if schema["x-kubernetes-preserve-unknown-fields"]?.bool == false {
      errors.append(
        .invalid("\(path).x-kubernetes-preserve-unknown-fields", false, "must be true or undefined"))
    }
  }

  private mutating func checkAdditionalProperties(of schema: Value, _ path: String) {
    guard let additional = schema["additionalProperties"], !additional.isNull, additional.bool != true,
      schema["properties"]?.object?.isEmpty == false
    else { return }
    errors.append(
      .forbidden("\(path).additionalProperties", "additionalProperties and properties are mutual exclusive"))
  }

  private mutating func checkMapType(_ schema: Value, _ path: String) {
    guard let mapType = schema["x-kubernetes-map-type"]?.string else { return }
    requireType("object", of: schema, path, because: "x-kubernetes-map-type is specified")
    if mapType != "atomic", mapType != "granular" {
      errors.append(
        .notSupported("\(path).x-kubernetes-map-type", .string(mapType), supported: ["atomic", "granular"]))
    }
  }

  mutating func requireType(_ wanted: String, of schema: Value, _ path: String, because reason: String) {
    let type = schema["type"]?.string ?? ""
    if type == wanted { return }
    let detail = "must be \(wanted) if \(reason)"
    errors.append(type.isEmpty ? .required("\(path).type", detail) : .invalid("\(path).type", .string(type), detail))
  }

  mutating func report(_ error: FieldError) { errors.append(error) }
}

extension SchemaKeywordCheck.Context {
  fileprivate mutating func multiply(by limit: Value?) {
    guard let limit = limit?.integer, limit >= 0, let current = cardinality else {
      cardinality = nil
      return
    }
    let (product, overflows) = current.multipliedReportingOverflow(by: UInt64(limit))
    cardinality = overflows ? .max : product
  }
}
