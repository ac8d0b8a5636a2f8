import Documents

/// `/openapi/v2` and `/openapi/v3`: the schemas of all that is served.
struct OpenAPIDocuments {
  let registry: ResourceRegistry

  private var info: Value { ["title": "Kubernetes", "version": .string(ServerVersion.gitVersion)] }

  // MARK: Version 2

  var v2: Value {
    let custom = registry.types.filter(\.isCustom).flatMap { CustomModels(dialect: .v2).schemas(of: $0) }
    let paths = registry.types.flatMap { OpenAPIPaths(dialect: .v2, type: $0).paths }
    return [
      "swagger": "2.0", "info": info,
      "paths": .object(Object(paths.sorted { $0.path < $1.path }.map { ($0.path, $0.item) })),
      "definitions": .object(Object((BuiltInModels.v2.schemas + custom).map { ($0.name, $0.schema) })),
    ]
  }

  // MARK: Version 3

  /// `/openapi/v3`: where the document of each group version is, with a digest of it in the address.
  var v3Index: Value {
    var paths = Object()
    for (root, types) in groupVersions {
      let digest = Self.digest(of: types)
      paths[root] = ["serverRelativeURL": .string("/openapi/v3/\(root)?hash=\(digest)")]
    }
    return ["paths": .object(paths)]
  }

  /// Nil when the group version is not served.
  func v3(root: String) -> Value? {
    guard let types = groupVersions.first(where: { $0.root == root })?.types else { return .none }
    let custom = types.filter(\.isCustom).flatMap { CustomModels(dialect: .v3).schemas(of: $0) }
    let paths = types.flatMap { OpenAPIPaths(dialect: .v3, type: $0).paths }
    let schemas = builtInSchemas(for: types, and: custom.map(\.schema)) + custom
    return [
      "openapi": "3.0.0", "info": info,
      "paths": .object(Object(paths.sorted { $0.path < $1.path }.map { ($0.path, $0.item) })),
      "components": [
        "schemas": .object(Object(schemas.sorted { $0.name < $1.name }.map { ($0.name, $0.schema) }))
      ],
    ]
  }

  /// `api/v1`, `apis/apps/v1`, in discovery order.
  private var groupVersions: [(root: String, types: [ResourceType])] {
    var result: [(root: String, types: [ResourceType])] = []
    var positions: [String: Int] = [:]
    for type in registry.types {
      let root = type.group.isEmpty ? "api/\(type.version)" : "apis/\(type.groupVersion)"
      if let position = positions[root] {
        result[position].types.append(type)
      } else {
        positions[root] = result.count
        result.append((root, [type]))
      }
    }
    return result
  }

  /// FNV-1a over what distinguishes the documents of one server.
  private static func digest(of types: [ResourceType]) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for type in types {
      let text = "\(ServerVersion.gitVersion) \(type.groupVersion) \(type.kind) \(type.publishedSchema ?? .null)"
      for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    }
    return String(hash, radix: 16, uppercase: true)
  }

  // MARK: Which schemas a document needs

  private func builtInSchemas(
    for types: [ResourceType], and custom: [Value]
  ) -> [(name: String, schema: Value)] {
    let all = Dictionary(BuiltInModels.v3.schemas.map { ($0.name, $0.schema) }, uniquingKeysWith: { first, _ in first })
    var names: Set<String> = []
    var waiting = [BuiltInModels.deleteOptions, BuiltInModels.status, BuiltInModels.patch]
    custom.forEach { Self.collectReferences($0, into: &waiting) }
    let prefixes = Set(types.filter { !$0.isCustom }.compactMap { Self.modelPrefix($0) })
    waiting += all.keys.filter { name in
      prefixes.contains { name.hasPrefix($0) && !name.dropFirst($0.count).contains(".") }
    }
    while let name = waiting.popLast() {
      guard let schema = all[name], names.insert(name).inserted else { continue }
      Self.collectReferences(schema, into: &waiting)
    }
    return names.map { ($0, all[$0] ?? [:]) }
  }

  private static func modelPrefix(_ type: ResourceType) -> String? {
    guard let kind = TypeCatalogue.builtIn.kind(group: type.group, version: type.version, kind: type.kind) else {
      return nil
    }
    let model = TypeCatalogue.builtIn[kind.type]
    return String(model.modelName.dropLast(model.name.count))
  }

  private static func collectReferences(_ schema: Value, into names: inout [String]) {
    switch schema {
    case .object(let members):
      for (key, value) in members {
        if key == "$ref", let text = value.string, let slash = text.lastIndex(of: "/") {
          names.append(String(text[text.index(after: slash)...]))
        } else {
          collectReferences(value, into: &names)
        }
      }
    case .array(let items): items.forEach { collectReferences($0, into: &names) }
    default: break
    }
  }
}
