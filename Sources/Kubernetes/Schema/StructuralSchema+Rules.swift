package import Documents

extension StructuralSchema {
  /// Walks to every value that has `x-kubernetes-validations`, parents before their parts.
  ///
  /// - Parameters:
  ///   - old: the object that is updated: its values are handed over where they can be correlated, which they cannot in
  ///     lists other than those of type `map`.
  ///   - visit: gets the schema with its rules, the value, the value before, and where they stand.
  package func visitRules(
    of object: Value, old: Value? = nil, _ visit: (SchemaNode, Value, Value?, SchemaPath) -> Void
  ) {
    root.visitRules(of: object, old: old, at: SchemaPath(), visit)
  }

  /// The rules of the status alone, as the status endpoint checks them.
  package func visitStatusRules(
    of object: Value, old: Value? = nil, _ visit: (SchemaNode, Value, Value?, SchemaPath) -> Void
  ) {
    guard let node = root.properties["status"], let status = object["status"] else { return }
    node.visitRules(of: status, old: old?["status"], at: SchemaPath([.member("status")]), visit)
  }
}

extension SchemaNode {
  fileprivate func visitRules(
    of value: Value, old: Value?, at path: SchemaPath, _ visit: (SchemaNode, Value, Value?, SchemaPath) -> Void
  ) {
    guard contents.contains(.rules), !value.isNull else { return }
    if !rules.isEmpty { visit(self, value, old, path) }
    var path = path
    switch value {
    case .object(let object):
      let earlier = old?.object
      for (name, member) in object {
        let step: SchemaPath.Step = properties[name] == nil ? .key(name) : .member(name)
        guard let child = self.member(name), child.contents.contains(.rules) else { continue }
        path.push(step)
        child.visitRules(of: member, old: earlier?[name], at: path, visit)
        path.pop()
      }
    case .array(let elements):
      guard let child = items, child.contents.contains(.rules) else { return }
      let earlier = ListCorrelation(old, self)
      for (index, element) in elements.enumerated() {
        path.push(.item(index))
        child.visitRules(of: element, old: earlier?.counterpart(of: element), at: path, visit)
        path.pop()
      }
    default: break
    }
  }
}
