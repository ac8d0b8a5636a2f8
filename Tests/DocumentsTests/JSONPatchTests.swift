import Testing

@testable import Documents

@Suite struct JSONPatchTests {
  struct Row: Sendable {
    var document: String
    var patch: String
    var result: String
  }

  static func apply(_ document: String, _ patch: String, limits: JSONPatch.Limits = JSONPatch.Limits()) throws -> Value
  {
    try JSONPatch(JSON.parse(patch)).apply(to: JSON.parse(document), limits: limits)
  }

  @Test(
    "a patch changes a value as RFC 6902 says",
    arguments: [
      Row(
        document: #"{"foo":"bar"}"#, patch: #"[{"op":"add","path":"/baz","value":"qux"}]"#,
        result: #"{"baz":"qux","foo":"bar"}"#),
      Row(
        document: #"{"foo":["bar","baz"]}"#, patch: #"[{"op":"add","path":"/foo/1","value":"qux"}]"#,
        result: #"{"foo":["bar","qux","baz"]}"#),
      Row(
        document: #"{"baz":"qux","foo":"bar"}"#, patch: #"[{"op":"remove","path":"/baz"}]"#, result: #"{"foo":"bar"}"#),
      Row(
        document: #"{"foo":["bar","qux","baz"]}"#, patch: #"[{"op":"remove","path":"/foo/1"}]"#,
        result: #"{"foo":["bar","baz"]}"#),
      Row(
        document: #"{"baz":"qux"}"#, patch: #"[{"op":"replace","path":"/baz","value":"boo"}]"#,
        result: #"{"baz":"boo"}"#),
      Row(
        document: #"{"foo":{"bar":"baz","waldo":"fred"},"qux":{"corge":"grault"}}"#,
        patch: #"[{"op":"move","from":"/foo/waldo","path":"/qux/thud"}]"#,
        result: #"{"foo":{"bar":"baz"},"qux":{"corge":"grault","thud":"fred"}}"#),
      Row(
        document: #"{"foo":["all","grass","cows","eat"]}"#, patch: #"[{"op":"move","from":"/foo/1","path":"/foo/3"}]"#,
        result: #"{"foo":["all","cows","eat","grass"]}"#),
      Row(document: #"{"a":1}"#, patch: #"[{"op":"test","path":"/a","value":1.0}]"#, result: #"{"a":1}"#),
      Row(
        document: #"{"a":{"b":[1,{"c":2}]}}"#, patch: #"[{"op":"test","path":"/a","value":{"b":[1.0,{"c":2}]}}]"#,
        result: #"{"a":{"b":[1,{"c":2}]}}"#),
      Row(
        document: #"{"foo":"bar"}"#, patch: #"[{"op":"add","path":"/child","value":{"x":{}}}]"#,
        result: #"{"foo":"bar","child":{"x":{}}}"#),
      Row(
        document: #"{"foo":["bar"]}"#, patch: #"[{"op":"add","path":"/foo/-","value":["abc"]}]"#,
        result: #"{"foo":["bar",["abc"]]}"#),
      Row(
        document: #"{"a":[1]}"#,
        patch: #"[{"op":"copy","from":"/a","path":"/b"},{"op":"add","path":"/b/0","value":0}]"#,
        result: #"{"a":[1],"b":[0,1]}"#),
      Row(
        document: #"{"a":1}"#, patch: #"[{"op":"replace","path":"","value":[]},{"op":"add","path":"/0","value":null}]"#,
        result: "[null]"),
      Row(document: #"{"a":1}"#, patch: #"[{"op":"move","from":"/a","path":"/a"}]"#, result: #"{"a":1}"#),
      Row(
        document: #"{"a/b":{"~":1}}"#, patch: #"[{"op":"replace","path":"/a~1b/~0","value":2}]"#,
        result: #"{"a/b":{"~":2}}"#),
      Row(document: #"{"a":null}"#, patch: #"[{"op":"test","path":"/a","value":null}]"#, result: #"{"a":null}"#),
      Row(document: #"{"a":1}"#, patch: #"[{"op":"add","path":"/a","value":2,"more":"ignored"}]"#, result: #"{"a":2}"#),
    ])
  func change(row: Row) throws { #expect(try Self.apply(row.document, row.patch) == JSON.parse(row.result)) }

  struct Failing: Sendable {
    var document = #"{"a":[1],"b":{}}"#
    var patch: String
    var message: String
  }

  @Test(
    "a patch that cannot be applied names the operation and the reason",
    arguments: [
      Failing(
        patch: #"[{"op":"test","path":"/a/0","value":2}]"#, message: #"operation 0 (test "/a/0"): expected 2, found 1"#),
      Failing(
        patch: #"[{"op":"test","path":"/c","value":2}]"#,
        message: #"operation 0 (test "/c"): expected 2, found nothing"#),
      Failing(
        patch: #"[{"op":"add","path":"/b/c","value":1},{"op":"remove","path":"/b/d"}]"#,
        message: #"operation 1 (remove "/b/d"): there is no value at "/b/d""#),
      Failing(
        patch: #"[{"op":"add","path":"/c/d/e","value":1}]"#,
        message: #"operation 0 (add "/c/d/e"): there is no value at "/c""#),
      Failing(
        patch: #"[{"op":"add","path":"/a/3","value":1}]"#,
        message: #"operation 0 (add "/a/3"): "3" is not an index of a list of 1"#),
      Failing(
        patch: #"[{"op":"add","path":"/a/01","value":1}]"#,
        message: #"operation 0 (add "/a/01"): "01" is not an index of a list of 1"#),
      Failing(
        patch: #"[{"op":"replace","path":"/a/1","value":1}]"#,
        message: #"operation 0 (replace "/a/1"): there is no value at "/a/1""#),
      Failing(
        patch: #"[{"op":"add","path":"/a/0/x","value":1}]"#,
        message: #"operation 0 (add "/a/0/x"): there is no value at "/a/0/x""#),
      Failing(
        patch: #"[{"op":"move","from":"/b","path":"/b/c"}]"#,
        message: #"operation 0 (move "/b" to "/b/c"): a value cannot be moved into itself"#),
      Failing(
        patch: #"[{"op":"remove","path":""}]"#,
        message: #"operation 0 (remove ""): the whole document cannot be removed"#),
      Failing(
        patch: #"[{"op":"copy","from":"/x","path":"/b/c"}]"#,
        message: #"operation 0 (copy "/x" to "/b/c"): there is no value at "/x""#),
      Failing(
        patch: #"[{"op":"ad","path":"/a"}]"#, message: #"operation 0: unknown operation "ad"; did you mean "add"?"#),
      Failing(patch: #"[{"op":"add","path":"/a"}]"#, message: #"operation 0: "value" is missing"#),
      Failing(patch: #"[{"op":"add","value":1}]"#, message: #"operation 0: "path" is missing or not a string"#),
      Failing(patch: #"[{"op":"move","path":"/a"}]"#, message: #"operation 0: "from" is missing or not a string"#),
      Failing(
        patch: #"[{"op":"remove","path":"a"}]"#, message: #"operation 0: "path": "a" must be empty or begin with "/""#),
      Failing(patch: #"[3]"#, message: "operation 0: an operation is an object, not integer"),
      Failing(patch: #"{}"#, message: "a JSON patch is an array of operations, not object"),
    ])
  func failure(row: Failing) {
    let failure = #expect(throws: JSONPatch.Failure.self) { try Self.apply(row.document, row.patch) }
    #expect(failure?.description == row.message)
  }

  @Test("copies cannot double a value without end", .timeLimit(.minutes(5)))
  func copyBomb() {
    let copy = #"{"op":"copy","from":"/a","path":"/a/-"}"#
    let patch = "[" + Array(repeating: copy, count: 100).joined(separator: ",") + "]"
    let failure = #expect(throws: JSONPatch.Failure.self) { try Self.apply(#"{"a":[]}"#, patch) }
    #expect(failure?.reason == .limit("the copies add more than 3145728 bytes"))
  }

  @Test("operations cannot nest values without end", .timeLimit(.minutes(5)))
  func depthBomb() {
    let deep = String(repeating: "[", count: 400) + String(repeating: "]", count: 400)
    let path = String(repeating: "/0", count: 400)
    let patch = #"[{"op":"replace","path":"","value":\#(deep)},{"op":"add","path":"\#(path)","value":\#(deep)}]"#
    let failure = #expect(throws: JSONPatch.Failure.self) { try Self.apply("[]", patch) }
    #expect(failure?.index == 1)
    #expect(failure?.reason == .limit("the result is nested deeper than 512 levels"))
  }

  @Test("more operations than the limit are refused")
  func operationLimit() throws {
    let patch: Value = .array(Array(repeating: ["op": "remove", "path": "/a"], count: 10_001))
    #expect(throws: JSONPatch.Failure.self) { try JSONPatch(patch) }
  }

  @Test("a difference makes the one value out of the other, and can be sent", arguments: 0..<200)
  func difference(seed: Int) throws {
    var generator = ValueGenerator(seed: UInt64(seed))
    let before = generator.value()
    let after = generator.mutation(of: before)
    let patch = JSONPatch.difference(from: before, to: after)
    #expect(try patch.apply(to: before) == after)
    #expect(try JSONPatch(patch.value) == patch)
  }

  @Test("a difference is short")
  func shortDifference() throws {
    let patch = JSONPatch.difference(
      from: ["a": [1, 2, 3], "b": 1, "c": 2], to: ["a": [0, 1, 2, 3], "b": 1, "d": 2])
    #expect(patch.operations.map(\.description) == [#"remove "/c""#, #"add "/a/0""#, #"add "/d""#])
  }
}
