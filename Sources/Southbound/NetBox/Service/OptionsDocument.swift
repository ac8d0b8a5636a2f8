import Documents

/// What OPTIONS tells about a path.
struct OptionsDocument {
  let value: Value

  init(_ route: Route, mayWrite: Bool, _ version: NetBoxVersion) {
    var document: Object = [
      "name": .string(Self.name(route)), "description": "", "renders": ["application/json", "text/html"],
      "parses": ["application/json", "multipart/form-data"],
    ]
    let methods = route.methods.filter { $0 == "POST" || $0 == "PUT" }
    if mayWrite, !methods.isEmpty, let model = Self.model(route) {
      let fields = Self.fields(model, version)
      document["actions"] = .object(Object(methods.map { ($0, .object(fields)) }))
    }
    value = .object(document)
  }

  private static func name(_ route: Route) -> String {
    switch route {
    case .root: "API Root"
    case .application(let name):
      ["ipam": "IPAM", "dcim": "DCIM"][name] ?? name.prefix(1).uppercased() + name.dropFirst()
    case .status: "Status"
    case .collection(let model): "\(model.title) List"
    case .object(let model, _): "\(model.title) Instance"
    case .available(let available, _, _): Model.named(available == .addresses ? .ipAddress : .prefix).title
    }
  }

  private static func model(_ route: Route) -> Model? {
    switch route {
    case .root, .application, .status: nil
    case .collection(let model), .object(let model, _): model
    case .available(let available, _, _): Model.named(available == .addresses ? .ipAddress : .prefix)
    }
  }

  private static func fields(_ model: Model, _ version: NetBoxVersion) -> Object {
    var result: Object = [
      "id": description("integer", nil, readOnly: true, label: "ID"),
      "url": description("field", nil, readOnly: true, label: "Url"),
      "display_url": description("field", nil, readOnly: true, label: "Display url"),
      "display": description("field", nil, readOnly: true, label: "Display"),
    ]
    for field in model.fields where !field.only46 || version == .v46 {
      let label = field.label ?? field.name.replacing("_", with: " ")
      result[field.name] = description(
        type(field), field, readOnly: !field.isWritable, label: label.prefix(1).uppercased() + label.dropFirst())
    }
    return result
  }

  private static func description(_ type: String, _ field: Field?, readOnly: Bool, label: String) -> Value {
    var object: Object = [
      "type": .string(type), "required": .bool(!readOnly && (field?.required ?? false)), "read_only": .bool(readOnly),
      "label": .string(label),
    ]
    switch field?.kind {
    case .text(let limit?, _): object["max_length"] = .integer(Int64(limit))
    case .integer(let range) where range.upperBound < Int64.max:
      object["min_value"] = .integer(range.lowerBound)
      object["max_value"] = .integer(range.upperBound)
    case .choice(let choices):
      object["choices"] = .array(choices.pairs.map { ["value": $0.value, "display_name": .string($0.label)] })
    default: break
    }
    return .object(object)
  }

  private static func type(_ field: Field) -> String {
    switch field.kind {
    case .text(_, .slug?): "slug"
    case .text: "string"
    case .integer, .count, .defaultedCount: "integer"
    case .decimal: "decimal"
    case .boolean: "boolean"
    case .date: "date"
    case .created, .lastUpdated: "datetime"
    case .reference: "nested object"
    case .network: "string"
    default: "field"
    }
  }
}
