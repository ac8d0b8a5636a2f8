import Testing

@testable import Documents

@Suite struct FieldPathTests {
  static let paths: [(String, FieldPath)] = [
    ("", FieldPath()),
    ("spec.items[3]", FieldPath([.field("spec"), .field("items"), .index(3)])),
    (
      "spec.containers[name=a].image",
      FieldPath([.field("spec"), .field("containers"), .item(key: "name", value: "a"), .field("image")])
    ),
    (#"metadata.labels["a.b/c"]"#, FieldPath([.field("metadata"), .field("labels"), .field("a.b/c")])),
    ("ports[port=80]", FieldPath([.field("ports"), .item(key: "port", value: 80)])),
    (#"ports[port="80"]"#, FieldPath([.field("ports"), .item(key: "port", value: "80")])),
    (#"a[name="x ]\"y"].b"#, FieldPath([.field("a"), .item(key: "name", value: "x ]\"y"), .field("b")])),
    (#"data["3"]"#.replacing("[\"3\"]", with: ".3"), FieldPath([.field("data"), .field("3")])),
    (#"[""]"#, FieldPath([.field("")])),
  ]

  @Test("a path is printed readably and read back", arguments: paths)
  func roundTrip(text: String, path: FieldPath) throws {
    #expect(path.description == text)
    #expect(try FieldPath(parsing: text) == path)
  }

  @Test("a leading point and Kubernetes' keys without quotes are read")
  func leniency() throws {
    #expect(try FieldPath(parsing: ".metadata.labels[a.b/c]").description == #"metadata.labels["a.b/c"]"#)
  }

  @Test(
    "a broken path is refused with the column",
    arguments: [("a..b", 3), ("a[", 2), ("a[]", 2), ("a[1]b", 5), ("a.", 3), ("a.[1]", 3), ("a]", 2)])
  func refusal(text: String, column: Int) {
    let error = #expect(throws: FieldPath.SyntaxError.self) { try FieldPath(parsing: text) }
    #expect(error?.column == column)
  }

  @Test("a path finds its value, and the place of it or of what is around it")
  func lookUp() throws {
    let node = try #require(
      try YAML.parse("spec:\n  containers:\n  - name: a\n    image: b\n", file: "a.yaml").first)
    let path = try FieldPath(parsing: "spec.containers[name=a].image")
    #expect(node.value[path] == "b")
    #expect(node.place(of: path) == Place(file: "a.yaml", line: 4, column: 12))
    #expect(node.place(of: path.appending("x")) == Place(file: "a.yaml", line: 4, column: 12))
    #expect(node.place(of: try FieldPath(parsing: "spec.containers[0].ports")).line == 3)
  }
}
