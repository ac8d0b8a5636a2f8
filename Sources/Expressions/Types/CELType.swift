/// A type as the checker knows it, before anything is evaluated.
package indirect enum CELType: Sendable, Hashable {
  /// Known only when evaluated.
  case dyn
  case null
  case bool
  case int
  case uint
  case double
  case string
  case bytes
  case timestamp
  case duration
  case list(CELType)
  case map(CELType, CELType)
  /// The type of a type: `type(int)`.
  case type(CELType)
  /// A primitive that may be null.
  case nullable(CELType)
  /// A library's own type, with parameters: `net.IP`, `optional_type(int)`.
  case opaque(String, [CELType])
  case structure(StructureType)
  /// A type parameter of a declaration: the same name is the same type within one call.
  case parameter(String)
  /// A type parameter of one call, whose type is being found.
  case variable(Int)
  /// The type of what is wrong already, so that it is reported once.
  case error

  package static let optionalName = "optional_type"
  package static func optional(_ wrapped: CELType) -> CELType { .opaque(optionalName, [wrapped]) }
}

/// An object type with named fields.
package final class StructureType: Sendable, Hashable {
  package let name: String
  package let fields: [String: CELType]

  package init(name: String, fields: [String: CELType]) {
    self.name = name
    self.fields = fields
  }

  package static func == (left: StructureType, right: StructureType) -> Bool {
    left === right || left.name == right.name
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

extension CELType {
  var isDynamic: Bool { self == .dyn || self == .error }

  var parameters: [CELType] {
    switch self {
    case .list(let item): [item]
    case .map(let key, let value): [key, value]
    case .type(let inner), .nullable(let inner): [inner]
    case .opaque(_, let parameters): parameters
    default: []
    }
  }

  func mapParameters(_ transform: (CELType) -> CELType) -> CELType {
    switch self {
    case .list(let item): .list(transform(item))
    case .map(let key, let value): .map(transform(key), transform(value))
    case .type(let inner): .type(transform(inner))
    case .nullable(let inner): .nullable(transform(inner))
    case .opaque(let name, let parameters): .opaque(name, parameters.map(transform))
    default: self
    }
  }

  /// The type inside an optional, or nil.
  var optionalWrapped: CELType? {
    if case .opaque(Self.optionalName, let parameters) = self { parameters.first } else { nil }
  }

  /// Whether a value may be passed where this type is declared, as far as a look at its outside tells.
  func accepts(_ value: CELValue) -> Bool {
    switch (self, value) {
    case (.dyn, _), (.parameter, _), (.variable, _), (.error, _): true
    case (.null, .null), (.bool, .bool), (.int, .int), (.uint, .uint), (.double, .double), (.string, .string),
      (.bytes, .bytes), (.timestamp, .timestamp), (.duration, .duration), (.map, .map), (.type, .type),
      (.structure, .map), (.nullable, .null):
      true
    case (.nullable(let inner), _): inner.accepts(value)
    case (.list(let item), .list(let list)): Self.accepts(item, firstOf: list)
    case (.opaque(Self.optionalName, _), .optional): true
    case (.opaque(let name, _), .opaque(let opaque)): name == opaque.typeName
    default: false
    }
  }

  private static func accepts(_ item: CELType, firstOf list: CELList) -> Bool {
    if list.isEmpty { return true }
    switch item {
    case .dyn, .parameter, .variable: return true
    default: return (try? list.item(at: 0)).map { item.accepts($0) } ?? true
    }
  }

  /// Types whose names are values in an expression: `type(x) == int`.
  static let named: [String: CELType] = [
    "bool": .bool, "int": .int, "uint": .uint, "double": .double, "string": .string, "bytes": .bytes,
    "list": .list(.dyn), "map": .map(.dyn, .dyn), "null_type": .null, "type": .type(.dyn), "dyn": .dyn,
    "google.protobuf.Timestamp": .timestamp, "google.protobuf.Duration": .duration,
  ]
}

extension CELType: CustomStringConvertible {
  /// As cel-go prints it in messages: `list(map(string, int))`.
  package var description: String {
    switch self {
    case .dyn: "dyn"
    case .null: "null"
    case .bool: "bool"
    case .int: "int"
    case .uint: "uint"
    case .double: "double"
    case .string: "string"
    case .bytes: "bytes"
    case .timestamp: "google.protobuf.Timestamp"
    case .duration: "google.protobuf.Duration"
    case .list(let item): "list(\(item))"
    case .map(let key, let value): "map(\(key), \(value))"
    case .type(let inner): "type(\(inner))"
    case .nullable(let inner): "wrapper(\(inner))"
    case .opaque(let name, let parameters):
      parameters.isEmpty ? name : "\(name)(\(parameters.map(\.description).joined(separator: ", ")))"
    case .structure(let structure): structure.name
    case .parameter(let name): name
    case .variable(let number): "_var\(number)"
    case .error: "error"
    }
  }
}
