import Documents

/// What a request changed.
package struct DataChange: Sendable, Hashable {
  package enum Kind: String, Sendable { case created, replaced, deleted, moved }

  package var kind: Kind
  /// `/plugfest-apn:access-points/access-point=x/mtu`
  package var path: String
}

/// Compares data before and after a request.
enum DataDifference {
  typealias Change = (kind: DataChange.Kind, path: InstancePath)

  /// The changes at a place and in it; what is made or removed as a whole counts once.
  static func changes(_ old: Value?, _ new: Value?, at path: InstancePath) -> [Change] {
    guard old != new else { return [] }
    guard let step = path.last else { return members(old ?? [:], new ?? [:], path) }
    if step.node.isMany, step.keys == nil { return entries(old?.array ?? [], new?.array ?? [], step.node, path) }
    guard let old else { return whole(.created, new, step.node, path) }
    guard let new else { return whole(.deleted, old, step.node, path) }
    return step.node.leafType == nil ? members(old, new, path) : [(.replaced, path)]
  }

  /// A structural container is only what is in it.
  private static func whole(
    _ kind: DataChange.Kind, _ value: Value?, _ node: SchemaNode, _ path: InstancePath
  ) -> [Change] {
    guard node.isStructural else { return [(kind, path)] }
    return kind == .created ? members([:], value ?? [:], path) : members(value ?? [:], [:], path)
  }

  private static func members(_ old: Value, _ new: Value, _ path: InstancePath) -> [Change] {
    guard let node = path.last?.node else { return [] }
    return node.children.flatMap { changes(old[$0.name], new[$0.name], at: path.appending($0)) }
  }

  private static func entries(_ old: [Value], _ new: [Value], _ node: SchemaNode, _ path: InstancePath) -> [Change] {
    var result: [Change] = []
    let oldKeys = old.map { DataTree.keys(of: $0, node) }
    let newKeys = new.map { DataTree.keys(of: $0, node) }
    let before = Dictionary(zip(oldKeys, old)) { first, _ in first }
    let after = Set(newKeys)
    let place = { (keys: [String]) in path.parent.appending(node, keys: keys) }
    for keys in oldKeys where !after.contains(keys) { result.append((.deleted, place(keys))) }
    for (keys, entry) in zip(newKeys, new) {
      guard let earlier = before[keys] else {
        result.append((.created, place(keys)))
        continue
      }
      if node.leafType == nil { result += changes(earlier, entry, at: place(keys)) }
    }
    let kept = Set(newKeys.filter { before[$0] != nil })
    if node.isUserOrdered, oldKeys.filter(kept.contains) != newKeys.filter(kept.contains) {
      result.append((.moved, path))
    }
    return result
  }
}
