package import Documents

extension StructuralSchema {
  /// Fills absent fields, and nulls that may not be null, with their defaults at every level.
  package func applyDefaults(to object: inout Value) {
    root.applyDefaults(to: &object)
  }

  /// Drops nulls of fields that may not be null and have no default, as the decoder of requests does.
  package func dropNulls(in object: inout Value) {
    root.dropNulls(in: &object)
  }
}

extension SchemaNode {
  fileprivate func isWrongNull(_ value: Value) -> Bool { value.isNull && !isNullable }

  package func applyDefaults(to value: inout Value) {
    guard contents.contains(.defaults) else { return }
    switch value {
    case .object(var object):
      value = .null
      for (name, fallback) in memberDefaults
      where object[name].map({ $0.isNull && !(properties[name]?.isNullable ?? true) }) ?? true {
        object[name] = fallback
      }
      for index in 0..<object.count {
        let (name, current) = object[index]
        guard let child = member(name), child.contents.contains(.defaults) else { continue }
        var member = current
        if properties[name] == nil, child.isWrongNull(member), let fallback = child.defaultValue { member = fallback }
        child.applyDefaults(to: &member)
        object[name] = member
      }
      value = .object(object)
    case .array(var items):
      guard let child = self.items else { return }
      value = .null
      for index in items.indices {
        if child.isWrongNull(items[index]), let fallback = child.defaultValue { items[index] = fallback }
        child.applyDefaults(to: &items[index])
      }
      value = .array(items)
    default: break
    }
  }

  fileprivate func dropNulls(in value: inout Value) {
    guard value.hasNull else { return }
    switch value {
    case .object(let object):
      var kept = Object()
      for (name, member) in object {
        guard let child = self.member(name) else {
          kept[name] = member
          continue
        }
        if child.isWrongNull(member), child.defaultValue == nil { continue }
        var member = member
        child.dropNulls(in: &member)
        kept[name] = member
      }
      value = .object(kept)
    case .array(var items):
      guard let child = self.items else { return }
      for index in items.indices { child.dropNulls(in: &items[index]) }
      value = .array(items)
    default: break
    }
  }
}

extension Value {
  fileprivate var hasNull: Bool {
    switch self {
    case .null: true
    case .array(let items): items.contains(where: \.hasNull)
    case .object(let object): object.values.contains(where: \.hasNull)
    default: false
    }
  }
}
