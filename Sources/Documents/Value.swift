/// Any JSON or YAML value: what manifests, API objects, suites and expressions are made of.
///
/// Integers and doubles are different values (`1` is not `1.0`), as in the Kubernetes API; an integer that does not fit
/// into 64 bits is a double. Objects keep the order of their keys, but two objects are equal when they hold the same
/// members in any order.
package enum Value: Sendable, Hashable {
  case null
  case bool(Bool)
  case integer(Int64)
  case double(Double)
  case string(String)
  case array([Value])
  case object(Object)
}

extension Value {
  package var isNull: Bool { if case .null = self { true } else { false } }
  package var bool: Bool? { if case .bool(let value) = self { value } else { nil } }
  package var integer: Int64? { if case .integer(let value) = self { value } else { nil } }
  package var string: String? { if case .string(let value) = self { value } else { nil } }
  package var array: [Value]? { if case .array(let value) = self { value } else { nil } }
  package var object: Object? { if case .object(let value) = self { value } else { nil } }

  /// An integer or double as a double; nil for anything else.
  package var number: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .double(let value): value
    default: nil
    }
  }

  /// What a person calls this kind of value, in JSON Schema's words.
  package var typeName: String {
    switch self {
    case .null: "null"
    case .bool: "boolean"
    case .integer: "integer"
    case .double: "number"
    case .string: "string"
    case .array: "array"
    case .object: "object"
    }
  }

  /// A member of an object. Reading what is absent, or a member of something else than an object, is nil; writing nil
  /// removes the member; writing into `null` makes an object of it; writing into any other value does nothing.
  package subscript(key: String) -> Value? {
    get { if case .object(let object) = self { object[key] } else { nil } }
    set {
      switch self {
      case .object(var object):
        // Leave no second reference behind while writing, or the whole object would be copied.
        self = .null
        object[key] = newValue
        self = .object(object)
      case .null:
        if let newValue { self = .object([key: newValue]) }
      default:
        break
      }
    }
  }

  /// An item of an array; nil when out of range or not an array.
  package subscript(index: Int) -> Value? {
    if case .array(let items) = self, items.indices.contains(index) { items[index] } else { nil }
  }

  /// The value that member names lead to: `object[path: "metadata", "name"]`. Writing makes the objects on the way.
  package subscript(path path: String...) -> Value? {
    get { self[path: path] }
    set { self[path: path] = newValue }
  }

  /// The value that member names lead to. Writing makes the objects on the way; writing nil makes none.
  package subscript(path path: some Collection<String>) -> Value? {
    get {
      var value = self
      for key in path {
        guard let next = value[key] else { return nil }
        value = next
      }
      return value
    }
    set {
      guard let key = path.first else {
        if let newValue { self = newValue }
        return
      }
      let rest = path.dropFirst()
      if rest.isEmpty {
        self[key] = newValue
      } else {
        guard newValue != nil || self[key] != nil else { return }
        var child = self[key] ?? .null
        self[key] = .null
        child[path: rest] = newValue
        self[key] = child
      }
    }
  }
}

extension Value: ExpressibleByNilLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByFloatLiteral, ExpressibleByStringLiteral, ExpressibleByStringInterpolation, ExpressibleByArrayLiteral,
  ExpressibleByDictionaryLiteral
{
  package init(nilLiteral: ()) { self = .null }
  package init(booleanLiteral value: Bool) { self = .bool(value) }
  package init(integerLiteral value: Int64) { self = .integer(value) }
  package init(floatLiteral value: Double) { self = .double(value) }
  package init(stringLiteral value: String) { self = .string(value) }
  package init(arrayLiteral elements: Value...) { self = .array(elements) }
  package init(dictionaryLiteral elements: (String, Value)...) { self = .object(Object(elements)) }
}

extension Value: CustomStringConvertible {
  /// Compact JSON.
  package var description: String { JSON.text(self) }
}
