import Documents

/// The data of a datastore, as RFC 7951 writes it but with plain names below the top. There are no empty lists in it, and
/// no empty containers but those whose presence means something.
struct DataTree: Sendable {
  private(set) var root: Value = [:]

  /// The data at a place; nil when there is none. A structural container without data is no data.
  func value(at path: InstancePath) -> Value? {
    var value = root
    for (depth, step) in path.steps.enumerated() {
      guard let member = value[Self.name(step.node, depth: depth)] else { return nil }
      guard let keys = step.keys else {
        value = member
        continue
      }
      guard let index = Self.index(of: keys, in: member.array ?? [], step.node) else { return nil }
      value = member[index] ?? .null
    }
    return value
  }

  /// Whether there is something at the place in the words of YANG: structural containers are there with their parents.
  func exists(_ path: InstancePath) -> Bool {
    guard let last = path.last else { return true }
    return last.node.isStructural && last.keys == nil ? exists(path.parent) : value(at: path) != nil
  }

  /// Writes or, with nil, removes the data at a place. What is missing on the way is made where it is structural.
  ///
  /// - Parameter position: where a new entry of a list goes.
  /// - Throws: when an entry of a list on the way, or a container with presence, is missing.
  mutating func set(
    _ path: InstancePath, to value: Value?, position: ListPosition? = nil
  ) throws(RESTCONFError) {
    var copy: Value? = root
    try Self.set(path, path.steps[...], in: &copy, to: value, position)
    root = copy ?? [:]
  }

  private static func set(
    _ path: InstancePath, _ rest: ArraySlice<InstancePath.Step>, in parent: inout Value?, to value: Value?,
    _ position: ListPosition?
  ) throws(RESTCONFError) {
    guard let step = rest.first else {
      parent = value
      return
    }
    let depth = path.steps.count - rest.count
    let name = name(step.node, depth: depth)
    var member = parent?[name]
    if let keys = step.keys {
      var items = member?.array ?? []
      member = nil
      let index = index(of: keys, in: items, step.node)
      var item = index.map { items[$0] }
      try enter(path, rest, &item, value, position)
      place(item, at: index, in: &items, step.node, rest.count == 1 ? position : nil)
      member = .array(items)
    } else {
      try enter(path, rest, &member, value, position)
    }
    if let found = member, step.node.isEmpty(found) { member = nil }
    parent?[name] = member
  }

  private static func enter(
    _ path: InstancePath, _ rest: ArraySlice<InstancePath.Step>, _ item: inout Value?, _ value: Value?,
    _ position: ListPosition?
  ) throws(RESTCONFError) {
    if rest.count > 1, item == nil, let step = rest.first {
      guard step.node.isStructural else {
        let place = InstancePath(steps: Array(path.steps.prefix(path.steps.count - rest.count + 1)))
        throw .refused(409, "data-missing", "what the resource would be in does not exist", at: place)
      }
      item = [:]
    }
    try set(path, rest.dropFirst(), in: &item, to: value, position)
  }

  private static func place(
    _ item: Value?, at index: Int?, in items: inout [Value], _ node: SchemaNode, _ position: ListPosition?
  ) {
    guard let item else {
      if let index { items.remove(at: index) }
      return
    }
    guard let position else {
      if let index { items[index] = item } else { items.append(item) }
      return
    }
    if let index { items.remove(at: index) }
    items.insert(item, at: position.index(in: items, node))
  }

  // MARK: Entries

  static func name(_ node: SchemaNode, depth: Int) -> String { depth == 0 ? node.qualifiedName : node.name }

  /// The texts that identify an entry.
  static func keys(of entry: Value, _ node: SchemaNode) -> [String] {
    node.keys.isEmpty ? [LeafType.text(entry)] : node.keys.map { LeafType.text(entry[$0] ?? "") }
  }

  static func index(of keys: [String], in items: [Value], _ node: SchemaNode) -> Int? {
    items.firstIndex { Self.keys(of: $0, node) == keys }
  }
}

/// Where a client wants an entry (RFC 8040 section 4.8.5).
enum ListPosition: Sendable {
  case first, last
  case before([String]), after([String])

  func index(in items: [Value], _ node: SchemaNode) -> Int {
    switch self {
    case .first: 0
    case .last: items.count
    case .before(let keys): DataTree.index(of: keys, in: items, node) ?? items.count
    case .after(let keys): DataTree.index(of: keys, in: items, node).map { $0 + 1 } ?? items.count
    }
  }
}
