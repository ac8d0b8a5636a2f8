package import Documents

/// A scalar of an object that differs from the revision before, or an empty list or object.
package struct FieldChange: Sendable, Hashable {
  /// Items of lists by their position.
  package var path: FieldPath
  /// Nil when there was nothing. Long texts stand as their digest.
  package var before: Value?
  /// Nil when nothing is left.
  package var after: Value?

  package init(path: FieldPath, before: Value?, after: Value?) {
    self.path = path
    self.before = before
    self.after = after
  }
}

extension FieldChange {
  /// What differs in two revisions of an object. What every write moves is left out.
  package static func changes(from before: Value, to after: Value) -> [FieldChange] {
    var comparison = Comparison()
    comparison.compare(before, after)
    return comparison.changes
  }

  /// One walk through both; the path grows and shrinks with it, so that only what differs costs more than a look.
  private struct Comparison {
    var path: [FieldPath.Element] = []
    var changes: [FieldChange] = []

    mutating func compare(_ before: Value?, _ after: Value?) {
      switch (before, after) {
      case (.array(let old)?, .array(let new)?):
        for index in 0..<max(old.count, new.count) { compare(old.item(index), new.item(index), at: .index(index)) }
      case (.object(let old)?, .object(let new)?): compare(old, new)
      case (nil, .array(let new)?) where !new.isEmpty: compare([], after)
      case (nil, .object(let new)?) where !new.isEmpty: compare([:], after)
      case (.array(let old)?, nil) where !old.isEmpty: compare(before, [])
      case (.object(let old)?, nil) where !old.isEmpty: compare(before, [:])
      default:
        if before == after { return }
        // A value of another kind is one change, not that of all that was in it.
        changes.append(FieldChange(path: FieldPath(path), before: before.map(shortened), after: after.map(shortened)))
      }
    }

    private mutating func compare(_ old: Object, _ new: Object) {
      let isMetadata = path.count == 1 && path[0] == .field("metadata")
      old.forEachMember(beside: new) { name, before, after in
        if isMetadata, name == "managedFields" || name == "resourceVersion" { return }
        compare(before, after, at: .field(name))
      }
    }

    private mutating func compare(_ before: Value?, _ after: Value?, at element: FieldPath.Element) {
      switch (before, after) {
      case (.string(let old)?, .string(let new)?) where old == new: return
      case (.integer(let old)?, .integer(let new)?) where old == new: return
      default: break
      }
      path.append(element)
      compare(before, after)
      path.removeLast()
    }
  }

  /// What a ledger keeps of a value: enough to compare it, and to show a short one.
  private static func shortened(_ value: Value) -> Value {
    guard case .string(let text) = value, text.utf8.count > 512 else { return value }
    let hash = String(UnorderedText.hash(text.utf8), radix: 16)
    let sum = String(UnorderedText.sum(text), radix: 16)
    return .string("\(text.prefix(64))… (\(text.utf8.count) bytes, \(hash) \(UnorderedText.mark) \(sum))")
  }
}

extension [Value] {
  fileprivate func item(_ index: Int) -> Value? {
    guard indices.contains(index) else { return nil }
    return self[index]
  }
}

extension FieldPath {
  /// Whether the value at the other path is the one at this path or stands in it.
  package func contains(_ other: FieldPath) -> Bool { other.elements.starts(with: elements) }

  /// Keys joined by dots as they are, items of lists as `[n]`: how people write paths in which keys have dots.
  package var plainText: String {
    var text = ""
    for element in elements {
      switch element {
      case .field(let name): text += text.isEmpty ? name : ".\(name)"
      default: text += "\(element)"
      }
    }
    return text
  }

  /// Whether the plain text of the path is this one, or goes on from it.
  package func isIn(plainText text: String) -> Bool {
    // Mostly the first field tells.
    guard case .field(let first)? = elements.first, text.hasPrefix(first) || first.hasPrefix(text) else { return false }
    if first == text { return true }
    let own = plainText
    guard own.hasPrefix(text) else { return false }
    let next = own.dropFirst(text.count).first
    return next == nil || next == "." || next == "["
  }
}
