import Documents

/// The operations of a resource, as far as clients look for them: which verbs there are, and which parameters they take.
struct OpenAPIPaths {
  let dialect: OpenAPIDialect
  let type: ResourceType

  var paths: [(path: String, item: Value)] {
    let root = type.group.isEmpty ? "/api/\(type.version)" : "/apis/\(type.groupVersion)"
    let collection = type.isNamespaced ? "\(root)/namespaces/{namespace}/\(type.plural)" : "\(root)/\(type.plural)"
    var result: [(path: String, item: Value)] = []
    if let item = item([("get", "list"), ("post", "create"), ("delete", "deletecollection")]) {
      result.append((collection, item))
    }
    if type.isNamespaced, type.verbs.contains("list"), let item = item([("get", "list")]) {
      result.append(("\(root)/\(type.plural)", item))
    }
    if let item = item([("get", "get"), ("put", "update"), ("delete", "delete"), ("patch", "patch")]) {
      result.append(("\(collection)/{name}", item))
    }
    for subresource in type.subresources {
      let methods = [("get", "get"), ("post", "create"), ("put", "update"), ("patch", "patch")]
      if let item = item(methods, of: subresource) {
        result.append(("\(collection)/{name}/\(subresource.name)", item))
      }
    }
    return result
  }

  private func item(
    _ methods: [(method: String, verb: String)], of subresource: ResourceType.Subresource? = nil
  ) -> Value? {
    var item = Object()
    for (method, verb) in methods where (subresource?.verbs ?? type.verbs).contains(verb) {
      item[method] = operation(method, verb, subresource)
    }
    return item.isEmpty ? .none : .object(item)
  }

  private func operation(_ method: String, _ verb: String, _ subresource: ResourceType.Subresource?) -> Value {
    let action = verb == "create" ? "post" : verb == "update" ? "put" : verb
    var operation: Object = [
      "tags": [.string(tag)],
      "operationId": .string("\(verb)\(tag)\(type.kind)\(subresource.map { "_\($0.name)" } ?? "")"),
    ]
    let parameters = Self.parameters[method] ?? []
    operation["parameters"] = .array(parameters.map(parameter))
    if verb == "patch" { addPatchTypes(to: &operation) }
    operation["responses"] = ["200": ["description": "OK"]]
    operation["x-kubernetes-action"] = .string(action)
    operation["x-kubernetes-group-version-kind"] = [
      "group": .string(subresource?.group ?? type.group), "kind": .string(subresource?.kind ?? type.kind),
      "version": .string(subresource?.version ?? type.version),
    ]
    return .object(operation)
  }

  /// kubectl looks here for whether it may send a strategic merge patch.
  private func addPatchTypes(to operation: inout Object) {
    var types = ["application/apply-patch+yaml", "application/json-patch+json", "application/merge-patch+json"]
    if !type.isCustom { types.append("application/strategic-merge-patch+json") }
    switch dialect {
    case .v2: operation["consumes"] = .array(types.map(Value.string))
    case .v3:
      let body: Value = ["schema": .object(dialect.reference(BuiltInModels.patch))]
      operation["requestBody"] = ["content": .object(Object(types.map { ($0, body) })), "required": true]
    }
  }

  private static let parameters = [
    "get": ["pretty"],
    "post": ["dryRun", "fieldManager", "fieldValidation"],
    "put": ["dryRun", "fieldManager", "fieldValidation"],
    "delete": ["dryRun", "gracePeriodSeconds", "orphanDependents", "propagationPolicy"],
    "patch": ["dryRun", "fieldManager", "fieldValidation", "force"],
  ]

  private static let types: [String: Value] = [
    "gracePeriodSeconds": "integer", "orphanDependents": "boolean", "force": "boolean",
  ]

  private func parameter(_ name: String) -> Value {
    let type = Self.types[name] ?? "string"
    switch dialect {
    case .v2: return ["name": .string(name), "in": "query", "type": type, "uniqueItems": true]
    case .v3: return ["name": .string(name), "in": "query", "schema": ["type": type, "uniqueItems": true]]
    }
  }

  /// `apps_v1`, `core_v1`, `stableExampleCom_v1`.
  private var tag: String {
    let group = type.group.isEmpty ? "core" : type.group.replacing(".k8s.io", with: "")
    let words = group.split(separator: ".").enumerated().map { index, word in
      index == 0 ? String(word) : word.prefix(1).uppercased() + word.dropFirst()
    }
    return "\(words.joined())_\(type.version)"
  }
}
