import Documents

extension DataTree {
  /// What a plain patch makes of data (RFC 8040 section 4.6.1): members are added and replaced, none is removed.
  static func merged(_ old: Value?, _ new: Value, _ node: SchemaNode) -> Value {
    guard let old else { return new }
    switch node.kind {
    case .leaf: return new
    case .container: return mergedMembers(old, new, node)
    case .leafList:
      let items = old.array ?? []
      return .array(items + (new.array ?? []).filter { !items.contains($0) })
    case .list:
      var items = old.array ?? []
      for entry in new.array ?? [] {
        if let index = index(of: keys(of: entry, node), in: items, node) {
          items[index] = mergedMembers(items[index], entry, node)
        } else {
          items.append(entry)
        }
      }
      return .array(items)
    }
  }

  /// The same for one object: a container or an entry of a list.
  static func mergedMembers(_ old: Value, _ new: Value, _ node: SchemaNode) -> Value {
    var result = old
    for (name, value) in new.object ?? [:] {
      guard let child = node.child(name) else { continue }
      result[name] = merged(old[name], value, child)
    }
    return result
  }
}
