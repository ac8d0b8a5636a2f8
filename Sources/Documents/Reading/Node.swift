/// A value that knows where in its file it was written, and so do all values inside it.
package struct Node: Sendable {
  package enum Content: Sendable {
    case scalar(Value)
    case sequence([Node])
    /// In the order of the file; no two members have the same name.
    case mapping([Member])
  }

  /// One `name: value` of a mapping.
  package struct Member: Sendable {
    package var name: String
    /// Where the name stands.
    package var place: Place
    package var value: Node

    package init(name: String, place: Place, value: Node) {
      self.name = name
      self.place = place
      self.value = value
    }
  }

  package var content: Content
  /// Where the value begins; for a value that an alias or a merge key brought in, where it was written.
  package var place: Place

  package init(_ content: Content, at place: Place) {
    self.content = content
    self.place = place
  }

  /// Wraps a value that the program made, all of it at one place.
  package init(value: Value, at place: Place) {
    self.place = place
    switch value {
    case .array(let items):
      content = .sequence(items.map { Node(value: $0, at: place) })
    case .object(let object):
      content = .mapping(
        object.map { Member(name: $0.key, place: place, value: Node(value: $0.value, at: place)) })
    default:
      content = .scalar(value)
    }
  }
}

extension Node {
  /// The same without places. Takes time in proportion to the size of the value.
  package var value: Value {
    switch content {
    case .scalar(let value): value
    case .sequence(let items): .array(items.map(\.value))
    case .mapping(let members): .object(Object(members.lazy.map { ($0.name, $0.value.value) }))
    }
  }

  package var scalar: Value? { if case .scalar(let value) = content { value } else { nil } }
  package var items: [Node]? { if case .sequence(let items) = content { items } else { nil } }
  package var members: [Member]? { if case .mapping(let members) = content { members } else { nil } }

  package var isNull: Bool { scalar?.isNull ?? false }
  package var bool: Bool? { scalar?.bool }
  package var integer: Int64? { scalar?.integer }
  package var number: Double? { scalar?.number }
  package var string: String? { scalar?.string }

  /// What a person calls this kind of value, in JSON Schema's words.
  package var typeName: String {
    switch content {
    case .scalar(let value): value.typeName
    case .sequence: "array"
    case .mapping: "object"
    }
  }

  /// The value of a member; nil when there is none or this is not a mapping.
  package subscript(name: String) -> Node? { member(name)?.value }

  /// An item of a sequence; nil when out of range or not a sequence.
  package subscript(index: Int) -> Node? {
    if case .sequence(let items) = content, items.indices.contains(index) { items[index] } else { nil }
  }

  package func member(_ name: String) -> Member? {
    if case .mapping(let members) = content { members.first { $0.name == name } } else { nil }
  }
}

extension Node: CustomStringConvertible {
  package var description: String { "\(place): \(value)" }
}
