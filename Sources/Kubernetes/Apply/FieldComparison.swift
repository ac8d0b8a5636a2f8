package import Documents

/// Which fields differ between two values of one type.
package struct FieldComparison: Sendable, Hashable {
  package private(set) var removed = FieldSet()
  package private(set) var modified = FieldSet()
  package private(set) var added = FieldSet()

  private init() {}

  package init(_ old: Value, _ new: Value, as type: MergeType) {
    var walk = Walk()
    walk.compare(old, new, type)
    self = walk.result
  }

  package var isEmpty: Bool { removed.isEmpty && modified.isEmpty && added.isEmpty }

  /// Without these fields and all below them.
  package func excluding(_ fields: FieldSet) -> FieldComparison {
    if fields.isEmpty { return self }
    var result = self
    result.removed = removed.subtractingRecursively(fields)
    result.modified = modified.subtractingRecursively(fields)
    result.added = added.subtractingRecursively(fields)
    return result
  }

  private struct Walk {
    var result = FieldComparison()
    private var path: [PathElement] = []

    mutating func compare(_ old: Value?, _ new: Value?, _ type: MergeType) {
      if let old, let new, old == new { return }
      if case .untyped = type, let old, let new, !old.isOfSameShape(as: new) {
        _ = compare(old, nil, shape: type.shape(for: old), marksItself: false)
        _ = compare(nil, new, shape: type.shape(for: new), marksItself: false)
        result.modified.insert(path)
        return
      }
      if compare(old, new, shape: type.shape(for: new ?? old)) { return }
      if old == nil { result.added.insert(path) } else if new == nil { result.removed.insert(path) }
    }

    /// - Returns: whether the value was compared as a whole.
    private mutating func compare(
      _ old: Value?, _ new: Value?, shape: MergeType, marksItself: Bool = true
    ) -> Bool {
      switch shape {
      case .map(let map) where !map.isAtomic && !(old.hasNoMembers && new.hasNoMembers):
        compareMembers(old?.object, new?.object, map)
        return false
      case .list(let list) where !list.isAtomic && !(old.hasNoItems && new.hasNoItems):
        compareItems(old?.array ?? [], new?.array ?? [], list)
        return false
      default:
        if marksItself { compareLeaf(old, new) }
        return true
      }
    }

    private mutating func compareLeaf(_ old: Value?, _ new: Value?) {
      guard let old else { return result.added.insert(path) }
      guard let new else { return result.removed.insert(path) }
      if !old.equalsAsJSON(new) { result.modified.insert(path) }
    }

    private mutating func compare(
      _ old: Value?, _ new: Value?, at element: PathElement, _ type: MergeType
    ) {
      path.append(element)
      compare(old, new, type)
      path.removeLast()
    }

    private mutating func compareMembers(_ old: Object?, _ new: Object?, _ map: MergeType.Map) {
      for (name, value) in old ?? [:] {
        compare(value, new?[name], at: .field(name), map.member(name) ?? .untyped)
      }
      for (name, value) in new ?? [:] where !(old?.contains(name) ?? false) {
        compare(nil, value, at: .field(name), map.member(name) ?? .untyped)
      }
    }

    private mutating func compareItems(_ old: [Value], _ new: [Value], _ list: MergeType.List) {
      let before = list.grouped(old)
      let after = list.grouped(new)
      for identity in before.order + after.order.filter({ before.items[$0] == nil }) {
        compareItem(before.items[identity] ?? [], after.items[identity] ?? [], identity, list)
      }
    }

    /// Stored lists may hold an identity twice: such items are compared as one whole.
    private mutating func compareItem(
      _ old: [Value], _ new: [Value], _ identity: PathElement, _ list: MergeType.List
    ) {
      switch (old.count, new.count) {
      case (0...1, 0...1): compare(old.first, new.first, at: identity, list.elements)
      case (2..., 2...):
        if old != new { result.modified.insert(path + [identity]) }
      case (2..., _):
        if let item = new.first { compare(nil, item, at: identity, list.elements) }
        result.removed.insert(path + [identity])
      default:
        if let item = old.first { compare(item, nil, at: identity, list.elements) }
        result.added.insert(path + [identity])
      }
    }
  }
}

extension MergeType.List {
  /// Items by identity, and the identities in order; items without one are left out.
  func grouped(_ items: [Value]) -> (order: [PathElement], items: [PathElement: [Value]]) {
    var order: [PathElement] = []
    var grouped: [PathElement: [Value]] = [:]
    for item in items {
      guard let identity = try? identity(of: item) else { continue }
      if grouped[identity] == nil { order.append(identity) }
      grouped[identity, default: []].append(item)
    }
    return (order, grouped)
  }
}

extension Value {
  fileprivate func isOfSameShape(as other: Value) -> Bool {
    switch (self, other) {
    case (.object, .object), (.object, .null), (.null, .object), (.array, .array): true
    case (.object, _), (_, .object), (.array, _), (_, .array), (.null, _), (_, .null): false
    default: true
    }
  }
}

extension Value? {
  /// Empty, null, absent or no object.
  fileprivate var hasNoMembers: Bool { self?.object?.isEmpty ?? true }
  fileprivate var hasNoItems: Bool { self?.array?.isEmpty ?? true }
}
