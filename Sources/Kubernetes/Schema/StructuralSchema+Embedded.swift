package import Documents

extension StructuralSchema {
  /// What is wrong with the identity of objects inside the object (`x-kubernetes-embedded-resource`).
  package func embeddedErrors(_ object: Value) -> [FieldError] {
    guard root.contents.contains(.embeddedResources) else { return [] }
    var check = EmbeddedResourceCheck()
    check.visit(object, root)
    return check.errors
  }
}

private struct EmbeddedResourceCheck {
  var errors: [FieldError] = []
  private var path = SchemaPath()

  mutating func visit(_ value: Value, _ node: SchemaNode) {
    guard node.contents.contains(.embeddedResources) else { return }
    switch value {
    case .object(let members):
      if node.isEmbeddedResource { check(members) }
      for (name, member) in members {
        guard let child = node.member(name) else { continue }
        visit(member, child, at: node.properties[name] == nil ? .key(name) : .member(name))
      }
    case .array(let items):
      guard let child = node.items else { return }
      for (index, item) in items.enumerated() { visit(item, child, at: .item(index)) }
    default: break
    }
  }

  private mutating func visit(_ value: Value, _ node: SchemaNode, at step: SchemaPath.Step) {
    path.push(step)
    visit(value, node)
    path.pop()
  }

  private mutating func check(_ members: Object) {
    let place = path.field
    for name in ["apiVersion", "kind"] where members[name]?.string?.isEmpty ?? true {
      errors.append(.required("\(place).\(name)", "must not be empty"))
    }
    if let version = members["apiVersion"]?.string, version.count(where: { $0 == "/" }) > 1 {
      errors.append(
        .invalid("\(place).apiVersion", .string(version), "unexpected GroupVersion string: \(version)"))
    }
    if let kind = members["kind"]?.string, !kind.isEmpty {
      let problems = NameValidation.dns1035Label(kind.lowercased())
      if !problems.isEmpty {
        let detail = "may have mixed case, but should otherwise match: \(problems.joined(separator: ","))"
        errors.append(.invalid("\(place).kind", .string(kind), detail))
      }
    }
    for (key, value) in members["metadata"]?["labels"]?.object ?? [:] {
      let field = "\(place).metadata.labels"
      errors += NameValidation.qualifiedName(key).map { .invalid(field, .string(key), $0) }
      errors += NameValidation.labelValue(value.string ?? "").map { .invalid(field, value, $0) }
    }
  }
}
