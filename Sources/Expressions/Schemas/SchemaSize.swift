import Documents

/// How large a value of a schema can be, by its own limits or else by what fits into one request.
final class SchemaSize: Sendable {
  /// How much a request can hold.
  static let request: UInt64 = 3 << 20

  /// Bytes of a string, items of a list, entries of a map; 1 for anything else.
  let maximum: UInt64
  /// The bytes that the shortest value takes in a request.
  let shortest: UInt64
  /// Of a list or a map.
  let element: SchemaSize?
  /// By their names in expressions.
  let fields: [String: SchemaSize]

  static let unknown = SchemaSize(maximum: request, shortest: 1)
  static let scalar = SchemaSize(maximum: 1, shortest: 1)

  init(maximum: UInt64, shortest: UInt64, element: SchemaSize? = nil, fields: [String: SchemaSize] = [:]) {
    self.maximum = maximum
    self.shortest = shortest
    self.element = element
    self.fields = fields
  }

  static func of(_ schema: Value, isRoot: Bool = false) -> SchemaSize {
    if schema["x-kubernetes-int-or-string"]?.bool ?? false { return SchemaSize(maximum: request, shortest: 1) }
    switch schema["type"]?.string {
    case "string": return text(schema)
    case "array":
      let item = schema["items"].map { of($0) } ?? unknown
      let limit = count(schema["maxItems"]) ?? (request - 2) / (item.shortest + 1)
      return SchemaSize(maximum: limit, shortest: 2, element: item)
    case "object": return object(schema, isRoot: isRoot)
    case "boolean": return SchemaSize(maximum: 1, shortest: 4)
    case "integer", "number": return scalar
    default: return unknown
    }
  }

  private static func object(_ schema: Value, isRoot: Bool) -> SchemaSize {
    if let values = schema["additionalProperties"], values.object != nil {
      let value = of(values)
      let limit = count(schema["maxProperties"]) ?? (request - 2) / (value.shortest + 6)
      return SchemaSize(maximum: limit, shortest: 2, element: value)
    }
    let required = Set(schema["required"]?.array?.compactMap(\.string) ?? [])
    var shortest: UInt64 = 2
    var fields: [String: SchemaSize] = [:]
    for (name, property) in schema["properties"]?.object ?? [:] {
      let size = of(property)
      if required.contains(name), property["default"] == nil {
        shortest += UInt64(name.utf8.count) + size.shortest + 4
      }
      if let escaped = FieldName.escape(name) { fields[escaped] = size }
    }
    if isRoot || schema["x-kubernetes-embedded-resource"]?.bool ?? false {
      for name in ["apiVersion", "kind"] where fields[name] == nil { fields[name] = unknown }
      fields["metadata"] = SchemaSize(maximum: 1, shortest: 2, fields: ["name": unknown, "generateName": unknown])
    }
    return SchemaSize(maximum: 1, shortest: shortest, fields: fields)
  }

  /// A character may take four bytes; some formats have a length of their own.
  private static func text(_ schema: Value) -> SchemaSize {
    let format = schema["format"]?.string
    let values = schema["enum"]?.array?.compactMap(\.string) ?? []
    let limit: UInt64 =
      switch format {
      case "duration": 32
      case "date": 12
      case "date-time": 27
      default:
        count(schema["maxLength"]).map { format == "byte" ? $0 : $0 * 4 }
          ?? values.map { UInt64($0.utf8.count) }.max() ?? request - 2
      }
    return SchemaSize(maximum: limit, shortest: 2)
  }

  private static func count(_ value: Value?) -> UInt64? {
    value?.integer.map { UInt64(min(max($0, 0), Int64(UInt32.max))) }
  }

  /// How many values of this schema fit into one request.
  var cardinality: UInt64 { Self.request / (shortest + 1) }
}
