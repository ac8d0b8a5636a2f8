package import Documents

extension MergeType {
  /// The fields that a manager owns who applies this value.
  package func fields(of value: Value) -> FieldSet { ownership(of: value).children }

  /// Items that cannot be identified own nothing: they were refused before.
  private func ownership(of value: Value) -> FieldSet.Entry {
    switch shape(for: value) {
    case .untyped, .scalar: return FieldSet.Entry(isMember: true)
    case .map(let map):
      if map.isAtomic { return FieldSet.Entry(isMember: true) }
      guard let object = value.object else { return FieldSet.Entry() }
      var children = FieldSet()
      for (name, member) in object {
        var entry = (map.member(name) ?? .untyped).ownership(of: member)
        if map.fields[name] == nil || member.isNull || member.object?.isEmpty ?? false { entry.isMember = true }
        children[.field(name)] = entry
      }
      return FieldSet.Entry(children: children)
    case .list(let list):
      if list.isAtomic { return FieldSet.Entry(isMember: true) }
      var children = FieldSet()
      for item in value.array ?? [] {
        guard let identity = try? list.identity(of: item) else { continue }
        let below = list.elements.ownership(of: item).children
        children[identity] = FieldSet.Entry(isMember: true, children: below)
      }
      return FieldSet.Entry(children: children)
    }
  }
}
