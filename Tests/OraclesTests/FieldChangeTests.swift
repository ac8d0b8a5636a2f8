import Documents
import Testing

@testable import Oracles

@Suite struct FieldChangeTests {
  @Test(
    "a change is told down to the scalar, with items of lists by their position",
    arguments: [
      (#"{"a": 1}"#, #"{"a": 2}"#, ["a"]),
      (#"{}"#, #"{"c": [{"r": "x", "s": 1}]}"#, ["c[0].r", "c[0].s"]),
      (#"{"c": []}"#, #"{"c": [{"r": "x"}]}"#, ["c[0].r"]),
      (#"{"c": [{"r": "x"}]}"#, #"{}"#, ["c[0].r"]),
      (#"{"c": ["x", "y"]}"#, #"{"c": ["y", "x"]}"#, ["c[0]", "c[1]"]),
      (#"{"c": {"d": 1}}"#, #"{"c": [1]}"#, ["c"]),
      (#"{"c": {"d": 1}}"#, #"{"c": 1}"#, ["c"]),
      (#"{"c": {}}"#, #"{}"#, ["c"]),
      (#"{}"#, #"{"c": {}}"#, ["c"]),
      (#"{"metadata": {"resourceVersion": "1"}}"#, #"{"metadata": {"resourceVersion": "2", "managedFields": []}}"#, []),
      (#"{"a": {"x.y/z": 1}}"#, #"{"a": {"x.y/z": 2}}"#, ["a.x.y/z"]),
    ])
  func changes(_ before: String, _ after: String, _ paths: [String]) throws {
    let found = FieldChange.changes(from: try JSON.parse(before), to: try JSON.parse(after))
    #expect(found.map(\.path.plainText) == paths)
  }
}
