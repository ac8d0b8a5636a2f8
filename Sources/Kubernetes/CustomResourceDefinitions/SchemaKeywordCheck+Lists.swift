import Documents

extension SchemaKeywordCheck {
  private static let listType = "x-kubernetes-list-type"
  private static let mapKeys = "x-kubernetes-list-map-keys"

  mutating func checkListType(_ schema: Value, _ path: String) {
    let listType = schema[Self.listType]?.string
    let keys = schema[Self.mapKeys]?.array?.compactMap(\.string) ?? []
    if let listType {
      if schema["type"]?.string != "array" {
        requireType("array", of: schema, path, because: "\(Self.listType) is specified")
      } else if listType == "set" {
        checkSetItems(schema, path)
      }
      if !["atomic", "set", "map"].contains(listType) {
        report(
          .notSupported("\(path).\(Self.listType)", .string(listType), supported: ["atomic", "set", "map"]))
      }
    }
    if !keys.isEmpty, listType != "map" {
      let detail = "must be map if \(Self.mapKeys) is non-empty"
      let place = "\(path).\(Self.listType)"
      report(listType.map { .invalid(place, .string($0), detail) } ?? .required(place, detail))
    }
    if listType == "map" { checkMapItems(schema, keys, path) }
    checkItemNulls(schema, listType, keys, path)
  }

  /// Items of a set are compared as a whole.
  private mutating func checkSetItems(_ schema: Value, _ path: String) {
    guard let items = schema["items"], items.object != nil else { return }
    let detail = "must be atomic as item of a list with \(Self.listType)=set"
    switch items["type"]?.string {
    case "array":
      if let type = items[Self.listType]?.string, type != "atomic" {
        report(.invalid("\(path).items.\(Self.listType)", .string(type), detail))
      }
    case "object":
      if items["x-kubernetes-map-type"]?.string != "atomic" {
        report(.invalid("\(path).items.x-kubernetes-map-type", items[Self.listType] ?? .null, detail))
      }
    default: break
    }
  }

  private mutating func checkMapItems(_ schema: Value, _ keys: [String], _ path: String) {
    if keys.isEmpty {
      report(.required("\(path).\(Self.mapKeys)", "must not be empty if \(Self.listType) is map"))
    }
    guard let items = schema["items"], !items.isNull else {
      report(.required("\(path).items", "must have a schema if \(Self.listType) is map"))
      return
    }
    guard items.object != nil else {
      report(.invalid("\(path).items", items, "must only have a single schema if \(Self.listType) is map"))
      return
    }
    let type = items["type"] ?? ""
    guard type == "object" else {
      report(
        .invalid("\(path).items.type", type, "must be object if parent array's \(Self.listType) is map"))
      return
    }
    var seen: Set<String> = []
    let list = Value.array(keys.map(Value.string))
    for key in keys {
      if let property = items["properties"]?[key] {
        if ["array", "object"].contains(property["type"]?.string) {
          report(
            .invalid(
              "\(path).items.properties[\(key)].type", type,
              "must be a scalar type if parent array's \(Self.listType) is map"))
        }
      } else {
        report(.invalid("\(path).\(Self.mapKeys)", list, "entries must all be names of item properties"))
      }
      if !seen.insert(key).inserted {
        report(.invalid("\(path).\(Self.mapKeys)", list, "must not contain duplicate entries"))
      }
    }
  }

  /// Items of sets and maps may not be null, and keys of maps must always be there.
  private mutating func checkItemNulls(_ schema: Value, _ listType: String?, _ keys: [String], _ path: String) {
    guard let listType, listType == "set" || listType == "map", let items = schema["items"], items.object != nil
    else { return }
    if items.isTrue("nullable") {
      report(.forbidden("\(path).items.nullable", "cannot be nullable when \(Self.listType) is \(listType)"))
    }
    guard listType == "map" else { return }
    let required = Set(items["required"]?.array?.compactMap(\.string) ?? [])
    for key in keys {
      guard let property = items["properties"]?[key] else { continue }
      let place = "\(path).items.properties[\(key)]"
      if !required.contains(key), property["default"] ?? .null == .null {
        report(
          .required(
            "\(place).default",
            "this property is in \(Self.mapKeys), so it must have a default or be a required property"))
      }
      if property.isTrue("nullable") {
        report(
          .forbidden("\(place).nullable", "this property is in \(Self.mapKeys), so it cannot be nullable"))
      }
    }
  }
}
