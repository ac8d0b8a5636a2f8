import Documents

/// The schemas of the built-in API, made from its description.
struct BuiltInModels: Sendable {
  static let v2 = BuiltInModels(.builtIn, .v2)
  static let v3 = BuiltInModels(.builtIn, .v3)

  /// By model name, which is the order in which they are published.
  let schemas: [(name: String, schema: Value)]

  init(_ catalogue: TypeCatalogue, _ dialect: OpenAPIDialect) {
    let writer = BuiltInModelWriter(catalogue: catalogue, dialect: dialect)
    var kinds: [BuiltInType.ID: KindDescription] = [:]
    for kind in catalogue.kinds { kinds[kind.type] = kind }
    var all = Self.simpleModels(dialect)
    for type in catalogue.types {
      all.append((type.modelName, writer.schema(of: type, kind: kinds[type.id])))
      if let kind = kinds[type.id], kind.verbs.contains("list"), kind.plural != nil {
        all.append((type.modelName + "List", writer.listSchema(of: type, kind)))
      }
    }
    schemas = all.sorted { $0.name < $1.name }
  }

  private static let meta = "io.k8s.apimachinery.pkg.apis.meta.v1"
  static let objectMeta = "\(meta).ObjectMeta"
  static let listMeta = "\(meta).ListMeta"
  static let deleteOptions = "\(meta).DeleteOptions"
  static let status = "\(meta).Status"
  static let time = "\(meta).Time"
  static let microTime = "\(meta).MicroTime"
  static let quantity = "io.k8s.apimachinery.pkg.api.resource.Quantity"
  static let intOrString = "io.k8s.apimachinery.pkg.util.intstr.IntOrString"
  static let patch = "\(meta).Patch"

  /// Types that are one text or number on the wire.
  private static func simpleModels(_ dialect: OpenAPIDialect) -> [(name: String, schema: Value)] {
    func either(_ description: String, _ types: [Value], format: String? = nil) -> Value {
      var schema: Object = ["description": .string(description)]
      if dialect == .v3 {
        schema["oneOf"] = .array(types.map { ["type": $0] })
      } else {
        schema["type"] = "string"
      }
      schema["format"] = format.map(Value.string)
      return .object(schema)
    }
    return [
      (time, ["description": "A moment, to the second, as RFC 3339 text.", "type": "string", "format": "date-time"]),
      (
        microTime,
        ["description": "A moment, to the microsecond, as RFC 3339 text.", "type": "string", "format": "date-time"]
      ),
      (quantity, either("An amount with a suffix, such as 500m or 2Gi.", ["string", "number"])),
      (intOrString, either("A number or a text.", ["integer", "string"], format: "int-or-string")),
      (patch, ["description": "A change of an object in one of the patch formats.", "type": "object"]),
    ]
  }
}
