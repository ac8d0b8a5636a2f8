import Documents

extension MergeType {
  /// An applied configuration laid over the live value.
  func merged(_ live: Value?, _ applied: Value?) -> Value? {
    switch shape(for: applied ?? live) {
    case .map(let map):
      let old = live?.object ?? [:]
      let new = applied?.object ?? [:]
      if map.isAtomic || (old.isEmpty && new.isEmpty) { return applied ?? live }
      return .object(merged(old, new, map))
    case .list(let list):
      let old = live?.array ?? []
      let new = applied?.array ?? []
      if list.isAtomic || (old.isEmpty && new.isEmpty) { return applied ?? live }
      return .array(merged(old, new, list))
    case .untyped, .scalar: return applied ?? live
    }
  }

  private func merged(_ old: Object, _ new: Object, _ map: Map) -> Object {
    var result = old
    for (name, value) in new {
      result[name] = (map.member(name) ?? .untyped).merged(old[name], value)
    }
    return result
  }

  /// Items keep the order of the live list; where both lists have an item, the applied list's order of those wins.
  private func merged(_ old: [Value], _ new: [Value], _ list: List) -> [Value] {
    let before = list.grouped(old)
    let after = list.grouped(new)
    func item(_ identity: PathElement) -> Value? {
      list.elements.merged(before.items[identity]?.first, after.items[identity]?.first)
    }
    var shared = after.order.filter { before.items[$0] != nil }[...]
    var result: [Value] = []
    var left = before.order[...]
    var right = after.order[...]
    while !left.isEmpty || !right.isEmpty {
      if let ours = left.first {
        if ours == right.first {
          if let value = item(ours) { result.append(value) }
          left.removeFirst()
          right.removeFirst()
          shared = shared.dropFirst()
          continue
        }
        let isShared = after.items[ours] != nil
        if isShared, !right.isEmpty, let awaited = shared.first, awaited != ours {
          // Shared, but its place in the applied order comes later.
          left.removeFirst()
          continue
        }
        if !isShared {
          result += before.items[ours] ?? []
          left.removeFirst()
          continue
        }
      }
      guard let theirs = right.popFirst() else {
        left.removeFirst()
        continue
      }
      if let value = item(theirs) { result.append(value) }
      if shared.first == theirs { shared = shared.dropFirst() }
    }
    return result
  }
}
