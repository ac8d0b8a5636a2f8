import Documents

extension MergeType {
  /// The value without the members of a set. A container that loses all its parts stays, empty.
  func removing(_ fields: FieldSet, from value: Value) -> Value {
    if fields.isEmpty { return value }
    switch shape(for: value) {
    case .map(let map):
      guard !map.isAtomic, case .object(var object) = value else { return value }
      for (element, entry) in fields.entries {
        guard case .field(let name) = element, let member = object[name] else { continue }
        if entry.isMember {
          object.removeValue(forKey: name)
        } else {
          object[name] = (map.member(name) ?? .untyped).removing(entry.children, from: member)
        }
      }
      return .object(object)
    case .list(let list):
      guard !list.isAtomic, let items = value.array else { return value }
      return .array(
        items.compactMap { item -> Value? in
          guard let identity = try? list.identity(of: item) else { return item }
          let entry = fields[identity]
          if entry.isMember { return Value?.none }
          return list.elements.removing(entry.children, from: item)
        })
    case .untyped, .scalar: return value
    }
  }
}
