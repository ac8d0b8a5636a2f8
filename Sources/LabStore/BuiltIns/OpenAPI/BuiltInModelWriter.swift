import Documents

/// Writes the descriptions of types as OpenAPI schemas.
struct BuiltInModelWriter {
  let catalogue: TypeCatalogue
  let dialect: OpenAPIDialect

  func schema(of type: BuiltInType, kind: KindDescription?) -> Value {
    var schema = described(type.text)
    let required = type.fields.filter(\.isRequired).map(\.name)
    if !required.isEmpty { schema["required"] = .array(required.sorted().map(Value.string)) }
    schema["type"] = "object"
    if !type.fields.isEmpty {
      schema["properties"] = .object(
        Object(type.fields.sorted { $0.name < $1.name }.map { ($0.name, property($0)) }))
    }
    if let kind {
      schema[Self.kindExtension] = [Self.groupVersionKind(kind.group, kind.version, kind.kind)]
    }
    if type.isAtomic { schema["x-kubernetes-map-type"] = "atomic" }
    return .object(schema)
  }

  func listSchema(of type: BuiltInType, _ kind: KindDescription) -> Value {
    let items: Value = ["type": "array", "items": .object(dialect.reference(type.modelName))]
    return [
      "description": .string("A list of \(kind.kind) objects."), "type": "object", "required": ["items"],
      "properties": [
        "apiVersion": ["description": .string(BuiltInDescriptions.apiVersionText), "type": "string"],
        "items": items,
        "kind": ["description": .string(BuiltInDescriptions.kindText), "type": "string"],
        "metadata": .object(
          dialect.reference(
            BuiltInModels.listMeta, description: BuiltInDescriptions.metadataText, default: [:])),
      ],
      Self.kindExtension: [Self.groupVersionKind(kind.group, kind.version, kind.kind + "List")],
    ]
  }

  static let kindExtension = "x-kubernetes-group-version-kind"

  static func groupVersionKind(_ group: String, _ version: String, _ kind: String) -> Value {
    ["group": .string(group), "kind": .string(kind), "version": .string(version)]
  }

  // MARK: Fields

  private func described(_ text: String) -> Object { text.isEmpty ? [:] : ["description": .string(text)] }

  private func property(_ field: FieldDescription) -> Value {
    var schema = self.schema(field.type, text: field.text, default: defaultValue(of: field))
    if !field.validValues.isEmpty {
      if case .list = field.type {
        schema["items"]?["enum"] = .array(field.validValues.map(Value.string))
      } else {
        schema["enum"] = .array(field.validValues.map(Value.string))
      }
    }
    switch field.merging {
    case .ordinary: break
    case .atomic: schema[isMap(field.type) ? "x-kubernetes-map-type" : "x-kubernetes-list-type"] = "atomic"
    case .set: schema["x-kubernetes-list-type"] = "set"
    case .map(let keys):
      schema["x-kubernetes-list-map-keys"] = .array(keys.map(Value.string))
      schema["x-kubernetes-list-type"] = "map"
    }
    if let key = field.patchMergeKey { schema["x-kubernetes-patch-merge-key"] = .string(key) }
    if let strategy = field.patchStrategy { schema["x-kubernetes-patch-strategy"] = .string(strategy) }
    return .object(schema)
  }

  private func isMap(_ type: FieldType) -> Bool { if case .map = type { true } else { false } }

  /// The zero value of what is always there; a default that the description states otherwise.
  private func defaultValue(of field: FieldDescription) -> Value? {
    if let value = field.defaultValue { return value }
    guard field.presence == .always || field.presence == .required else { return .none }
    switch field.type {
    case .structure: return [:]
    case .string, .int32, .int64, .bool: return catalogue.zero(of: field.type)
    default: return .none
    }
  }

  private func schema(_ type: FieldType, text: String = "", default fallback: Value? = .none) -> Object {
    switch type {
    case .structure(let id): return dialect.reference(catalogue[id].modelName, description: text, default: fallback)
    case .time: return dialect.reference(BuiltInModels.time, description: text)
    case .microTime: return dialect.reference(BuiltInModels.microTime, description: text)
    case .quantity: return dialect.reference(BuiltInModels.quantity, description: text)
    case .intOrString: return dialect.reference(BuiltInModels.intOrString, description: text)
    default: break
    }
    var schema = described(text)
    for (key, value) in plain(type) { schema[key] = value }
    if dialect == .v3, let fallback { schema["default"] = fallback }
    return schema
  }

  private func plain(_ type: FieldType) -> Object {
    switch type {
    case .string: ["type": "string"]
    case .bytes: ["type": "string", "format": "byte"]
    case .bool: ["type": "boolean"]
    case .int32: ["type": "integer", "format": "int32"]
    case .int64: ["type": "integer", "format": "int64"]
    case .double: ["type": "number", "format": "double"]
    case .list(let item): ["type": "array", "items": .object(schema(item))]
    case .map(let item): ["type": "object", "additionalProperties": .object(schema(item))]
    default: [:]
    }
  }
}
