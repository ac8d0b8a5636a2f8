import Documents

extension StructuralSchema {
  /// The custom resource as merging sees it. `metadata` merges as that of built-in kinds.
  package var mergeType: MergeType {
    guard case .map(var map) = root.mergeType else { return .untyped }
    map.fields["apiVersion"] = .init(.scalar(.string))
    map.fields["kind"] = .init(.scalar(.string))
    map.fields["metadata"] = .init(ObjectMetadata.mergeType)
    return .map(map)
  }
}

extension SchemaNode {
  fileprivate var mergeType: MergeType {
    if isIntOrString { return .scalar(.any) }
    if types == .object { return objectType }
    if types == .array {
      guard let items else { return .list(.init(.untyped)) }
      let relation: MergeType.List.Relation =
        switch listType {
        case .set: .set
        case .map: .keyed(listMapKeys)
        case .atomic, nil: .atomic
        }
      return .list(.init(items.mergeType, relation))
    }
    return switch types {
    case .string: .scalar(.string)
    case .boolean: .scalar(.boolean)
    case .integer, .number: .scalar(.number)
    default: .untyped
    }
  }

  private var objectType: MergeType {
    var fields = properties.mapValues { node in
      MergeType.Field(node.mergeType, defaultValue: node.defaultValue)
    }
    if isEmbeddedResource {
      fields["apiVersion"] = .init(.scalar(.string))
      fields["kind"] = .init(.scalar(.string))
      fields["metadata"] = .init(ObjectMetadata.mergeType)
    }
    var elements: MergeType?
    switch additional {
    case .schema(let node): elements = node.mergeType
    case .allowed: elements = .untyped
    case .none, .refused: elements = nil
    }
    if preservesUnknownFields || (fields.isEmpty && elements == nil) { elements = elements ?? .untyped }
    return .map(.init(fields: fields, elements: elements, isAtomic: isAtomicMap))
  }
}
