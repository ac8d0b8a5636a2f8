import Documents

/// A field of a custom resource, as a schema describes it.
struct SchemaField {
  /// `spec.pools[].size`; additional properties are `[*]`.
  let path: String
  let schema: Node
  let place: Place
  /// Whether it has a name of its own, and is not the item of a list or a map.
  let isNamed: Bool
  /// How many names lead to it: 1 for `spec`.
  let depth: Int
  /// Whether it stands in an object of Kubernetes that the resource embeds.
  let isEmbedded: Bool

  var isWish: Bool { path == "spec" || path.hasPrefix("spec.") || path.hasPrefix("spec[") }
  var type: String { schema["type"]?.string ?? "" }
  var description: String { schema["description"]?.string ?? "" }
  var isIntOrString: Bool { schema["x-kubernetes-int-or-string"]?.bool == true }
  var preservesUnknownFields: Bool { schema["x-kubernetes-preserve-unknown-fields"]?.bool == true }
  var properties: [Node.Member] { schema["properties"]?.members ?? [] }

  /// Whether nothing is described below.
  var isLeaf: Bool {
    guard properties.isEmpty else { return false }
    let inner = schema["items"] ?? schema["additionalProperties"]
    return inner?["properties"]?.members?.isEmpty ?? true
  }

  /// All fields of a schema, in its order.
  static func all(of schema: Node) -> [SchemaField] {
    var fields: [SchemaField] = []
    for member in schema["properties"]?.members ?? [] where !["apiVersion", "kind", "metadata"].contains(member.name) {
      visit(member.value, member.name, member.place, isNamed: true, depth: 1, isEmbedded: false, &fields)
    }
    return fields
  }

  private static func visit(
    _ schema: Node, _ path: String, _ place: Place, isNamed: Bool, depth: Int, isEmbedded: Bool,
    _ fields: inout [SchemaField]
  ) {
    fields.append(
      SchemaField(
        path: path, schema: schema, place: place, isNamed: isNamed, depth: depth, isEmbedded: isEmbedded))
    let isEmbedded = isEmbedded || schema["x-kubernetes-embedded-resource"]?.bool == true
    for member in schema["properties"]?.members ?? [] {
      visit(
        member.value, "\(path).\(member.name)", member.place, isNamed: true, depth: depth + 1, isEmbedded: isEmbedded,
        &fields)
    }
    if let items = schema.member("items"), items.value.members != nil {
      visit(
        items.value, "\(path)[]", items.place, isNamed: false, depth: depth, isEmbedded: isEmbedded, &fields)
    }
    if let values = schema.member("additionalProperties"), values.value.members != nil {
      visit(
        values.value, "\(path)[*]", values.place, isNamed: false, depth: depth, isEmbedded: isEmbedded, &fields)
    }
  }
}
