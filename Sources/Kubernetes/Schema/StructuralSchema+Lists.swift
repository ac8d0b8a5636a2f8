package import Documents

extension StructuralSchema {
  /// Items that occur twice in lists of type `set`, or twice with the same keys in lists of type `map`.
  package func listErrors(_ object: Value) -> [FieldError] {
    guard root.contents.contains(.uniqueLists), case .object(let members) = object else { return [] }
    var check = UniqueListCheck()
    check.visit(members, root)
    return check.errors
  }
}

private struct UniqueListCheck {
  var errors: [FieldError] = []
  private var path = SchemaPath()

  mutating func visit(_ members: Object, _ node: SchemaNode) {
    for (name, value) in members {
      if let child = node.properties[name] {
        visit(value, child, at: .member(name))
      } else if let child = node.additional.schema {
        visit(value, child, at: .key(name))
      }
    }
  }

  private mutating func visit(_ value: Value, _ node: SchemaNode, at step: SchemaPath.Step) {
    guard node.contents.contains(.uniqueLists) else { return }
    path.push(step)
    defer { path.pop() }
    switch value {
    case .object(let members): visit(members, node)
    case .array(let items): visit(items, node)
    default: break
    }
  }

  private mutating func visit(_ items: [Value], _ node: SchemaNode) {
    switch node.listType {
    case .set: report(repeated(items), in: items)
    case .map: checkKeys(items, node.listMapKeys)
    case .atomic, nil: break
    }
    guard let child = node.items else { return }
    for (index, item) in items.enumerated() { visit(item, child, at: .item(index)) }
  }

  private mutating func checkKeys(_ items: [Value], _ keys: [String]) {
    if let index = items.firstIndex(where: { !$0.isNull && $0.object == nil }) {
      let field = "\(path.field)[\(index)]"
      errors.append(.invalid(field, items[index], "must be an object for an array of list-type map"))
      return
    }
    let identities = items.map { item in
      Value.object(Object(keys.sorted().compactMap { key in item[key].map { (key, $0) } }))
    }
    report(repeated(identities), in: identities)
  }

  private mutating func report(_ indices: [Int], in values: [Value]) {
    for index in indices { errors.append(.duplicate("\(path.field)[\(index)]", values[index])) }
  }

  /// The second occurrence of each value that occurs more than once.
  private func repeated(_ values: [Value]) -> [Int] {
    var counts: [Value: Int] = [:]
    return values.indices.filter { index in
      let count = counts[values[index], default: 0] + 1
      counts[values[index]] = count
      return count == 2
    }
  }
}
