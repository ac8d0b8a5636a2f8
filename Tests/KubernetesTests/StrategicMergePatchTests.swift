import Documents
import Testing

@testable import Kubernetes

/// An object, a patch, and what comes of it: the patched object or the code and message of the refusal.
struct StrategicMergeCase: Sendable, CustomTestStringConvertible {
  var name: String
  var object: String
  var patch: String
  var result: String
  var testDescription: String { name }

  init(_ name: String, _ object: String, _ patch: String, _ result: String) {
    self.name = name
    self.object = object
    self.patch = patch
    self.result = result
  }
}

@Suite struct StrategicMergePatchTests {
  /// Lists `c` (by name, each with a list `e` by name), `s` (a set) and `a` (atomic), a map `m` and a union `v`.
  private static let type: MergeType = {
    let text = MergeType.scalar(.string)
    let inner = MergeType.map(.init(fields: ["name": .init(text), "value": .init(text)]))
    let byName = MergeType.PatchStrategy(merges: true, mergeKey: "name")
    let item = MergeType.map(
      .init(fields: ["name": .init(text), "image": .init(text), "e": .init(.list(.init(inner)), patch: byName)]))
    return .map(
      .init(fields: [
        "c": .init(.list(.init(item)), patch: byName),
        "s": .init(.list(.init(text)), patch: .init(merges: true)),
        "a": .init(.list(.init(text))),
        "m": .init(.map(.init(elements: text))),
        "v": .init(.map(.init(elements: .untyped)), patch: .init(retainsKeys: true)),
      ]))
  }()

  static let cases: [StrategicMergeCase] = [
    StrategicMergeCase(
      "items merge by key; the patch's order wins",
      #"{"c":[{"name":"a","image":"1"},{"name":"b"},{"name":"x"}]}"#, #"{"c":[{"name":"b","image":"2"},{"name":"a"}]}"#,
      #"{"c":[{"name":"b","image":"2"},{"name":"a","image":"1"},{"name":"x"}]}"#),
    StrategicMergeCase(
      "nested lists merge too, and null removes",
      #"{"c":[{"name":"a","image":"1","e":[{"name":"k","value":"1"}]}]}"#,
      #"{"c":[{"name":"a","image":null,"e":[{"name":"l","value":"2"}]}]}"#,
      #"{"c":[{"name":"a","e":[{"name":"l","value":"2"},{"name":"k","value":"1"}]}]}"#),
    StrategicMergeCase(
      "$patch: delete removes an item", #"{"c":[{"name":"a"},{"name":"b"}]}"#,
      #"{"c":[{"name":"a","$patch":"delete"}]}"#, #"{"c":[{"name":"b"}]}"#),
    StrategicMergeCase(
      "$patch: replace makes the patch the whole list", #"{"c":[{"name":"a"}]}"#,
      #"{"c":[{"$patch":"replace"},{"name":"z"}]}"#, #"{"c":[{"name":"z"}]}"#),
    StrategicMergeCase(
      "$patch on a map", #"{"m":{"a":"1"}}"#, #"{"m":{"$patch":"replace","b":"2"}}"#, #"{"m":{"b":"2"}}"#),
    StrategicMergeCase(
      "$patch: delete empties a map", #"{"m":{"a":"1"}}"#, #"{"m":{"$patch":"delete"}}"#, #"{"m":{}}"#),
    StrategicMergeCase(
      "$retainKeys drops the other members", #"{"v":{"old":1,"name":"n"}}"#,
      #"{"v":{"$retainKeys":["name","new"],"new":2}}"#, #"{"v":{"name":"n","new":2}}"#),
    StrategicMergeCase(
      "$retainKeys must list what the patch sets", #"{"v":{}}"#, #"{"v":{"$retainKeys":["a"],"b":2}}"#,
      "400 invalid patch format of retainKeys"),
    StrategicMergeCase(
      "$deleteFromPrimitiveList removes from a set, and new items come first", #"{"s":["a","b"]}"#,
      #"{"$deleteFromPrimitiveList/s":["a"],"s":["c"]}"#, #"{"s":["c","b"]}"#),
    StrategicMergeCase(
      "$setElementOrder orders without other changes", #"{"c":[{"name":"a"},{"name":"b"},{"name":"x"}]}"#,
      #"{"$setElementOrder/c":[{"name":"b"},{"name":"a"}]}"#,
      #"{"c":[{"name":"b"},{"name":"a"},{"name":"x"}]}"#),
    StrategicMergeCase(
      "$setElementOrder must hold the patched items in their order", #"{"s":[]}"#,
      #"{"$setElementOrder/s":["b","a"],"s":["a","b"]}"#, "400 invalid patch format of setElementOrder list"),
    StrategicMergeCase("an atomic list is replaced", #"{"a":["1"]}"#, #"{"a":["2"]}"#, #"{"a":["2"]}"#),
    StrategicMergeCase("what is new comes without its nulls", "{}", #"{"m":{"a":null,"b":"1"}}"#, #"{"m":{"b":"1"}}"#),
    StrategicMergeCase(
      "an item without the key", #"{"c":[{"name":"a"}]}"#, #"{"c":[{"image":"1"}]}"#,
      "500 map: map[image:1] does not contain declared merge key: name"),
    StrategicMergeCase(
      "an unknown directive", #"{"m":{"a":"1"}}"#, #"{"m":{"$patch":"frob"}}"#,
      "500 unknown patch type: frob in map: map[$patch:frob]"),
  ]

  @Test("Patches merge, reorder and refuse as an API server's", arguments: cases)
  func patches(row: StrategicMergeCase) throws {
    let patch = try #require(try JSON.parse(row.patch).object)
    do {
      let result = try StrategicMergePatch(type: Self.type).apply(patch, to: try JSON.parse(row.object))
      #expect(result == (try JSON.parse(row.result)))
    } catch let status as APIStatus {
      #expect("\(status.code) \(status.message)" == row.result)
    }
  }
}
