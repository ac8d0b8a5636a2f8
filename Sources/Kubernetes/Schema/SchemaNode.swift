package import Documents

/// One level of a structural schema, made ready for walks over values.
///
/// A class, so that walks share nodes instead of copying them; it never changes after it was made.
package final class SchemaNode: Sendable {
  package enum Additional: Sendable {
    /// Members that `properties` does not name are unknown.
    case none
    case allowed
    /// `additionalProperties: false`.
    case refused
    case schema(SchemaNode)

    package var schema: SchemaNode? { if case .schema(let node) = self { node } else { nil } }
  }

  package enum ListType: String, Sendable { case atomic, set, map }

  package let types: SchemaTypes
  package let isNullable: Bool
  /// Never null: a null default is none.
  package let defaultValue: Value?
  package let properties: [String: SchemaNode]
  /// The defaults of properties, in the order of the schema.
  let memberDefaults: [(name: String, value: Value)]
  package let additional: Additional
  package let items: SchemaNode?
  package let listType: ListType?
  package let listMapKeys: [String]
  package let isAtomicMap: Bool
  package let preservesUnknownFields: Bool
  package let isEmbeddedResource: Bool
  package let isIntOrString: Bool
  package let rules: [SchemaRule]
  /// The schema as it was written, kept where it has rules, for whoever compiles them.
  package let ruleSource: Value?
  package let assertions: SchemaAssertions
  /// What occurs here or below, so that walks can leave a branch out.
  package let contents: Contents

  package struct Contents: OptionSet, Sendable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }
    package static let defaults = Contents(rawValue: 1)
    package static let rules = Contents(rawValue: 2)
    package static let uniqueLists = Contents(rawValue: 4)
    package static let embeddedResources = Contents(rawValue: 8)
  }

  package init(_ schema: Value, patterns: PatternEngine) {
    isIntOrString = schema["x-kubernetes-int-or-string"]?.bool ?? false
    let named = schema["type"]?.string.flatMap { SchemaTypes(name: $0) } ?? []
    types = isIntOrString ? [.integer, .string] : named
    isNullable = schema["nullable"]?.bool ?? false
    let value = schema["default"]
    defaultValue = value?.isNull == true ? nil : value
    properties = Self.children(schema["properties"], patterns)
    let nodes = properties
    memberDefaults =
      schema["properties"]?.object?.keys.compactMap { name in nodes[name]?.defaultValue.map { (name, $0) } } ?? []
    additional = Self.additional(schema["additionalProperties"], patterns)
    items = schema["items"]?.object.map { SchemaNode(.object($0), patterns: patterns) }
    listType = schema["x-kubernetes-list-type"]?.string.flatMap { ListType(rawValue: $0) }
    listMapKeys = schema["x-kubernetes-list-map-keys"]?.array?.compactMap(\.string) ?? []
    isAtomicMap = schema["x-kubernetes-map-type"]?.string == "atomic"
    preservesUnknownFields = schema["x-kubernetes-preserve-unknown-fields"]?.bool ?? false
    isEmbeddedResource = schema["x-kubernetes-embedded-resource"]?.bool ?? false
    rules = schema["x-kubernetes-validations"]?.array?.map { SchemaRule($0) } ?? []
    ruleSource = rules.isEmpty ? .none : .some(schema)
    assertions = SchemaAssertions(schema, patterns: patterns)

    var contents: Contents = []
    if defaultValue != nil { contents.insert(.defaults) }
    if !rules.isEmpty { contents.insert(.rules) }
    if listType == .set || listType == .map { contents.insert(.uniqueLists) }
    if isEmbeddedResource { contents.insert(.embeddedResources) }
    for child in properties.values { contents.formUnion(child.contents) }
    if let items { contents.formUnion(items.contents) }
    if let node = additional.schema { contents.formUnion(node.contents) }
    self.contents = contents
  }

  private static func children(_ value: Value?, _ patterns: PatternEngine) -> [String: SchemaNode] {
    guard let object = value?.object, !object.isEmpty else { return [:] }
    var nodes: [String: SchemaNode] = [:]
    nodes.reserveCapacity(object.count)
    for (name, schema) in object { nodes[name] = SchemaNode(schema, patterns: patterns) }
    return nodes
  }

  private static func additional(_ value: Value?, _ patterns: PatternEngine) -> Additional {
    switch value {
    case .bool(let allowed): allowed ? .allowed : .refused
    case .object(let object): .schema(SchemaNode(.object(object), patterns: patterns))
    default: .none
    }
  }

  /// The schema of a member: that of the property, or of additional properties.
  package func member(_ name: String) -> SchemaNode? { properties[name] ?? additional.schema }
}
