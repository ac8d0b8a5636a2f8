/// A mapping while it is read: finds names that occur twice and follows merge keys.
struct YAMLMapping {
  private enum Entry {
    case member(Node.Member)
    case merged(Node.Member)
  }

  private var entries: [Entry] = []
  /// Where in `entries` a name that the mapping itself gives stands.
  private var positions: [String: Int] = [:]

  /// Returns where the name stood before; the later value wins.
  mutating func set(_ member: Node.Member) -> Place? {
    if let position = positions[member.name] {
      guard case .member(let first) = entries[position] else { return nil }
      entries[position] = .member(member)
      return first.place
    }
    positions[member.name] = entries.count
    entries.append(.member(member))
    return nil
  }

  /// False when the value cannot be merged.
  mutating func merge(_ node: Node) -> Bool {
    switch node.content {
    case .mapping(let members):
      entries.append(contentsOf: members.map(Entry.merged))
      return true
    case .sequence(let items):
      return items.allSatisfy { item in item.members != nil && merge(item) }
    case .scalar:
      return false
    }
  }

  /// The mapping's own members win over merged ones, earlier merged ones over later ones.
  func finish() -> [Node.Member] {
    var mergedNames: Set<String> = []
    return entries.compactMap { entry in
      switch entry {
      case .member(let member): return member
      case .merged(let member):
        guard positions[member.name] == nil, mergedNames.insert(member.name).inserted else { return nil }
        return member
      }
    }
  }
}
