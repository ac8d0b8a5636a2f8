import Testing

@testable import Documents

@Suite struct JSONPointerTests {
  /// The document and the look-ups of RFC 6901, section 5.
  static let document: Value = [
    "foo": ["bar", "baz"], "": 0, "a/b": 1, "c%d": 2, "e^f": 3, "g|h": 4, "i\\j": 5, "k\"l": 6, " ": 7, "m~n": 8,
  ]

  @Test(
    "a pointer leads where RFC 6901 says",
    arguments: [
      ("", document), ("/foo", ["bar", "baz"]), ("/foo/0", "bar"), ("/", 0), ("/a~1b", 1), ("/c%d", 2), ("/e^f", 3),
      ("/g|h", 4), ("/i\\j", 5), ("/k\"l", 6), ("/ ", 7), ("/m~0n", 8),
    ] as [(String, Value)])
  func lookUp(text: String, expected: Value) throws {
    let pointer = try JSONPointer(parsing: text)
    #expect(Self.document[pointer] == expected)
    #expect(pointer.description == text)
  }

  @Test(
    "a pointer that leads nowhere finds nothing",
    arguments: ["/bar", "/foo/2", "/foo/-", "/foo/00", "/foo/01", "/foo/0/x"])
  func nothing(text: String) throws { #expect(Self.document[try JSONPointer(parsing: text)] == nil) }

  @Test("escapes are undone once, from left to right")
  func escapes() throws { #expect(try JSONPointer(parsing: "/~01").tokens == ["~1"]) }

  @Test("a broken pointer is refused", arguments: ["a", "/~", "/~2", "/a~", " /a"])
  func refusal(text: String) { #expect(throws: JSONPointer.SyntaxError.self) { try JSONPointer(parsing: text) } }
}
