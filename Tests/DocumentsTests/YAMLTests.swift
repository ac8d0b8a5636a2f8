import Testing

@testable import Documents

@Suite struct YAMLTests {
  static func value(_ text: String, _ schema: YAML.Schema = .core) throws -> Value? {
    try YAML.parse(text, file: "a.yaml", schema: schema).first?.value
  }

  static func error(_ text: String, limits: YAML.Limits = YAML.Limits()) -> Diagnostic? {
    #expect(throws: Diagnostics.self) { try YAML.parse(text, file: "a.yaml", limits: limits) }?.all.first
  }

  @Test("several documents, each value with its place; empty documents are left out")
  func places() throws {
    let documents = try YAML.parse("# c\n---\na: {b: [1, \"ü\", x]}\n---\n---\n- c:\n    d: e\n", file: "a.yaml")
    try #require(documents.count == 2)
    #expect(documents[0].value == ["a": ["b": [1, "ü", "x"]]])
    #expect(documents[0]["a"]?["b"]?[2]?.place == Place(file: "a.yaml", line: 3, column: 17))
    #expect(documents[1][0]?["c"]?.member("d")?.place == Place(file: "a.yaml", line: 7, column: 5))
    #expect(documents[1][0]?["c"]?["d"]?.place == Place(file: "a.yaml", line: 7, column: 8))
  }

