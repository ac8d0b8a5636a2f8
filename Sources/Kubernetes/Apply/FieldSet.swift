package import Documents

/// A set of fields, kept as a tree: what `fieldsV1` of a managed fields entry holds.
///
/// A field can be a member, have members below it, or both; entries that are neither do not exist.
package struct FieldSet: Sendable, Hashable {
  package struct Entry: Sendable, Hashable {
    package var isMember: Bool
    package var children: FieldSet

    package init(isMember: Bool = false, children: FieldSet = FieldSet()) {
      self.isMember = isMember
      self.children = children
    }
  }

  package private(set) var entries: [PathElement: Entry] = [:]

  package init() {}

  package init(_ paths: [[PathElement]]) {
    for path in paths { insert(path) }
  }

  package var isEmpty: Bool { entries.isEmpty }

  package subscript(element: PathElement) -> Entry {
    get { entries[element] ?? Entry() }
    set { entries[element] = newValue.isMember || !newValue.children.isEmpty ? newValue : nil }
  }

  package mutating func insert(_ path: some Collection<PathElement>) {
    guard let first = path.first else { return }
    let rest = path.dropFirst()
    if rest.isEmpty {
      entries[first, default: Entry()].isMember = true
    } else {
      entries[first, default: Entry()].children.insert(rest)
    }
  }

  package func contains(_ path: some Collection<PathElement>) -> Bool {
    guard let first = path.first, let entry = entries[first] else { return false }
    let rest = path.dropFirst()
    return rest.isEmpty ? entry.isMember : entry.children.contains(rest)
  }

  /// Every member, parents before children, in the order of the API server.
  package var paths: [[PathElement]] {
    var paths: [[PathElement]] = []
    collect(into: &paths, prefix: [])
    return paths
  }

  private func collect(into paths: inout [[PathElement]], prefix: [PathElement]) {
    let sorted = entries.sorted { $0.key < $1.key }
    for (element, entry) in sorted where entry.isMember { paths.append(prefix + [element]) }
    for (element, entry) in sorted { entry.children.collect(into: &paths, prefix: prefix + [element]) }
  }
}

// MARK: Set algebra

extension FieldSet {
  package func union(_ other: FieldSet) -> FieldSet {
    if isEmpty { return other }
    if other.isEmpty { return self }
    var result = self
    for (element, theirs) in other.entries {
      let mine = self[element]
      result[element] = Entry(
        isMember: mine.isMember || theirs.isMember, children: mine.children.union(theirs.children))
    }
    return result
  }

  package func intersection(_ other: FieldSet) -> FieldSet {
    var result = FieldSet()
    for (element, mine) in entries {
      guard let theirs = other.entries[element] else { continue }
      result[element] = Entry(
        isMember: mine.isMember && theirs.isMember, children: mine.children.intersection(theirs.children))
    }
    return result
  }

  /// Members of `other` go; what is below them stays.
  package func subtracting(_ other: FieldSet) -> FieldSet {
    if other.isEmpty { return self }
    var result = self
    for (element, theirs) in other.entries {
      guard let mine = entries[element] else { continue }
      result[element] = Entry(
        isMember: mine.isMember && !theirs.isMember, children: mine.children.subtracting(theirs.children))
    }
    return result
  }

  /// Members of `other` go with everything below them.
  package func subtractingRecursively(_ other: FieldSet) -> FieldSet {
    if other.isEmpty { return self }
    var result = self
    for (element, theirs) in other.entries {
      guard let mine = entries[element] else { continue }
      result[element] =
        theirs.isMember
        ? Entry() : Entry(isMember: mine.isMember, children: mine.children.subtractingRecursively(theirs.children))
    }
    return result
  }

  /// Adds every named field that has members below it: such a field belongs to the set where fields are removed.
  func withNamedFields(of type: MergeType) -> FieldSet {
    var result = FieldSet()
    for (element, entry) in entries {
      var isMember = entry.isMember
      var below: MergeType = .untyped
      switch (element, type) {
      case (.field(let name), .map(let map)):
        if map.fields[name] != nil { isMember = true }
        below = map.member(name) ?? .untyped
      case (_, .list(let list)): below = list.elements
      default: break
      }
      result[element] = Entry(isMember: isMember, children: entry.children.withNamedFields(of: below))
    }
    return result
  }
}

// MARK: fieldsV1

extension FieldSet {
  /// Nil when a key is none of `fieldsV1`.
  package init?(fieldsV1 value: Value) {
    guard let object = value.object else { return nil }
    for (text, below) in object where text != "." {
      guard let element = PathElement(fieldsV1: text), let children = FieldSet(fieldsV1: below) else { return nil }
      // An entry with nothing below it is a member.
      let isMember = below["."] != nil || below.object?.isEmpty ?? false
      self[element] = Entry(isMember: isMember, children: children)
    }
  }

  package var fieldsV1: Value {
    var object: Object = [:]
    for (element, entry) in entries.sorted(by: { $0.key < $1.key }) {
      object[element.fieldsV1] = entry.fieldsV1
    }
    return .object(object)
  }
}

extension FieldSet.Entry {
  fileprivate var fieldsV1: Value {
    if children.isEmpty { return [:] }
    guard isMember, case .object(let below) = children.fieldsV1 else { return children.fieldsV1 }
    return .object(Object([(".", [:])] + below.map { ($0.key, $0.value) }))
  }
}
