package import Documents

/// The JSON types that a schema allows; none means any.
package struct SchemaTypes: OptionSet, Sendable, Hashable {
  package let rawValue: UInt8
  package init(rawValue: UInt8) { self.rawValue = rawValue }

  package static let integer = SchemaTypes(rawValue: 1)
  package static let number = SchemaTypes(rawValue: 2)
  package static let string = SchemaTypes(rawValue: 4)
  package static let boolean = SchemaTypes(rawValue: 8)
  package static let array = SchemaTypes(rawValue: 16)
  package static let object = SchemaTypes(rawValue: 32)

  private static let names: [(SchemaTypes, String)] = [
    (.integer, "integer"), (.number, "number"), (.string, "string"), (.boolean, "boolean"), (.array, "array"),
    (.object, "object"),
  ]

  package init?(name: String) {
    guard let match = Self.names.first(where: { $0.1 == name }) else { return nil }
    self = match.0
  }

  /// The type of a value; none for null.
  package init(of value: Value) {
    self =
      switch value {
      case .null: []
      case .bool: .boolean
      case .integer: .integer
      case .double: .number
      case .string: .string
      case .array: .array
      case .object: .object
      }
  }

  /// `integer,string`, as messages list them.
  package var list: String { Self.names.filter { contains($0.0) }.map(\.1).joined(separator: ",") }
}
