import Documents

/// The schema of a custom resource as it is published: that of its definition, with what every object has.
struct CustomModels {
  let dialect: OpenAPIDialect

  /// `com.example.stable.v1.Widget` for `stable.example.com/v1`.
  static func modelName(_ type: ResourceType) -> String {
    let domain = type.group.split(separator: ".").reversed().joined(separator: ".")
    return "\(domain).\(type.version).\(type.kind)"
  }

  func schemas(of type: ResourceType) -> [(name: String, schema: Value)] {
    let name = Self.modelName(type)
    var schema = type.publishedSchema.map(published)?.object ?? ["type": "object"]
    if schema["x-kubernetes-preserve-unknown-fields"] != true || schema["properties"] != nil {
      var properties = schema["properties"]?.object ?? [:]
      properties["apiVersion"] = ["description": .string(BuiltInDescriptions.apiVersionText), "type": "string"]
      properties["kind"] = ["description": .string(BuiltInDescriptions.kindText), "type": "string"]
      properties["metadata"] = .object(
        dialect.reference(BuiltInModels.objectMeta, description: BuiltInDescriptions.metadataText))
      schema["properties"] = .object(properties.sortedByKey())
    }
    schema[BuiltInModelWriter.kindExtension] = [
      BuiltInModelWriter.groupVersionKind(type.group, type.version, type.kind)
    ]
    return [(name, .object(schema)), (name + "List", listSchema(type, items: name))]
  }

  private func listSchema(_ type: ResourceType, items: String) -> Value {
    [
      "description": .string("\(type.listKind) is a list of \(type.kind)"), "type": "object", "required": ["items"],
      "properties": [
        "apiVersion": ["description": .string(BuiltInDescriptions.apiVersionText), "type": "string"],
        "items": [
          "description": .string("List of \(type.plural)."), "type": "array",
          "items": .object(dialect.reference(items)),
        ],
        "kind": ["description": .string(BuiltInDescriptions.kindText), "type": "string"],
        "metadata": .object(
          dialect.reference(BuiltInModels.listMeta, description: BuiltInDescriptions.metadataText)),
      ],
      BuiltInModelWriter.kindExtension: [
        BuiltInModelWriter.groupVersionKind(type.group, type.version, type.listKind)
      ],
    ]
  }

  // MARK: Schemas of definitions

  private func published(_ schema: Value) -> Value {
    guard case .object(let members) = schema else { return schema }
    var result = Object()
    for (key, value) in members where !isDropped(key) { result[key] = converted(key, value) }
    if dialect == .v3, result["x-kubernetes-int-or-string"] == true, result["anyOf"] == nil {
      result["anyOf"] = [["type": "integer"], ["type": "string"]]
      result["type"] = nil
    }
    if dialect == .v2 { simplify(&result, members) }
    return .object(result)
  }

  /// OpenAPI 2 has no alternatives, and clients of it take no defaults.
  private func isDropped(_ key: String) -> Bool {
    dialect == .v2 && ["anyOf", "oneOf", "allOf", "not", "default", "nullable"].contains(key)
  }

  private func converted(_ key: String, _ value: Value) -> Value {
    switch key {
    case "properties", "patternProperties", "definitions":
      return .object((value.object ?? [:]).mapValues(published))
    case "items", "additionalProperties", "not": return published(value)
    case "allOf", "anyOf", "oneOf": return .array((value.array ?? []).map(published))
    default: return value
    }
  }

  /// What old clients would misread is left open: values that may be null, and fields beyond those that are named.
  private func simplify(_ schema: inout Object, _ original: Object) {
    if original["nullable"] == true {
      for key in ["type", "items", "properties", "additionalProperties", "enum", "required"] { schema[key] = nil }
    }
    if original["x-kubernetes-preserve-unknown-fields"] == true {
      for key in ["items", "properties", "additionalProperties", "required"] { schema[key] = nil }
      schema["type"] = original["type"]
    }
    if original["x-kubernetes-int-or-string"] == true { schema["type"] = nil }
  }
}
