import Documents
package import Kubernetes

extension TypeCatalogue {
  /// How objects of a kind merge, in server-side apply and in strategic merge patches.
  package func mergeType(of kind: KindDescription) -> MergeType {
    var reading = MergeTypeReading(catalogue: self)
    return reading.structure(kind.type)
  }
}

private struct MergeTypeReading {
  let catalogue: TypeCatalogue
  /// Structures that hold the one that is read: some, such as JSON schemas, hold themselves.
  private var ancestors: Set<BuiltInType.ID> = []

  init(catalogue: TypeCatalogue) { self.catalogue = catalogue }

  mutating func structure(_ id: BuiltInType.ID, isAtomic: Bool = false) -> MergeType {
    guard ancestors.insert(id).inserted else { return .untyped }
    defer { ancestors.remove(id) }
    let type = catalogue[id]
    var fields: [String: MergeType.Field] = [:]
    for field in type.fields {
      fields[field.name] = MergeType.Field(
        self.type(field.type, field.merging), defaultValue: defaultValue(of: field), patch: strategy(of: field))
    }
    return .map(.init(fields: fields, isAtomic: isAtomic || type.isAtomic))
  }

  /// A text that is always written is empty where a client leaves it out, also as a key of a list.
  private func defaultValue(of field: FieldDescription) -> Value? {
    if let value = field.defaultValue { return value }
    return field.presence == .required && field.type == .string ? "" : .none
  }

  private mutating func type(_ type: FieldType, _ merging: FieldDescription.Merging) -> MergeType {
    switch type {
    case .string, .bytes, .time, .microTime: .scalar(.string)
    case .int32, .int64, .double: .scalar(.number)
    case .bool: .scalar(.boolean)
    case .quantity, .intOrString: .scalar(.any)
    case .any: .untyped
    case .structure(let id): structure(id, isAtomic: merging == .atomic)
    case .map(let elements):
      .map(.init(elements: self.type(elements, .ordinary), isAtomic: merging == .atomic))
    case .list(let items): .list(.init(self.type(items, .ordinary), Self.relation(merging)))
    }
  }

  private static func relation(_ merging: FieldDescription.Merging) -> MergeType.List.Relation {
    switch merging {
    case .ordinary, .atomic: .atomic
    case .set: .set
    case .map(let keys): .keyed(keys)
    }
  }

  private func strategy(of field: FieldDescription) -> MergeType.PatchStrategy {
    let words = field.patchStrategy?.split(separator: ",") ?? []
    return MergeType.PatchStrategy(
      merges: words.contains("merge"), mergeKey: field.patchMergeKey, retainsKeys: words.contains("retainKeys"))
  }
}
