package import Documents

/// One step from a value to a part of it, as ownership of fields counts them.
package enum PathElement: Sendable, Hashable {
  case field(String)
  /// An item of a keyed list, by its key fields in order of their names.
  case key([KeyField])
  /// An item of a set.
  case value(Value)
  case index(Int)

  package struct KeyField: Sendable, Hashable {
    package var name: String
    package var value: Value

    package init(name: String, value: Value) {
      self.name = name
      self.value = value
    }
  }
}

extension PathElement: Comparable {
  /// The order in which the API server writes them.
  package static func < (left: PathElement, right: PathElement) -> Bool {
    switch (left, right) {
    case (.field(let left), .field(let right)): left.utf8.lexicographicallyPrecedes(right.utf8)
    case (.key(let left), .key(let right)): left.lexicographicallyPrecedes(right, by: <)
    case (.value(let left), .value(let right)): left.precedesAsListKey(right)
    case (.index(let left), .index(let right)): left < right
    default: left.rank < right.rank
    }
  }

  private var rank: Int {
    switch self {
    case .field: 0
    case .key: 1
    case .value: 2
    case .index: 3
    }
  }
}

extension PathElement.KeyField: Comparable {
  package static func < (left: Self, right: Self) -> Bool {
    left.name == right.name
      ? left.value.precedesAsListKey(right.value) : left.name.utf8.lexicographicallyPrecedes(right.name.utf8)
  }
}

extension PathElement: CustomStringConvertible {
  /// `.spec`, `[name="a"]`, `[="x"]`, `[0]`: joined, the path of a field in messages.
  package var description: String {
    switch self {
    case .field(let name): ".\(name)"
    case .key(let fields): "[\(fields.map { "\($0.name)=\(JSON.text($0.value))" }.joined(separator: ","))]"
    case .value(let value): "[=\(JSON.text(value))]"
    case .index(let index): "[\(index)]"
    }
  }
}

extension PathElement {
  /// A key of `fieldsV1`: `f:spec`, `k:{"name":"a"}`, `v:"x"`, `i:0`.
  package var fieldsV1: String {
    switch self {
    case .field(let name): "f:\(name)"
    case .key(let fields): "k:" + JSON.text(.object(Object(fields.map { ($0.name, $0.value) })))
    case .value(let value): "v:" + JSON.text(value)
    case .index(let index): "i:\(index)"
    }
  }

  /// Nil when the text is no key of `fieldsV1`.
  package init?(fieldsV1 text: String) {
    let rest = String(text.dropFirst(2))
    switch text.prefix(2) {
    case "f:": self = .field(rest)
    case "k:":
      guard let object = (try? JSON.parse(rest))?.object else { return nil }
      self = .key(object.map { KeyField(name: $0.key, value: $0.value) }.sorted())
    case "v:":
      guard let value = try? JSON.parse(rest) else { return nil }
      self = .value(value)
    case "i:":
      guard let index = Int(rest) else { return nil }
      self = .index(index)
    default: return nil
    }
  }
}

extension Value {
  /// Numbers before strings before booleans, and so on.
  fileprivate func precedesAsListKey(_ other: Value) -> Bool {
    switch (self, other) {
    case (.string(let left), .string(let right)): left.utf8.lexicographicallyPrecedes(right.utf8)
    case (.bool(let left), .bool(let right)): !left && right
    case (.integer, .integer), (.integer, .double), (.double, .integer), (.double, .double):
      (number ?? 0) < (other.number ?? 0)
    default:
      listKeyRank == other.listKeyRank ? JSON.text(self) < JSON.text(other) : listKeyRank < other.listKeyRank
    }
  }

  private var listKeyRank: Int {
    switch self {
    case .integer, .double: 0
    case .string: 1
    case .bool: 2
    case .array: 3
    case .object: 4
    case .null: 5
    }
  }
}
