import Documents
import Testing

@testable import Plans

@Suite struct SubsetMatchTests {
  struct Row: Sendable {
    var expected: String
    var actual: String
    /// Paths of the mismatches.
    var paths: [String] = []
  }

  @Test(
    "what is named must match, the rest does not count",
    arguments: [
      Row(expected: "{}", actual: #"{"a":1}"#),
      Row(expected: #"{"a":1}"#, actual: #"{"a":1.0,"b":2}"#),
      Row(expected: #"{"a":{"b":"x"}}"#, actual: #"{"a":{"b":"y"}}"#, paths: ["a.b"]),
      Row(expected: #"{"a":{"b":"x"}}"#, actual: #"{"a":"x"}"#, paths: ["a"]),
      Row(expected: #"{"a":null}"#, actual: "{}"),
      Row(expected: #"{"a":null}"#, actual: #"{"a":0}"#, paths: ["a"]),
      Row(expected: #"{"a.b/c":1}"#, actual: "{}", paths: [#"["a.b/c"]"#]),
      Row(expected: "1", actual: #""1""#, paths: [""]),
      Row(expected: "[]", actual: "[1]"),
      Row(expected: "[2,1]", actual: "[1,2,3]"),
      Row(expected: "[1,1]", actual: "[1,2]", paths: ["[1]"]),
      // The first item could take the second's only partner.
      Row(expected: #"[{"a":1},{"a":1,"b":2}]"#, actual: #"[{"a":1,"b":2},{"a":1}]"#),
      Row(expected: #"[{"n":"x","v":1}]"#, actual: #"[{"n":"y","v":3},{"n":"x","v":2}]"#, paths: ["[1].v"]),
      Row(expected: #"[{"n":"x"}]"#, actual: "[]", paths: ["[0]"]),
      // Operators.
      Row(expected: #"{"a":{"$absent":true}}"#, actual: "{}"),
      Row(expected: #"{"a":{"b":{"$absent":true}}}"#, actual: "{}"),
      Row(expected: #"{"a":{"$absent":true}}"#, actual: #"{"a":null}"#, paths: ["a"]),
      Row(expected: #"{"$exactly":{"a":1}}"#, actual: #"{"a":1.0}"#),
      Row(expected: #"{"$exactly":{"a":1}}"#, actual: #"{"a":1,"b":2}"#, paths: [""]),
      Row(expected: #"{"$exactly":[1,2]}"#, actual: "[2,1]", paths: [""]),
      Row(expected: #"{"$exactly":{"$each":1}}"#, actual: #"{"$each":1}"#),
      Row(expected: #"{"$each":{"a":1}}"#, actual: #"[{"a":1},{"a":2}]"#, paths: ["[1].a"]),
      Row(expected: #"{"$each":{"a":1}}"#, actual: #"{"x":{"a":2}}"#, paths: ["x.a"]),
      Row(expected: #"{"$each":{"a":1}}"#, actual: "[]", paths: [""]),
      Row(expected: #"{"a":{"$each":1}}"#, actual: "{}", paths: ["a"]),
      Row(expected: #"{"$atLeast":2}"#, actual: "[1,2]"),
      Row(expected: #"{"$atLeast":3}"#, actual: "[1,2]", paths: [""]),
      Row(expected: #"{"$atMost":1}"#, actual: "[1,2]", paths: [""]),
      Row(expected: #"{"$atLeast":2,"$of":{"a":1}}"#, actual: #"[{"a":1},{"a":2},{"a":1}]"#),
      Row(expected: #"{"$atMost":1,"$of":{"a":1}}"#, actual: #"[{"a":1},{"a":2},{"a":1}]"#, paths: [""]),
      Row(expected: #"{"$atMost":0,"$of":{"a":1}}"#, actual: "[]"),
      Row(expected: #"{"$atLeast":"500m","$atMost":1}"#, actual: #""0.75""#),
      Row(expected: #"{"$atLeast":"1Gi"}"#, actual: #""1000Mi""#, paths: [""]),
      Row(expected: #"{"$atMost":"90s"}"#, actual: #""1m""#),
      Row(expected: #"{"$atMost":"90s"}"#, actual: #""2m""#, paths: [""]),
      Row(expected: #"{"$atMost":"90s"}"#, actual: #""soon""#, paths: [""]),
      Row(expected: #"{"$quantity":"1Gi"}"#, actual: #""1024Mi""#),
      Row(expected: #"{"$quantity":"2"}"#, actual: "2"),
      Row(expected: #"{"$quantity":"1Gi"}"#, actual: #""1G""#, paths: [""]),
      Row(expected: #"{"$duration":"90s"}"#, actual: #""1m30s""#),
      Row(expected: #"{"$duration":"90s"}"#, actual: #""90m""#, paths: [""]),
      Row(expected: #"{"$byKey":"n","$items":[{"n":"y","v":1}]}"#, actual: #"[{"n":"x","v":2},{"n":"y","v":1}]"#),
      Row(expected: #"{"$byKey":"n","$items":[{"n":"x","v":1}]}"#, actual: #"[{"n":"x","v":2}]"#, paths: ["[n=x].v"]),
      Row(expected: #"{"$byKey":"n","$items":[{"n":"z"}]}"#, actual: #"[{"n":"x"}]"#, paths: ["[n=z]"]),
      Row(
        expected: #"{"$byKey":["p","q"],"$items":[{"p":1,"q":"UDP","v":1}]}"#,
        actual: #"[{"p":1,"q":"TCP","v":1},{"p":1,"q":"UDP","v":2}]"#, paths: ["[p=1].v"]),
      Row(expected: #"{"$byKey":"n","$items":[{"n":"x"}]}"#, actual: #"[{"n":"x"},{"n":"x"}]"#, paths: ["[n=x]"]),
      Row(expected: #"{"$$each":1}"#, actual: #"{"$each":1}"#),
    ])
  func matching(row: Row) throws {
    let mismatches = SubsetMatch.mismatches(expected: try JSON.parse(row.expected), actual: try JSON.parse(row.actual))
    #expect(mismatches.map(\.path) == row.paths)
  }
}
