import Documents
import Testing

@testable import Engine

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
    ])
  func matching(row: Row) throws {
    let mismatches = SubsetMatch.mismatches(expected: try JSON.parse(row.expected), actual: try JSON.parse(row.actual))
    #expect(mismatches.map(\.path) == row.paths)
  }
}