  @Test("a text without content has no documents", arguments: ["", "\n", "# only a comment\n", "---\n", "\u{FEFF}"])
  func empty(text: String) throws { #expect(try YAML.parse(text, file: "a.yaml").isEmpty) }

  @Test(
    "scalars have the type of the YAML 1.2 core schema, quoted ones are strings",
    arguments: [
      ("1", 1), ("-1", -1), ("+1", 1), ("0x1F", 31), ("0o17", 15), ("0644", 420), ("089", 89), ("0", 0), ("00", 0),
      ("1.0", 1.0), ("1.", 1.0), (".5", 0.5), ("1e3", 1000.0), ("-1.5E-3", -0.0015), ("1_000", "1_000"),
      ("9223372036854775807", 9_223_372_036_854_775_807), ("9223372036854775808", 9_223_372_036_854_775_808.0),
      ("0b1", "0b1"), (".inf", .double(.infinity)), ("-.INF", .double(-.infinity)), ("true", true), ("FALSE", false),
      ("yes", "yes"), ("no", "no"), ("on", "on"), ("y", "y"), ("null", nil), ("~", nil), ("NULL", nil),
      ("12:30:45", "12:30:45"), ("2024-01-01", "2024-01-01"), ("\"1\"", "1"), ("'true'", "true"), ("|\n  1\n", "1\n"),
      ("!!str 1", "1"), ("!!float 1", 1.0), ("!!int \"7\"", 7), ("! 7", "7"), ("1e", "1e"), ("--1", "--1"),
      ("+", "+"), (".", "."), ("1.2.3", "1.2.3"), ("0x", "0x"), ("-0x10", -16), ("1e999", "1e999"), ("10Gi", "10Gi"),
    ] as [(String, Value)])
  func scalars(text: String, expected: Value) throws { #expect(try Self.value("a: \(text)") == ["a": expected]) }

  @Test("not a number is read") func notANumber() throws {
    guard case .double(let number) = try Self.value(".nan") else { return #expect(Bool(false)) }
    #expect(number.isNaN)
  }

  @Test(
    "the YAML 1.1 schema reads what an API server reads",
    arguments: [
      ("a: y", ["a": true]), ("a: off", ["a": false]), ("a: 1_000", ["a": 1000]), ("a: 0b11", ["a": 3]),
      ("on: 1", ["true": 1]), ("a: 2024-01-01", ["a": "2024-01-01"]), ("a: \"yes\"", ["a": "yes"]),
    ] as [(String, Value)])
  func yaml11(text: String, expected: Value) throws { #expect(try Self.value(text, .yaml11) == expected) }

  @Test("keys that are not strings become strings")
  func keys() throws {
    #expect(
      try Self.value("{1: a, true: b, 1.5: c, \"2\": d, yes: e}") == [
        "1": "a", "true": "b", "1.5": "c", "2": "d", "yes": "e",
      ])
    #expect(Self.error("? [a]\n: b")?.message == "a key must be a string, not array")
    #expect(Self.error("~: b")?.message == "a key must be a string, not null")
  }

  @Test("aliases repeat values, merge keys bring in members that the mapping does not have itself")
  func aliases() throws {
    #expect(try Self.value("a: &x [1]\nb: *x\nc: &x 2\nd: *x") == ["a": [1], "b": [1], "c": 2, "d": 2])
    let merged = try Self.value("x: &x {p: 1, q: 2}\ny: &y {q: 3, r: 4}\nz:\n  <<: [*x, *y]\n  p: 5\n  \"<<\": 6\n")
    #expect(merged?["z"] == ["q": 2, "r": 4, "p": 5, "<<": 6])
    #expect(Self.error("<<: 1")?.message == "a merge key (\"<<\") needs a mapping or a list of mappings")
  }

  @Test("a key that occurs twice is an error at its second place, all of them at once")
  func duplicateKeys() {
    let diagnostics = #expect(throws: Diagnostics.self) {
      try YAML.parse("a:\n  b: 1\n  c: 2\n  b: 3\na: 1\n", file: "a.yaml")
    }
    #expect(
      diagnostics?.all.map { "\($0.place?.description ?? ""): \($0.message)" } == [
        "a.yaml:4:3: duplicate key \"b\", first given at line 2",
        "a.yaml:5:1: duplicate key \"a\", first given at line 1",
      ])
  }

  @Test("when duplicates are only reported, the last one wins")
  func reportedDuplicates() throws {
    let (documents, duplicates) = try YAML.parseReportingDuplicates("a: 1\na: 2\n", file: "a.yaml")
    #expect(documents.map(\.value) == [["a": 2]])
    #expect(duplicates.count == 1)
  }

  struct Broken: Sendable {
    var text: String
    var place: String
    var message: String
    var hint: String?
  }

  @Test(
    "a broken text is refused with one message that has the place",
    arguments: [
      Broken(
        text: "a:\n\tb: 1\n", place: "2:1", message: "found character that cannot start any token",
        hint: "indent with spaces, not with tabs"),
      Broken(text: "a: b: c\n", place: "1:5", message: "mapping values are not allowed in this context"),
      Broken(text: "a: [1, 2\nb: 3\n", place: "2:2", message: "did not find expected ',' or ']'"),
      Broken(text: "a:\n  - 1\n - 2\n", place: "3:2", message: "did not find expected"),
      Broken(text: "a: \"b\n", place: "2:1", message: "found unexpected end of stream"),
      Broken(text: "a: @b\n", place: "1:4", message: "found character that cannot start any token"),
      Broken(text: "a: *b\n", place: "1:4", message: "no anchor \"&b\" before this alias"),
      Broken(text: "ab: &base 1\nb: *bsae\n", place: "2:4", message: "no anchor", hint: "did you mean \"base\"?"),
      Broken(text: "a: !thing b\n", place: "1:4", message: "does not fit its tag \"!thing\""),
      Broken(text: "a: !!int b\n", place: "1:4", message: "\"b\" does not fit its tag"),
      Broken(text: "a: 1\nü: \u{1}\n", place: "2:4", message: "control characters are not allowed"),
      Broken(text: "a: &a [*a]\n", place: "1:8", message: "alias \"*a\" stands inside the value that it names"),
      Broken(text: "a: &a {b: {c: *a}}\n", place: "1:15", message: "alias \"*a\" stands inside"),
    ])
  func refusal(broken: Broken) {
    let error = Self.error(broken.text)
    #expect(error?.place.map { "\($0.line):\($0.column)" } == broken.place)
    #expect(error?.message.contains(broken.message) == true, "\(error?.message ?? "")")
    if let hint = broken.hint { #expect(error?.hint == hint) }
  }

  @Test("an error shows the line with a caret under the place")
  func excerpt() {
    #expect(Self.error("x: 1\na: b: c\n")?.excerpt == "  a: b: c\n      ^")
  }
}
