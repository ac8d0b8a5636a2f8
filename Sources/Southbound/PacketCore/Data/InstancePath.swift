/// Where data is in a datastore: nodes of the schema, and which entry of each list.
struct InstancePath: Sendable {
  struct Step: Sendable {
    var node: SchemaNode
    /// The canonical texts of a list entry's keys or of a leaf-list's value; nil for the list as a whole, and for nodes
    /// of which there is only one.
    var keys: [String]?
  }

  var steps: [Step] = []

  /// Nil for the datastore.
  var last: Step? { steps.last }

  var parent: InstancePath { InstancePath(steps: steps.dropLast()) }

  func appending(_ node: SchemaNode, keys: [String]? = nil) -> InstancePath {
    InstancePath(steps: steps + [Step(node: node, keys: keys)])
  }

  /// As in a URI, after `/restconf/data` (RFC 8040 section 3.5.3): `/plugfest-apn:access-points/access-point=a%2Fb`.
  var text: String {
    text { name, step in
      guard let keys = step.keys else { return name }
      return "\(name)=\(keys.map(PathSegment.encoded).joined(separator: ","))"
    }
  }

  /// As messages name it (RFC 7951 section 6.11): `/plugfest-apn:access-points/access-point[name='a/b']`.
  var instanceIdentifier: String {
    text { name, step in
      guard let keys = step.keys else { return name }
      let names = step.node.keys.isEmpty ? ["."] : step.node.keys
      return name + zip(names, keys).map { "[\($0)=\(Self.literal($1))]" }.joined()
    }
  }

  private func text(_ describe: (String, Step) -> String) -> String {
    var text = ""
    var module: String?
    for step in steps {
      text += "/" + describe(step.node.module == module ? step.node.name : step.node.qualifiedName, step)
      module = step.node.module
    }
    return text.isEmpty ? "/" : text
  }

  private static func literal(_ text: String) -> String { text.contains("'") ? "\"\(text)\"" : "'\(text)'" }
}

extension InstancePath: Hashable {
  static func == (left: InstancePath, right: InstancePath) -> Bool {
    left.steps.elementsEqual(right.steps) { $0.node === $1.node && $0.keys == $1.keys }
  }

  func hash(into hasher: inout Hasher) {
    for step in steps {
      hasher.combine(ObjectIdentifier(step.node))
      hasher.combine(step.keys)
    }
  }

  /// Whether the other path leads to the same place or into it.
  func contains(_ other: InstancePath) -> Bool {
    other.steps.count >= steps.count && self == InstancePath(steps: Array(other.steps.prefix(steps.count)))
  }
}
