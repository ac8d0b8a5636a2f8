import Documents

/// The OpenAPI 2 document as protocol buffers, which is the only form that older clients read.
///
/// The messages are those of gnostic's OpenAPIv2.proto; field numbers are theirs.
enum OpenAPIProtobuf {
  static func encode(_ document: Value) -> [UInt8] {
    var writer = ProtobufWriter()
    writer.string(1, document["swagger"]?.string)
    writer.message(2) { info in
      info.string(1, document["info"]?["title"]?.string)
      info.string(2, document["info"]?["version"]?.string)
    }
    writer.message(8) { paths in
      for (path, item) in document["paths"]?.object ?? [:] {
        paths.message(2) { named in
          named.string(1, path)
          named.message(2) { write(path: item, &$0) }
        }
      }
    }
    writer.message(9) { write(named: document["definitions"]?.object ?? [:], &$0) }
    return writer.bytes
  }

  // MARK: Paths

  private static let methods: [(String, UInt64)] = [("get", 2), ("put", 3), ("post", 4), ("delete", 5), ("patch", 8)]

  private static func write(path item: Value, _ writer: inout ProtobufWriter) {
    for (method, field) in methods {
      guard let operation = item[method] else { continue }
      writer.message(field) { write(operation: operation, &$0) }
    }
  }

  private static func write(operation: Value, _ writer: inout ProtobufWriter) {
    for tag in operation["tags"]?.array ?? [] { writer.string(1, tag.string) }
    writer.string(5, operation["operationId"]?.string)
    for type in operation["consumes"]?.array ?? [] { writer.string(7, type.string) }
    for parameter in operation["parameters"]?.array ?? [] {
      // ParametersItem, Parameter, NonBodyParameter, QueryParameterSubSchema.
      writer.message(8) { $0.message(1) { $0.message(2) { $0.message(3) { write(parameter: parameter, &$0) } } } }
    }
    writer.message(9) { responses in
      for (code, response) in operation["responses"]?.object ?? [:] {
        responses.message(1) { named in
          named.string(1, code)
          named.message(2) { $0.message(1) { $0.string(1, response["description"]?.string) } }
        }
      }
    }
    writeExtensions(of: operation, field: 13, &writer)
  }

  private static func write(parameter: Value, _ writer: inout ProtobufWriter) {
    writer.string(2, parameter["in"]?.string)
    writer.string(4, parameter["name"]?.string)
    writer.string(6, parameter["type"]?.string)
    writer.bool(20, parameter["uniqueItems"] == true)
  }

  // MARK: Schemas

  private static func write(named schemas: Object, _ writer: inout ProtobufWriter) {
    for (name, schema) in schemas {
      writer.message(1) { named in
        named.string(1, name)
        named.message(2) { write(schema: schema, &$0) }
      }
    }
  }

  private static func write(schema: Value, _ writer: inout ProtobufWriter) {
    writer.string(1, schema["$ref"]?.string)
    writer.string(2, schema["format"]?.string)
    writer.string(3, schema["title"]?.string)
    writer.string(4, schema["description"]?.string)
    if let value = schema["default"] { writer.message(5) { $0.string(2, JSON.text(value)) } }
    writeLimits(of: schema, &writer)
    for name in schema["required"]?.array ?? [] { writer.string(19, name.string) }
    for value in schema["enum"]?.array ?? [] { writer.message(20) { $0.string(2, JSON.text(value)) } }
    switch schema["additionalProperties"] {
    case .bool(let flag)?: writer.message(21) { $0.bool(2, flag) }
    case let inner?: writer.message(21) { $0.message(1) { write(schema: inner, &$0) } }
    case nil: break
    }
    if let type = schema["type"]?.string { writer.message(22) { $0.string(1, type) } }
    if let items = schema["items"] { writer.message(23) { $0.message(1) { write(schema: items, &$0) } } }
    if let properties = schema["properties"]?.object { writer.message(25) { write(named: properties, &$0) } }
    writeExtensions(of: schema, field: 31, &writer)
  }

  private static func writeLimits(of schema: Value, _ writer: inout ProtobufWriter) {
    writer.double(6, schema["multipleOf"]?.number)
    writer.double(7, schema["maximum"]?.number)
    writer.bool(8, schema["exclusiveMaximum"] == true)
    writer.double(9, schema["minimum"]?.number)
    writer.bool(10, schema["exclusiveMinimum"] == true)
    writer.integer(11, schema["maxLength"]?.integer)
    writer.integer(12, schema["minLength"]?.integer)
    writer.string(13, schema["pattern"]?.string)
    writer.integer(14, schema["maxItems"]?.integer)
    writer.integer(15, schema["minItems"]?.integer)
    writer.bool(16, schema["uniqueItems"] == true)
    writer.integer(17, schema["maxProperties"]?.integer)
    writer.integer(18, schema["minProperties"]?.integer)
  }

  /// `x-kubernetes-…`: the value as YAML, of which JSON is a part.
  private static func writeExtensions(of value: Value, field: UInt64, _ writer: inout ProtobufWriter) {
    for (key, member) in value.object ?? [:] where key.hasPrefix("x-") {
      writer.message(field) { named in
        named.string(1, key)
        named.message(2) { $0.string(2, JSON.text(member)) }
      }
    }
  }
}
