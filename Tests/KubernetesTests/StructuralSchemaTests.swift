import Documents
import Testing

@testable import Kubernetes

/// A schema of `spec.x`, a value for it, and the expected errors as `reason|field|message`.
struct ValidationCase: Sendable, CustomTestStringConvertible {
  var schema: Value
  var value: Value
  var errors: [String]
  var testDescription: String { "\(schema) \(value)" }

  init(_ schema: Value, _ value: Value, _ errors: String...) {
    self.schema = schema
    self.value = value
    self.errors = errors
  }
}

@Suite struct StructuralSchemaTests {
  private static func schema(_ property: Value) -> StructuralSchema {
    StructuralSchema(
      ["type": "object", "properties": ["spec": ["type": "object", "properties": ["x": property]]]], patterns: .test)
  }

  private static func object(_ value: Value) -> Value { ["kind": "W", "spec": ["x": value]] }

  static let cases: [ValidationCase] = [
    ValidationCase(["type": "integer"], 1.0),
    ValidationCase(["type": "number"], 1),
    ValidationCase(["type": "integer", "nullable": true], .null),
    ValidationCase(
      ["type": "integer"], .null,
      #"FieldValueTypeInvalid|spec.x|Invalid value: "null": spec.x in body must be of type integer: "null""#),
    ValidationCase(
      ["x-kubernetes-int-or-string": true], true,
      #"FieldValueTypeInvalid|spec.x|Invalid value: "boolean": spec.x in body must be of type integer,string: "boolean""#
    ),
    ValidationCase(["x-kubernetes-int-or-string": true], "50%"),
    ValidationCase(
      ["type": "number", "maximum": 0.5], 0.75,
      "FieldValueInvalid|spec.x|Invalid value: 0.75: spec.x in body should be less than or equal to 0.5"),
    ValidationCase(
      ["type": "integer", "maximum": 3, "exclusiveMaximum": true], 3,
      "FieldValueInvalid|spec.x|Invalid value: 3: spec.x in body should be less than 3"),
    ValidationCase(["type": "number", "multipleOf": 0.1], 0.3),
    ValidationCase(["type": "string", "maxLength": 2], "ää"),
    ValidationCase(["type": "string", "format": "unheard-of"], "x"),
    ValidationCase(
      ["type": "integer", "enum": [1, 2]], 3,
      #"FieldValueNotSupported|spec.x|Unsupported value: 3: supported values: "1", "2""#),
    ValidationCase(["type": "number", "enum": [1.0]], 1),
    ValidationCase(
      ["type": "object", "additionalProperties": false], ["a": 1],
      #"FieldValueInvalid|spec.x|Invalid value: "a": spec.x.a in body is a forbidden property"#),
    ValidationCase(
      ["type": "object", "anyOf": [["required": ["a"]], ["required": ["b"]]]], [:],
      #"FieldValueInvalid|<nil>|Invalid value: "": "spec.x" must validate at least one schema (anyOf)"#,
      "FieldValueRequired|spec.x.a|Required value"),
    ValidationCase(
      ["type": "string", "allOf": [["minLength": 2], ["pattern": "^b"]]], "a",
      #"FieldValueInvalid|spec.x|Invalid value: "a": spec.x in body should be at least 2 chars long"#,
      #"FieldValueInvalid|spec.x|Invalid value: "a": spec.x in body should match '^b'"#,
      #"FieldValueInvalid|<nil>|Invalid value: "": "spec.x" must validate all the schemas (allOf). None validated"#),
    ValidationCase(
      ["type": "array", "items": ["type": "object", "required": ["k"]]], [["k": 1], [:]],
      "FieldValueRequired|spec.x[1].k|Required value"),
  ]

  @Test("Every keyword is enforced with the words of the API server", arguments: cases)
  func validation(row: ValidationCase) {
    let errors = Self.schema(row.schema).validate(Self.object(row.value))
    #expect(Set(errors.map(\.line)) == Set(row.errors))
  }

  @Test(
    "Formats accept and refuse",
    arguments: [
      ("date", "2024-02-29", "2023-02-29"), ("date-time", "2024-01-01T10:00:00.5+01:00", "2024-01-01 10:00:00"),
      ("ipv4", "192.0.2.1", "192.0.2.256"), ("ipv6", "2001:db8::1", "2001:db8:::1"),
      ("cidr", "10.0.0.0/8", "10.0.0.0/33"),
      ("cidr", "2001:db8::/32", "2001:db8::"), ("mac", "00:1b:44:11:3a:b7", "00:1b:44:11:3a"),
      ("uuid", "123e4567-e89b-12d3-a456-426614174000", "123e4567"),
      ("uuid4", "123e4567-e89b-42d3-a456-426614174000", "123e4567-e89b-12d3-a456-426614174000"),
      ("byte", "aGk=", "aGk"), ("email", "a@b.example", "a@"), ("hostname", "a-b.example.com", "-a.example.com"),
      ("uri", "https://example.com/a", "example.com"), ("duration", "1h30m", "1x"), ("duration", "3 days", "days"),
      ("hexcolor", "#a0b1c2", "#a0b1c"), ("isbn10", "3-598-21508-8", "3-598-21508-9"),
      ("creditcard", "4111 1111 1111 1111", "4111 1111 1111 1112"), ("rgbcolor", "rgb(0, 128, 255)", "rgb(0,128)"),
    ])
  func formats(name: String, good: String, bad: String) throws {
    let format = try #require(SchemaFormat(name))
    #expect(format.accepts(good))
    #expect(!format.accepts(bad))
  }

  @Test("An unchanged value that has become invalid is tolerated on update; lists of type map by key")
  func ratcheting() {
    let limited: Value = ["type": "string", "maxLength": 1]
    let list = Self.schema([
      "type": "array", "x-kubernetes-list-type": "map", "x-kubernetes-list-map-keys": ["k"],
      "items": ["type": "object", "properties": ["k": ["type": "string"], "v": limited]],
    ])
    let old = Self.object([["k": "a", "v": "long"], ["k": "b", "v": "x"]])
    #expect(list.validate(old).count == 1)
    #expect(list.validate(Self.object([["k": "b", "v": "y"], ["k": "a", "v": "long"]]), old: old).isEmpty)
    #expect(list.validate(Self.object([["k": "a", "v": "other"]]), old: old).map(\.field) == ["spec.x[0].v"])
  }

  @Test("Unknown fields are found at every depth, with indices")
  func pruning() {
    let schema = Self.schema([
      "type": "array",
      "items": ["type": "object", "properties": ["a": ["type": "object", "additionalProperties": true]]],
    ])
    var object = Self.object([["b": 1], ["a": ["n": ["deep": 1], "s": 2]]])
    #expect(schema.prune(&object) == ["spec.x[0].b", "spec.x[1].a.n.deep"])
    #expect(object == Self.object([[:], ["a": ["n": [:], "s": 2]]]))
  }

  @Test("An embedded resource keeps its identity and loses what is no metadata")
  func embedded() {
    let schema = Self.schema([
      "type": "object", "x-kubernetes-embedded-resource": true, "properties": ["spec": ["type": "object"]],
    ])
    var object = Self.object([
      "apiVersion": "v1", "kind": "Pod", "metadata": ["name": "a", "shoe": 1], "spec": [:], "data": [:],
    ])
    #expect(schema.prune(&object) == ["spec.x.data", "spec.x.metadata.shoe"])
    #expect(
      object == Self.object(["apiVersion": "v1", "kind": "Pod", "metadata": ["name": "a"], "spec": [:]]))
  }
}
