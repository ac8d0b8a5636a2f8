package import Documents

/// A structural OpenAPI schema as a CEL type: it says which fields an expression may read, and converts JSON values to
/// what the schema says they are (a `date-time` to a timestamp, an integer under `type: number` to a double).
package final class SchemaType: Sendable {
  enum Kind: Sendable {
    case structure([String: Field])
    case map(SchemaType)
    case list(SchemaType, ListKind)
    case text(TextFormat)
    case boolean
    case integer
    case number
    case integerOrText
  }

  struct Field: Sendable {
    /// The name in JSON; the name in CEL may be an escaped form of it.
    let key: String
    let type: SchemaType
  }

  enum ListKind: Sendable, Equatable {
    case atomic
    case set
    case map(keys: [String])
  }

  enum TextFormat: Sendable {
    case plain, bytes, duration, date, dateTime
  }

  let kind: Kind
  let isNullable: Bool
  /// The type for the checker.
  package let type: CELType

  /// - Parameters:
  ///   - schema: One level of `openAPIV3Schema`, with all below it.
  ///   - isRoot: The level of the whole object, where `apiVersion`, `kind` and the names in `metadata` can be read too.
  ///   - name: What the type is called in messages.
  /// - Returns: Nil for what expressions cannot read, such as a field of which nothing is known.
  package convenience init?(schema: Value, isRoot: Bool = false, name: String = "object") {
    self.init(schema, isRoot: isRoot, name: name, depth: 0)
  }

  /// Deeper schemas are refused long before they get here.
  private static let maximalDepth = 200

  private init?(_ schema: Value, isRoot: Bool, name: String, depth: Int) {
    guard depth < Self.maximalDepth else { return nil }
    isNullable = schema["nullable"]?.bool ?? false
    if schema["x-kubernetes-int-or-string"]?.bool ?? false {
      (kind, type) = (.integerOrText, .dyn)
      return
    }
    switch schema["type"]?.string {
    case "object":
      if let values = schema["additionalProperties"], case .object = values {
        guard let value = SchemaType(values, isRoot: false, name: "\(name).@elem", depth: depth + 1) else { return nil }
        (kind, type) = (.map(value), .map(.string, value.type))
      } else {
        let fields = Self.fields(of: schema, isRoot: isRoot, name: name, depth: depth)
        kind = .structure(fields)
        type = .structure(StructureType(name: name, fields: fields.mapValues(\.type.type)))
      }
    case "array":
      guard let items = schema["items"],
        let item = SchemaType(items, isRoot: false, name: "\(name).@idx", depth: depth + 1)
      else { return nil }
      (kind, type) = (.list(item, Self.listKind(of: schema)), .list(item.type))
    case "string":
      let format = Self.format(of: schema)
      kind = .text(format)
      type =
        switch format {
        case .plain: .string
        case .bytes: .bytes
        case .duration: .duration
        case .date, .dateTime: .timestamp
        }
    case "boolean": (kind, type) = (.boolean, .bool)
    case "integer": (kind, type) = (.integer, .int)
    case "number": (kind, type) = (.number, .double)
    default: return nil
    }
  }

  private static func format(of schema: Value) -> TextFormat {
    switch schema["format"]?.string {
    case "byte": .bytes
    case "duration": .duration
    case "date": .date
    case "date-time": .dateTime
    default: .plain
    }
  }

  private static func listKind(of schema: Value) -> ListKind {
    switch schema["x-kubernetes-list-type"]?.string {
    case "set": .set
    case "map": .map(keys: schema["x-kubernetes-list-map-keys"]?.array?.compactMap(\.string) ?? [])
    default: .atomic
    }
  }

  private static func fields(of schema: Value, isRoot: Bool, name: String, depth: Int) -> [String: Field] {
    var properties = schema["properties"]?.object ?? Object()
    if isRoot || schema["x-kubernetes-embedded-resource"]?.bool ?? false {
      for key in ["apiVersion", "kind"] where !properties.contains(key) { properties[key] = ["type": "string"] }
      for key in ["name", "generateName"] {
        var metadata = properties["metadata"] ?? ["type": "object"]
        metadata["type"] = "object"
        if metadata[path: "properties", key] == nil { metadata[path: "properties", key] = ["type": "string"] }
        properties["metadata"] = metadata
      }
    }
    var fields: [String: Field] = [:]
    for (key, property) in properties {
      guard let escaped = FieldName.escape(key),
        let type = SchemaType(property, isRoot: false, name: "\(name).\(key)", depth: depth + 1)
      else { continue }
      fields[escaped] = Field(key: key, type: type)
      if FieldName.isReserved(key) { fields[key] = Field(key: key, type: type) }
    }
    return fields
  }

  var isStructure: Bool { if case .structure = kind { true } else { false } }

  var listKind: ListKind { if case .list(_, let kind) = kind { kind } else { .atomic } }
}

/// How Kubernetes writes field names in expressions.
enum FieldName {
  private static let reserved: Set<String> = [
    "true", "false", "null", "in", "as", "break", "const", "continue", "else", "for", "function", "if", "import", "let",
    "loop", "package", "namespace", "return", "var", "void", "while",
  ]

  static func isReserved(_ name: String) -> Bool { reserved.contains(name) }

  /// `__namespace__`, `dash__dash__dash`; nil for a name that no expression can write.
  static func escape(_ name: String) -> String? {
    if isReserved(name) { return "__\(name)__" }
    guard let first = name.unicodeScalars.first, first.isNameStart else { return nil }
    var escaped = ""
    var rest = name.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      switch scalar {
      case "_" where rest.first == "_":
        rest.removeFirst()
        escaped += "__underscores__"
      case ".": escaped += "__dot__"
      case "-": escaped += "__dash__"
      case "/": escaped += "__slash__"
      default:
        guard scalar.isNamePart else { return nil }
        escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
