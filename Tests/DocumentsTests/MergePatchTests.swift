import Testing

@testable import Documents

@Suite struct MergePatchTests {
  /// RFC 7386, appendix A.
  @Test(
    "a merge patch changes a value as RFC 7386 says",
    arguments: [
      (#"{"a":"b"}"#, #"{"a":"c"}"#, #"{"a":"c"}"#), (#"{"a":"b"}"#, #"{"b":"c"}"#, #"{"a":"b","b":"c"}"#),
      (#"{"a":"b"}"#, #"{"a":null}"#, "{}"), (#"{"a":"b","b":"c"}"#, #"{"a":null}"#, #"{"b":"c"}"#),
      (#"{"a":["b"]}"#, #"{"a":"c"}"#, #"{"a":"c"}"#), (#"{"a":"c"}"#, #"{"a":["b"]}"#, #"{"a":["b"]}"#),
      (#"{"a":{"b":"c"}}"#, #"{"a":{"b":"d","c":null}}"#, #"{"a":{"b":"d"}}"#),
      (#"{"a":[{"b":"c"}]}"#, #"{"a":[1]}"#, #"{"a":[1]}"#), (#"["a","b"]"#, #"["c","d"]"#, #"["c","d"]"#),
      (#"{"a":"b"}"#, #"["c"]"#, #"["c"]"#), (#"{"a":"foo"}"#, "null", "null"), (#"{"a":"foo"}"#, #""bar""#, #""bar""#),
      (#"{"e":null}"#, #"{"a":1}"#, #"{"e":null,"a":1}"#), ("[1,2]", #"{"a":"b","c":null}"#, #"{"a":"b"}"#),
      ("{}", #"{"a":{"bb":{"ccc":null}}}"#, #"{"a":{"bb":{}}}"#),
    ])
  func change(document: String, patch: String, result: String) throws {
    #expect(MergePatch.apply(try JSON.parse(patch), to: try JSON.parse(document)) == (try JSON.parse(result)))
  }

  @Test("a difference makes the one value out of the other, where a merge patch can", arguments: 0..<200)
  func difference(seed: Int) {
    var generator = ValueGenerator(seed: UInt64(seed))
    let before = generator.value()
    let after = generator.mutation(of: before)
    if let patch = MergePatch.difference(from: before, to: after) {
      #expect(MergePatch.apply(patch, to: before) == after)
    }
  }

  @Test("a difference holds what changed alone, and there is none that sets a member to null")
  func shortDifference() {
    #expect(
      MergePatch.difference(from: ["a": 1, "b": ["c": 1, "d": 2], "e": 3], to: ["a": 1, "b": ["c": 1, "d": 3]])
        == ["e": nil, "b": ["d": 3]])
    #expect(MergePatch.difference(from: ["a": 1], to: ["a": nil]) == nil)
    #expect(MergePatch.difference(from: ["a": nil], to: ["a": nil, "b": 1]) == ["b": 1])
    #expect(MergePatch.difference(from: [], to: ["a": ["b": nil]]) == nil)
  }
}
