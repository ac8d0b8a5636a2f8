import Documents

extension StructuralSchema {
  /// The custom resource as merging sees it. `metadata` merges as that of built-in kinds.
  package var typeDescription: TypeDescription {
    guard case .map(var map) = root.typeDescription else { return .untyped }
    map.fields["apiVersion"] = .init(.scalar(.string))
    map.fields["kind"] = .init(.scalar(.string))
    map.fields["metadata"] = .init(ObjectMetadata.typeDescription)
    return .map(map)
  }
}

extension SchemaNode {
  fileprivate var typeDescription: TypeDescription {
    if isIntOrString { return .scalar(.any) }
    if types == .object { return objectDescription }
    if types == .array {
      guard let items else { return .list(.init(.untyped)) }
      let relation: TypeDescription.List.Relation =
        switch listType {
        case .set: .set
        case .map: .keyed(listMapKeys)
        case .atomic, nil: .atomic
        }
      return .list(.init(items.typeDescription, relation))
    }
    return switch types {
    case .string: .scalar(.string)
    case .boolean: .scalar(.boolean)
    case .integer, .number: .scalar(.number)
    default: .untyped
    }
  }

  private var objectDescription: TypeDescription {
    var fields = properties.mapValues { node in
      TypeDescription.Field(node.typeDescription, defaultValue: node.defaultValue)
    }
    if isEmbeddedResource {
      fields["apiVersion"] = .init(.scalar(.string))
      fields["kind"] = .init(.scalar(.string))
      fields["metadata"] = .init(ObjectMetadata.typeDescription)
    }
    var elements: TypeDescription?
    switch additional {
    case .schema(let node): elements = node.typeDescription
    case .allowed: elements = .untyped
    case .none, .refused: elements = nil
    }
    if preservesUnknownFields || (fields.isEmpty && elements == nil) { elements = elements ?? .untyped }
    return .map(.init(fields: fields, elements: elements, isAtomic: isAtomicMap))
  }
}
