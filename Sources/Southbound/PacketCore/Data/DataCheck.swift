import Documents

/// Finds what a datastore's configuration lacks to be valid (RFC 7950 section 8): mandatory nodes, numbers of entries,
/// unique entries, conditions.
struct DataCheck {
  private let nodes: [SchemaNode]

  init(_ modules: [YANGModule]) { nodes = modules.flatMap(\.nodes).filter(\.isConfiguration) }

  /// - Throws: the first thing that is wrong.
  func check(_ tree: DataTree) throws(RESTCONFError) {
    for node in nodes {
      try checkMember(tree.root[node.qualifiedName], node, InstancePath(), [])
    }
  }

  private func checkMember(
    _ value: Value?, _ node: SchemaNode, _ parent: InstancePath, _ lineage: [Must.Instance]
  ) throws(RESTCONFError) {
    let path = parent.appending(node)
    switch node.kind {
    case .leaf(_, _, let isMandatory):
      if let value { return try checkMusts(value, node, path, lineage) }
      guard isMandatory else { return }
      throw .refused(409, "data-missing", "\(node.name.quoted) is mandatory", appTag: "instance-required", at: path)
    case .container(let presence):
      guard value != nil || !presence else { return }
      try checkObject(value ?? [:], node, path, lineage)
    case .list, .leafList:
      try checkEntries(value?.array ?? [], node, path, lineage)
    }
  }

  private func checkObject(
    _ value: Value, _ node: SchemaNode, _ path: InstancePath, _ lineage: [Must.Instance]
  ) throws(RESTCONFError) {
    try checkMusts(value, node, path, lineage)
    let inner = lineage + [Must.Instance(node: node, value: value)]
    for child in node.children where child.isConfiguration {
      try checkMember(value[child.name], child, path, inner)
    }
  }

  private func checkEntries(
    _ entries: [Value], _ node: SchemaNode, _ path: InstancePath, _ lineage: [Must.Instance]
  ) throws(RESTCONFError) {
    guard node.entries.contains(entries.count) else {
      let isFew = entries.count < node.entries.lowerBound
      throw .refused(
        412, "operation-failed",
        isFew
          ? "\(node.name.quoted) needs at least \(node.entries.lowerBound) entries"
          : "\(node.name.quoted) may have at most \(node.entries.upperBound) entries",
        appTag: isFew ? "too-few-elements" : "too-many-elements", at: path)
    }
    var known: Set<[String]> = []
    for entry in entries {
      let keys = DataTree.keys(of: entry, node)
      let place = path.parent.appending(node, keys: keys)
      guard known.insert(keys).inserted else {
        throw .refused(412, "operation-failed", "the entry is there twice", appTag: "data-not-unique", at: place)
      }
      if node.keys.isEmpty {
        try checkMusts(entry, node, place, lineage)
      } else {
        try checkObject(entry, node, place, lineage)
      }
    }
  }

  private func checkMusts(
    _ value: Value, _ node: SchemaNode, _ path: InstancePath, _ lineage: [Must.Instance]
  ) throws(RESTCONFError) {
    guard !node.musts.isEmpty else { return }
    let inner = lineage + [Must.Instance(node: node, value: value)]
    for must in node.musts where !must.holds(inner) {
      throw .refused(
        412, "operation-failed", must.message ?? "the condition \(must.source.quoted) does not hold",
        appTag: must.appTag ?? "must-violation", at: path)
    }
  }
}
