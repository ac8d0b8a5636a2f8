import Documents

/// Data as a client wants to see it: how deep, which members, with which defaults.
struct DataPresentation {
  private let query: QueryParameters

  init(_ query: QueryParameters) { self.query = query }

  /// A datastore's data.
  func datastore(_ root: Value, _ nodes: [SchemaNode]) -> Value {
    object(root, nodes, name: \.qualifiedName, fields: query.fields, level: 1)
  }

  /// A resource's data.
  func resource(_ value: Value, _ node: SchemaNode) -> Value {
    present(value, node, fields: query.fields, level: 1)
  }

  /// - Parameter level: of the node; the resource itself has 1.
  private func present(_ value: Value, _ node: SchemaNode, fields: FieldSelection?, level: Int) -> Value {
    switch node.kind {
    case .leaf, .leafList: return value
    case .container:
      return object(value, node.children, name: \.name, fields: fields, level: level)
    case .list:
      guard let entries = value.array else {
        return object(value, node.children, name: \.name, fields: fields, level: level)
      }
      return .array(entries.map { object($0, node.children, name: \.name, fields: fields, level: level) })
    }
  }

  private func object(
    _ value: Value, _ nodes: [SchemaNode], name: (SchemaNode) -> String, fields: FieldSelection?, level: Int
  ) -> Value {
    var result = Object()
    if let depth = query.depth, level >= depth { return .object(result) }
    for node in nodes {
      let selection = fields.flatMap { $0.isWhole ? nil : $0 }
      if let selection, selection.children[node.name] == nil { continue }
      let member = value[name(node)]
      guard isWanted(node, member) else { continue }
      let presented = memberPresented(member, node, fields: selection?.children[node.name], level: level + 1)
      guard let presented else { continue }
      if query.defaults == .reportAllTagged, let fallback = node.fallback, presented == fallback {
        result["@" + name(node)] = ["ietf-netconf-with-defaults:default": true]
      }
      result[name(node)] = presented
    }
    return .object(result)
  }

  /// Nil for what is not there.
  private func memberPresented(
    _ value: Value?, _ node: SchemaNode, fields: FieldSelection?, level: Int
  ) -> Value? {
    let all = query.defaults == .reportAll || query.defaults == .reportAllTagged
    guard let value else {
      guard all else { return nil }
      if let fallback = node.fallback { return fallback }
      guard node.isStructural else { return nil }
      let made = present([:], node, fields: fields, level: level)
      return made.object?.isEmpty ?? true ? nil : made
    }
    if query.defaults == .trim, value == node.fallback { return nil }
    return present(value, node, fields: fields, level: level)
  }

  private func isWanted(_ node: SchemaNode, _ value: Value?) -> Bool {
    switch query.content {
    case .all: true
    case .config: node.isConfiguration
    // What state is in has to be shown with it.
    case .nonconfig: !node.isConfiguration || node.children.contains { isWanted($0, nil) }
    }
  }
}
