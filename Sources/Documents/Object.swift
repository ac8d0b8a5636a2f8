import OrderedCollections

/// The members of a JSON object, in the order in which they were written.
///
/// Equality and hashing ignore the order: `{"a":1,"b":2}` equals `{"b":2,"a":1}`.
package struct Object: Sendable {
  private var members: OrderedDictionary<String, Value>

  package init() { members = [:] }

  /// Later members win over earlier ones with the same key.
  package init(_ pairs: some Sequence<(String, Value)>) {
    members = OrderedDictionary(pairs, uniquingKeysWith: { _, last in last })
  }

  package var isEmpty: Bool { members.isEmpty }
  package var count: Int { members.count }
  package var keys: some RandomAccessCollection<String> & Sendable { members.keys }
  package var values: some RandomAccessCollection<Value> & Sendable { members.values.elements }

  /// Writing nil removes the member; a new member goes to the end, a changed one keeps its place.
  package subscript(key: String) -> Value? {
    get { members[key] }
    _modify { yield &members[key] }
  }

  package subscript(key: String, default fallback: @autoclosure () -> Value) -> Value {
    get { members[key] ?? fallback() }
    _modify { yield &members[key, default: fallback()] }
  }

  package func contains(_ key: String) -> Bool { members.keys.contains(key) }

  @discardableResult
  package mutating func removeValue(forKey key: String) -> Value? { members.removeValue(forKey: key) }

  package mutating func removeAll(where shouldRemove: (String, Value) throws -> Bool) rethrows {
    try members.removeAll { try shouldRemove($0.key, $0.value) }
  }

  package func mapValues(_ transform: (Value) throws -> Value) rethrows -> Object {
    var result = self
    result.members = try members.mapValues(transform)
    return result
  }

  package func filter(_ isIncluded: (String, Value) throws -> Bool) rethrows -> Object {
    var result = self
    result.members = try members.filter { try isIncluded($0.key, $0.value) }
    return result
  }

  /// Walks through the members of both, those of one name together; what only the other one has comes last.
  package func forEachMember(
    beside other: Object, _ body: (_ name: String, _ value: Value?, _ other: Value?) -> Void
  ) {
    let (keys, otherKeys) = (members.keys, other.members.keys)
    let (values, otherValues) = (members.values, other.members.values)
    // Mostly both have the same names in the same order, and nothing needs to be looked up.
    var index = 0
    while index < keys.count, index < otherKeys.count, keys[index] == otherKeys[index] {
      body(keys[index], values[index], otherValues[index])
      index += 1
    }
    for rest in index..<keys.count { body(keys[rest], values[rest], other.members[keys[rest]]) }
    for rest in index..<otherKeys.count where !keys.contains(otherKeys[rest]) {
      body(otherKeys[rest], nil, otherValues[rest])
    }
  }

  /// The same members, keys in code point order, as Kubernetes writes them.
  package func sortedByKey() -> Object {
    var result = self
    result.members.sort { $0.key < $1.key }
    return result
  }
}

extension Object: Hashable {
  package static func == (left: Object, right: Object) -> Bool {
    guard left.members.count == right.members.count else { return false }
    // The same order is by far the most common case, and needs no look-up by key.
    if left.members.keys == right.members.keys {
      return left.members.values.elements == right.members.values.elements
    }
    return left.members.allSatisfy { key, value in right.members[key] == value }
  }

  package func hash(into hasher: inout Hasher) {
    var combined = 0
    for (key, value) in members {
      var member = Hasher()
      member.combine(key)
      member.combine(value)
      combined ^= member.finalize()
    }
    hasher.combine(combined)
    hasher.combine(members.count)
  }
}

extension Object: RandomAccessCollection {
  package typealias Element = (key: String, value: Value)
  package var startIndex: Int { 0 }
  package var endIndex: Int { members.count }
  package subscript(position: Int) -> Element { members.elements[position] }
}

extension Object: ExpressibleByDictionaryLiteral {
  package init(dictionaryLiteral elements: (String, Value)...) { self.init(elements) }
}
