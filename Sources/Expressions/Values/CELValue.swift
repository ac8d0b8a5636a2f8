package import Documents

/// What a CEL expression computes with.
package enum CELValue: Sendable {
  case null
  case bool(Bool)
  case int(Int64)
  case uint(UInt64)
  case double(Double)
  case string(String)
  case bytes([UInt8])
  case list(CELList)
  case map(CELMap)
  case timestamp(CELTimestamp)
  case duration(CELDuration)
  /// A type as a value, by its name: `int`, `list`, `google.protobuf.Timestamp`.
  case type(String)
  /// `optional.of(…)`, or `optional.none()` when nil.
  indirect case optional(CELValue?)
  /// A value of a library's own type, such as a quantity.
  indirect case opaque(any OpaqueValue)
}

/// A value of a type that a library brings: quantity, IP address, CIDR, URL, semantic version, named format.
package protocol OpaqueValue: Sendable {
  /// The name that `type(value)` has, such as `net.IP`.
  var typeName: String { get }
  /// The value as text, as `string(value)` and JSON show it.
  var text: String { get }
  func isEqual(to other: any OpaqueValue) -> Bool
}

extension CELValue {
  /// The name that `type(value)` has.
  package var typeName: String {
    switch self {
    case .null: "null_type"
    case .bool: "bool"
    case .int: "int"
    case .uint: "uint"
    case .double: "double"
    case .string: "string"
    case .bytes: "bytes"
    case .list: "list"
    case .map(let map): map.typeName
    case .timestamp: "google.protobuf.Timestamp"
    case .duration: "google.protobuf.Duration"
    case .type: "type"
    case .optional: "optional_type"
    case .opaque(let value): value.typeName
    }
  }

  package var bool: Bool? { if case .bool(let value) = self { value } else { nil } }
  package var string: String? { if case .string(let value) = self { value } else { nil } }

  static func list(_ items: [CELValue]) -> CELValue { .list(CELList(items)) }
  static func strings(_ items: some Sequence<String>) -> CELValue { .list(CELList(items.map(CELValue.string))) }
}

// MARK: Documents

extension CELValue {
  /// Wraps without copying: the members of an object are converted when they are read.
  package init(_ value: Value) {
    switch value {
    case .null: self = .null
    case .bool(let value): self = .bool(value)
    case .integer(let value): self = .int(value)
    case .double(let value): self = .double(value)
    case .string(let value): self = .string(value)
    case .array(let items): self = .list(CELList(items))
    case .object(let object): self = .map(CELMap(object))
    }
  }

  /// The value as JSON has it: a uint beyond 64 signed bits becomes a double, bytes become base64, times and library
  /// values become text, an empty optional becomes null, and map keys become text.
  package var document: Value {
    switch self {
    case .null: .null
    case .bool(let value): .bool(value)
    case .int(let value): .integer(value)
    case .uint(let value): Int64(exactly: value).map(Value.integer) ?? .double(Double(value))
    case .double(let value): .double(value)
    case .string(let value): .string(value)
    case .bytes(let value): .string(Base64.encode(value))
    case .list(let list): list.document
    case .map(let map): map.document
    case .timestamp(let value): .string(value.description)
    case .duration(let value): .string(value.description)
    case .type(let name): .string(name)
    case .optional(let value): value?.document ?? .null
    case .opaque(let value): .string(value.text)
    }
  }
}

extension CELValue: CustomStringConvertible {
  /// As `%s` formats it; for messages.
  package var description: String {
    switch self {
    case .string(let value): value
    case .double(let value): NumberText.shortest(value)
    default: JSON.text(document)
    }
  }
}
