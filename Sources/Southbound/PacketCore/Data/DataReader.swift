import Documents

/// Reads a node's data out of JSON (RFC 7951): what it gives is canonical and of the right types; whether it is
/// complete, `DataCheck` finds out.
struct DataReader {
  /// What a new object of data may be nested into; models are less deep.
  private let modules: [YANGModule]

  init(_ modules: [YANGModule]) { self.modules = modules }

  /// The one member of a message's body, which must be the expected node.
  ///
  /// - Returns: the data; of a list or leaf-list, the one entry that the message has.
  func readResource(_ body: Value, _ node: SchemaNode, at path: InstancePath) throws(RESTCONFError) -> Value {
    guard let member = body.object?.first, body.object?.count == 1 else {
      throw .malformed("the body must be an object with the one member \(node.qualifiedName.quoted)")
    }
    guard member.key == node.qualifiedName else {
      throw .malformed("the body must hold \(node.qualifiedName.quoted), not \(member.key.quoted)")
    }
    return try readOne(member.value, node, at: path)
  }

  /// The child that a message's body makes in a resource.
  func readChild(
    _ body: Value, of children: [SchemaNode], at path: InstancePath
  ) throws(RESTCONFError) -> (SchemaNode, Value) {
    guard let member = body.object?.first, body.object?.count == 1 else {
      throw .malformed("the body must be an object with one member: the new resource")
    }
    let node = try self.node(member.key, of: children, isQualified: true, at: path)
    return (node, try readOne(member.value, node, at: path.appending(node)))
  }

  private func readOne(_ value: Value, _ node: SchemaNode, at path: InstancePath) throws(RESTCONFError) -> Value {
    guard node.isMany else { return try read(value, node, at: path) }
    guard let entries = try read(value, node, at: path).array, entries.count == 1 else {
      throw .malformed("\(node.qualifiedName.quoted) must be a list of one entry", at: path)
    }
    return entries[0]
  }

  /// A whole datastore's configuration.
  func readDatastore(_ value: Value) throws(RESTCONFError) -> Object {
    guard let members = value.object else { throw .malformed("the datastore must be an object") }
    var result = Object()
    for (name, value) in members {
      let node = try node(name, of: modules.flatMap(\.nodes), isQualified: true, at: InstancePath())
      result[node.qualifiedName] = try read(value, node, at: InstancePath().appending(node))
    }
    return result
  }

  /// - Parameter path: of the node.
  func read(_ value: Value, _ node: SchemaNode, at path: InstancePath) throws(RESTCONFError) -> Value {
    switch node.kind {
    case .leaf(let type, _, _): return try read(value, type, at: path)
    case .container: return .object(try readMembers(value, node, at: path))
    case .leafList(let type):
      guard let items = value.array else { throw .invalid("\(node.name.quoted) must be a list", status: 400, at: path) }
      var values: [Value] = []
      for item in items { values.append(try read(item, type, at: path)) }
      return .array(values)
    case .list(let keys):
      guard let items = value.array else { throw .invalid("\(node.name.quoted) must be a list", status: 400, at: path) }
      var entries: [Value] = []
      for item in items { entries.append(try readEntry(item, node, keys, at: path)) }
      return .array(entries)
    }
  }

  private func read(_ value: Value, _ type: LeafType, at path: InstancePath) throws(RESTCONFError) -> Value {
    do { return try type.read(value) } catch {
      var refusal = RESTCONFError.invalid(error.message, status: 400, at: path)
      refusal.kind = .application
      refusal.appTag = error.appTag
      throw refusal
    }
  }

  private func readEntry(
    _ value: Value, _ node: SchemaNode, _ keys: [String], at path: InstancePath
  ) throws(RESTCONFError) -> Value {
    for key in keys where value.object != nil && value[key] == nil && value["\(node.module):\(key)"] == nil {
      throw .refused(400, "missing-element", "an entry of \(node.name.quoted) has no key \(key.quoted)", at: path)
    }
    // So that messages name the entry, when its keys are good.
    let texts = keys.map { value[$0].map { LeafType.text($0) } ?? "" }
    let entry = (try? InstancePath.canonical(texts, node)).map { path.parent.appending(node, keys: $0) }
    return .object(try readMembers(value, node, at: entry ?? path))
  }

  private func readMembers(
    _ value: Value, _ parent: SchemaNode, at path: InstancePath
  ) throws(RESTCONFError) -> Object {
    guard let members = value.object else {
      throw .invalid("\(parent.name.quoted) must be an object, not \(value.excerpt)", status: 400, at: path)
    }
    var result = Object()
    for (name, value) in members {
      let node = try node(name, of: parent.children, isQualified: false, at: path)
      let read = try read(value, node, at: path.appending(node))
      guard !result.contains(node.name) else { throw .malformed("\(node.name.quoted) is there twice", at: path) }
      if !node.isEmpty(read) { result[node.name] = read }
    }
    return result
  }

  private func node(
    _ name: String, of children: [SchemaNode], isQualified: Bool, at path: InstancePath
  ) throws(RESTCONFError) -> SchemaNode {
    if name.hasPrefix("@") {
      throw .refused(400, "unknown-attribute", "annotations such as \(name.quoted) are not known", at: path)
    }
    let parts = name.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2 || !isQualified else {
      throw .malformed("\(name.quoted) needs its module: \"MODULE:\(name)\"", at: path)
    }
    if parts.count == 2, !modules.contains(where: { $0.name == parts[0] }) {
      throw .refused(400, "unknown-namespace", "there is no module \(parts[0].quoted)", at: path)
    }
    let local = parts[parts.count - 1]
    let node = children.first { $0.name == local && (parts.count == 1 || $0.module == parts[0]) }
    guard let node, node.isConfiguration else {
      throw .refused(400, "unknown-element", "the model has no \(name.quoted) to configure there", at: path)
    }
    return node
  }
}

extension SchemaNode {
  /// Whether such data is the same as none: RFC 7950 does not tell an empty list from an absent one.
  func isEmpty(_ value: Value) -> Bool {
    switch kind {
    case .container(let presence): !presence && value.object?.isEmpty ?? true
    case .list, .leafList: value.array?.isEmpty ?? true
    case .leaf: false
    }
  }
}
