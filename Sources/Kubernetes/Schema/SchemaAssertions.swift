package import Documents

/// What a schema demands of a value beyond its type: the keywords of JSON Schema that Kubernetes knows.
package struct SchemaAssertions: Sendable {
  package let values: [Value]?
  package let format: SchemaFormat?
  package let pattern: (text: String, matches: PatternEngine.Matcher)?
  package let maximum: Double?
  package let minimum: Double?
  package let isMaximumExclusive: Bool
  package let isMinimumExclusive: Bool
  package let multipleOf: Double?
  package let maximumLength: Int?
  package let minimumLength: Int?
  package let maximumItems: Int?
  package let minimumItems: Int?
  package let hasUniqueItems: Bool
  package let maximumProperties: Int?
  package let minimumProperties: Int?
  package let required: [String]
  package let allOf: [SchemaNode]
  package let anyOf: [SchemaNode]
  package let oneOf: [SchemaNode]
  package let not: SchemaNode?

  init(_ schema: Value, patterns: PatternEngine) {
    values = schema["enum"]?.array
    format = schema["format"]?.string.flatMap { SchemaFormat($0) }
    pattern = schema["pattern"]?.string.flatMap { text in
      guard !text.isEmpty else { return nil }
      // A CRD with a malformed pattern is refused before any object meets it.
      guard case .matcher(let matches) = patterns.compile(text) else { return (text, { _ in false }) }
      return (text, matches)
    }
    maximum = schema["maximum"]?.number
    minimum = schema["minimum"]?.number
    isMaximumExclusive = schema["exclusiveMaximum"]?.bool ?? false
    isMinimumExclusive = schema["exclusiveMinimum"]?.bool ?? false
    multipleOf = schema["multipleOf"]?.number
    maximumLength = Self.count(schema["maxLength"])
    minimumLength = Self.count(schema["minLength"])
    maximumItems = Self.count(schema["maxItems"])
    minimumItems = Self.count(schema["minItems"])
    hasUniqueItems = schema["uniqueItems"]?.bool ?? false
    maximumProperties = Self.count(schema["maxProperties"])
    minimumProperties = Self.count(schema["minProperties"])
    required = schema["required"]?.array?.compactMap(\.string) ?? []
    allOf = Self.branches(schema["allOf"], patterns)
    anyOf = Self.branches(schema["anyOf"], patterns)
    oneOf = Self.branches(schema["oneOf"], patterns)
    not = schema["not"]?.object.map { SchemaNode(.object($0), patterns: patterns) }
  }

  private static func count(_ value: Value?) -> Int? { value?.number.flatMap { Int(exactly: $0.rounded(.down)) } }

  private static func branches(_ value: Value?, _ patterns: PatternEngine) -> [SchemaNode] {
    value?.array?.map { SchemaNode($0, patterns: patterns) } ?? []
  }
}
