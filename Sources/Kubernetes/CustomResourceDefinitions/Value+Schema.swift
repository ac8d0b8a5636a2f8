import Documents

// A schema as it stands in a CustomResourceDefinition.
extension Value {
  /// Whether a keyword is there and true.
  func isTrue(_ keyword: String) -> Bool { self[keyword]?.bool ?? false }

  /// Whether a keyword says something: it is there, and neither null, false nor empty.
  func holds(_ keyword: String) -> Bool {
    switch self[keyword] {
    case nil, .null, .bool(false): keyword == "additionalProperties" && self[keyword]?.bool == false
    case .string(let text): !text.isEmpty
    case .array(let items): !items.isEmpty
    default: true
    }
  }

  /// The schemas directly inside a schema, with the path of each from it.
  var subschemas: [(path: String, schema: Value)] {
    var result: [(path: String, schema: Value)] = []
    for keyword in ["items", "additionalProperties", "not"] {
      if let child = self[keyword], child.object != nil { result.append((keyword, child)) }
    }
    for (name, child) in self["properties"]?.object ?? [:] { result.append(("properties[\(name)]", child)) }
    for keyword in ["allOf", "anyOf", "oneOf"] {
      for (index, child) in (self[keyword]?.array ?? []).enumerated() { result.append(("\(keyword)[\(index)]", child)) }
    }
    return result
  }
}
