/// What is not the same in two values, for people: as a list of changes, or as text with `-` and `+` lines.
///
/// Items of lists are matched by their `name`, `key` or `type` when that tells all of them apart, otherwise by position.
package struct Difference: Sendable {
  package struct Change: Sendable, Hashable {
    package var path: FieldPath
    /// Nil when there was nothing.
    package var before: Value?
    /// Nil when nothing is left.
    package var after: Value?
    /// The items of the list at `path` are the same in another order; `before` and `after` hold what identifies them.
    package var isOrder = false
  }

  /// A part of the values, down to what changed.
  indirect enum Part: Sendable {
    case removed(Value)
    case added(Value)
    case replaced(Value, Value)
    case inside(children: [Child], unchanged: Int, order: Order?)
  }

  struct Child: Sendable {
    var element: FieldPath.Element
    var part: Part
  }

  struct Order: Sendable {
    var before: [Value]
    var after: [Value]
  }

  /// Nil when the values are equal.
  let root: Part?

  package init(from before: Value, to after: Value) { root = Self.part(before, after) }

  package var isEmpty: Bool { root == nil }

  /// In the order of the values.
  package var changes: [Change] {
    var changes: [Change] = []
    if let root { Self.collect(root, at: FieldPath(), into: &changes) }
    return changes
  }

  private static func collect(_ part: Part, at path: FieldPath, into changes: inout [Change]) {
    switch part {
    case .removed(let value): changes.append(Change(path: path, before: value, after: nil))
    case .added(let value): changes.append(Change(path: path, before: nil, after: value))
    case .replaced(let before, let after): changes.append(Change(path: path, before: before, after: after))
    case .inside(let children, _, let order):
      if let order {
        changes.append(Change(path: path, before: .array(order.before), after: .array(order.after), isOrder: true))
      }
      for child in children { collect(child.part, at: path.appending(child.element), into: &changes) }
    }
  }
}

extension Difference {
  private static func part(_ before: Value, _ after: Value) -> Part? {
    if before == after { return nil }
    switch (before, after) {
    case (.object(let before), .object(let after)): return part(before, after)
    case (.array(let before), .array(let after)):
      if let key = itemKey(before, after) { return part(before, after, key: key) }
      return part(before, after)
    default: return .replaced(before, after)
    }
  }

  private static func part(_ before: Object, _ after: Object) -> Part {
    var children: [Child] = []
    var unchanged = 0
    for (name, old) in before {
      if let new = after[name] {
        if let part = part(old, new) {
          children.append(Child(element: .field(name), part: part))
        } else {
          unchanged += 1
        }
      } else {
        children.append(Child(element: .field(name), part: .removed(old)))
      }
    }
    for (name, new) in after where !before.contains(name) {
      children.append(Child(element: .field(name), part: .added(new)))
    }
    return .inside(children: children, unchanged: unchanged, order: nil)
  }

  /// The member that tells all items of each list apart.
  private static func itemKey(_ before: [Value], _ after: [Value]) -> String? {
    guard !(before.isEmpty && after.isEmpty) else { return nil }
    return ["name", "key", "type"].first { key in
      [before, after].allSatisfy { items in
        var seen: Set<Value> = []
        return items.allSatisfy { item in
          guard let value = item[key], value.array == nil, value.object == nil else { return false }
          return seen.insert(value).inserted
        }
      }
    }
  }

  private static func part(_ before: [Value], _ after: [Value], key: String) -> Part {
    let pairs = { (items: [Value]) in
      Dictionary(items.compactMap { item in item[key].map { ($0, item) } }, uniquingKeysWith: { first, _ in first })
    }
    let (old, new) = (pairs(before), pairs(after))
    var children: [Child] = []
    var unchanged = 0
    for item in before {
      guard let value = item[key] else { continue }
      let element = FieldPath.Element.item(key: key, value: value)
      guard let other = new[value] else {
        children.append(Child(element: element, part: .removed(item)))
        continue
      }
      if let part = part(item, other) {
        children.append(Child(element: element, part: part))
      } else {
        unchanged += 1
      }
    }
    for item in after {
      guard let value = item[key], old[value] == nil else { continue }
      children.append(Child(element: .item(key: key, value: value), part: .added(item)))
    }
    let order = Order(
      before: before.compactMap { $0[key] }.filter { new[$0] != nil },
      after: after.compactMap { $0[key] }.filter { old[$0] != nil })
    return .inside(children: children, unchanged: unchanged, order: order.before == order.after ? nil : order)
  }

  /// By position; items that begin or end both lists are left alone.
  private static func part(_ before: [Value], _ after: [Value]) -> Part {
    let (start, end) = before.sharedEnds(with: after)
    let (oldEnd, newEnd) = (before.count - end, after.count - end)
    var children: [Child] = []
    var unchanged = start + end
    for index in start..<max(oldEnd, newEnd) {
      if index >= newEnd {
        children.append(Child(element: .index(index), part: .removed(before[index])))
      } else if index >= oldEnd {
        children.append(Child(element: .index(index), part: .added(after[index])))
      } else if let part = part(before[index], after[index]) {
        children.append(Child(element: .index(index), part: part))
      } else {
        unchanged += 1
      }
    }
    return .inside(children: children, unchanged: unchanged, order: nil)
  }
}
