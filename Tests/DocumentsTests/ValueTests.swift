import Testing

@testable import Documents

@Suite struct ValueTests {
  @Test("objects are equal whatever the order of their members, and hash alike")
  func objectEquality() {
    let one: Value = ["a": 1, "b": ["c": 2, "d": 3]]
    let other: Value = ["b": ["d": 3, "c": 2], "a": 1]
    #expect(one == other)
    #expect(one.hashValue == other.hashValue)
    #expect(one != ["a": 1])
    #expect(one != ["a": 1, "x": 2])
  }

  @Test("an integer is not a double")
  func numbers() { #expect(Value.integer(1) != Value.double(1)) }

  @Test("writing through a path makes the objects on the way, removing makes none")
  func paths() {
    var value: Value = ["kind": "Pod"]
    value[path: "metadata", "name"] = "a"
    #expect(value == ["kind": "Pod", "metadata": ["name": "a"]])
    value[path: "status", "phase"] = nil
    #expect(value == ["kind": "Pod", "metadata": ["name": "a"]])
    value[path: "metadata", "name"] = nil
    #expect(value == ["kind": "Pod", "metadata": [:]])
  }

  @Test(
    "the nearest name is suggested, a far one is not",
    arguments: [("nmae", "name"), ("expct", "expect"), ("Within", "within"), ("zzz", nil)] as [(String, String?)])
  func suggestion(typed: String, meant: String?) {
    #expect(Suggestion.nearest(to: typed, among: ["name", "expect", "within", "steps"]) == meant)
  }
}
