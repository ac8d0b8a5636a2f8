package import Documents

extension StructuralSchema {
  /// Removes fields that the schema does not name. `apiVersion`, `kind` and `metadata` stay as they are.
  ///
  /// - Returns: the paths of what was removed, sorted: `spec.list[0].typo`.
  package func prune(_ object: inout Value) -> [String] {
    root.prune(&object, isResource: true)
  }
}

extension SchemaNode {
  /// - Parameter isResource: whether the value is an object with `apiVersion`, `kind` and `metadata` of its own.
  package func prune(_ value: inout Value, isResource: Bool) -> [String] {
    var pruning = Pruning()
    pruning.visit(&value, self, isResource: isResource || isEmbeddedResource)
    return pruning.removed.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}

private struct Pruning {
  var removed: [String] = []
  private var path = SchemaPath()

  mutating func visit(_ value: inout Value, _ node: SchemaNode?, isResource: Bool) {
    switch value {
    case .object(let object): visit(object, node, isResource, &value)
    case .array(let items):
      // Nothing inside a list without a schema of its own is known, unless the list keeps unknown fields.
      let child = node?.items
      if node?.preservesUnknownFields ?? false, child == nil { return }
      var changed = items
      for index in items.indices {
        path.push(.item(index))
        visit(&changed[index], child, isResource: child?.isEmbeddedResource ?? false)
        path.pop()
      }
      if !removed.isEmpty { value = .array(changed) }
    default: break
    }
  }

  private mutating func visit(_ object: Object, _ node: SchemaNode?, _ isResource: Bool, _ value: inout Value) {
    var kept = object
    let before = removed.count
    for (name, member) in object {
      if isResource, StructuralSchema.objectFields.contains(name) {
        if name == "metadata", node?.isEmbeddedResource ?? false {
          var metadata = member
          pruneMetadata(&metadata)
          kept[name] = metadata
        }
        continue
      }
      path.push(.member(name))
      defer { path.pop() }
      if let child = node?.properties[name] ?? node?.additional.schema {
        var member = member
        visit(&member, child, isResource: child.isEmbeddedResource)
        kept[name] = member
      } else if case .allowed = node?.additional ?? .none {
        var member = member
        visit(&member, nil, isResource: false)
        kept[name] = member
      } else if !(node?.preservesUnknownFields ?? false) {
        removed.append(path.dotted)
        kept[name] = nil
      }
    }
    if removed.count > before { value = .object(kept) }
  }

  private mutating func pruneMetadata(_ metadata: inout Value) {
    guard case .object(let members) = metadata else { return }
    for (name, _) in members where !ObjectMetadata.fields.contains(name) {
      removed.append((SchemaPath(path.steps + [.member("metadata"), .member(name)])).dotted)
      metadata[name] = nil
    }
  }
}
