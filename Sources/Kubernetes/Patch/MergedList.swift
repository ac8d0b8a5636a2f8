import Documents

/// A list that merges by a key, or as a set of scalars, with the items of a patch.
struct MergedList {
  private(set) var items: [Value]
  private let mergeKey: String?
  private let elements: MergeType

  init(_ original: [Value], _ patch: [Value], _ field: MergeType.Field) throws(StrategicMergeError) {
    mergeKey = field.patch.mergeKey
    elements = if case .list(let list) = field.type { list.elements } else { .untyped }
    items = original
    guard let first = original.first ?? patch.first else { return }
    if first.array != nil { throw .unprocessable }
    guard first.object != nil else {
      items += patch.filter { !original.contains($0) }
      items = arranged(items, by: patch, original)
      return
    }
    guard let mergeKey else { throw .other("cannot merge lists without merge key for the elements") }
    let changes = try applyDirectives(of: patch, mergeKey)
    try merge(changes, mergeKey)
    items = arranged(items, by: changes, original)
  }

  /// Items with `$patch` delete an item or make the patch the whole list.
  private mutating func applyDirectives(of patch: [Value], _ mergeKey: String) throws(StrategicMergeError) -> [Value] {
    var changes: [Value] = []
    var replaces = false
    for item in patch {
      guard let directive = item[StrategicMergePatch.Directive.patch] else {
        changes.append(item)
        continue
      }
      switch directive.string {
      case "delete":
        guard let key = item[mergeKey] else { throw .noMergeKey(item, mergeKey) }
        items.removeAll { $0[mergeKey] == key }
      case "replace": replaces = true
      case "merge": throw .other("merging lists cannot yet be specified in the patch")
      default: throw .unknownDirective(directive, item)
      }
    }
    guard replaces else { return changes }
    items = changes.map { StrategicMergePatch.withoutNulls($0) }
    return []
  }

  private mutating func merge(_ changes: [Value], _ mergeKey: String) throws(StrategicMergeError) {
    for change in changes {
      guard let key = change[mergeKey] else { throw .noMergeKey(change, mergeKey) }
      guard let index = items.firstIndex(where: { $0[mergeKey] == key }) else {
        items.append(StrategicMergePatch.withoutNulls(change))
        continue
      }
      let original = items[index].object ?? [:]
      items[index] = .object(try StrategicMergePatch.merged(original, change.object ?? [:], as: elements))
    }
  }

  // MARK: Order

  /// The list merged and then brought into the order of a `$setElementOrder` directive.
  static func ordered(
    _ original: [Value]?, _ patch: [Value]?, by order: [Value], _ field: MergeType.Field
  ) throws(StrategicMergeError) -> [Value] {
    let list = try MergedList(original ?? [], patch ?? [], field)
    let present = (patch ?? []).filter { $0[StrategicMergePatch.Directive.patch] == nil }.compactMap(list.identity)
    let listed = order.compactMap(list.identity).filter(present.contains)
    guard listed == present else { throw .badRequest("invalid patch format of setElementOrder list") }
    return list.arranged(list.items, by: order, original ?? [])
  }

  private func identity(of item: Value) -> Value? { mergeKey == nil ? item : item[mergeKey ?? ""] }

  /// Items that `order` names come in that order; between them the others, as near to their old place as can be.
  private func arranged(_ items: [Value], by order: [Value], _ original: [Value]) -> [Value] {
    let wanted = positions(order)
    let old = positions(original)
    func position(_ item: Value, _ positions: [Value: Int]) -> Int? { identity(of: item).flatMap { positions[$0] } }
    var named = items.filter { position($0, wanted) != nil }
      .sorted { position($0, wanted) ?? 0 < position($1, wanted) ?? 0 }[...]
    var others = items.filter { position($0, wanted) == nil }[...]
    var result: [Value] = []
    while let other = others.first, let next = named.first {
      if let left = position(other, old), let right = position(next, old), left < right {
        result.append(others.removeFirst())
      } else {
        result.append(named.removeFirst())
      }
    }
    return result + others + named
  }

  private func positions(_ items: [Value]) -> [Value: Int] {
    Dictionary(
      items.enumerated().compactMap { index, item in identity(of: item).map { ($0, index) } },
      uniquingKeysWith: { first, _ in first })
  }
}
