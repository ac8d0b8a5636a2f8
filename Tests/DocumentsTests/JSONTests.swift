import Testing

@testable import Documents

@Suite struct JSONTests {
  @Test(
    "a text that is read and written again is the same",
    arguments: [
      "null", "true", "-9223372036854775808", "1.0", "1", "1e+30", "0.1", "\"\"", #""a\"b\\c\n""#, "[]", "{}",
      #"{"b":1,"a":[1,1.5,{"c":null}]}"#, "\"ü😀\"",
    ])
  func roundTrip(text: String) throws {
    #expect(JSON.text(try JSON.parse(text)) == text)
  }

  @Test("integers beyond 64 bits become doubles")
  func largeInteger() throws {
    #expect(try JSON.parse("9223372036854775808") == .double(9_223_372_036_854_775_808))
  }

  struct Broken: Sendable {
    var text: String
    var column: Int
    var line = 1
  }

  @Test(
    "a broken text is refused with the place",
    arguments: [
      Broken(text: "", column: 1), Broken(text: "{", column: 2), Broken(text: "[1,]", column: 4),
      Broken(text: "{\"a\" 1}", column: 6), Broken(text: "01", column: 2), Broken(text: "1.", column: 3),
      Broken(text: "\"a", column: 3), Broken(text: "nul", column: 1), Broken(text: "1 2", column: 3),
      Broken(text: "{\n  \"ü\": x}", column: 8, line: 2), Broken(text: "\"\\q\"", column: 3),
      Broken(text: "1e999", column: 6), Broken(text: "\"\u{1}\"", column: 2),
    ])
  func refusal(broken: Broken) {
    let error = #expect(throws: JSON.SyntaxError.self) { try JSON.parse(broken.text) }
    #expect(error?.line == broken.line)
    #expect(error?.column == broken.column)
  }

  @Test("nesting beyond the limit is refused, not a crash")
  func depth() {
    let text = String(repeating: "[", count: 100_000)
    let error = #expect(throws: JSON.SyntaxError.self) { try JSON.parse(text) }
    #expect(error?.message == "nested deeper than 512 levels")
  }

  @Test("surrogate pairs are joined, lone surrogates replaced")
  func surrogates() throws {
    #expect(try JSON.parse(#""\ud83d\ude00 \ud83d \ude00""#) == "😀 \u{FFFD} \u{FFFD}")
  }

  @Test("members that occur twice are reported by path, and the last one wins")
  func duplicates() throws {
    let (value, duplicates) = try JSON.parseReportingDuplicates(Array(#"{"a":[{"b":1,"b":2,"b":3}],"a":4}"#.utf8))
    #expect(value == ["a": 4])
    #expect(duplicates == ["a[0].b", "a"])
  }
}
