import Testing

@testable import Documents

@Suite struct YAMLWriterTests {
  @Test(
    "a value is written as kubectl writes it",
    arguments: [
      ([:], "{}\n"), ([], "[]\n"), ("a", "a\n"), (nil, "null\n"), (1.0, "1.0\n"), (1e16, "1.0e+16\n"),
      (["a": ["b": [1, ["c": 2, "d": []], [3, [4]]]]], "a:\n  b:\n  - 1\n  - c: 2\n    d: []\n  - - 3\n    - - 4\n"),
      (["a": "x\ny\n", "b": "x\n\ny", "c": "x\n\n"], "a: |\n  x\n  y\nb: |-\n  x\n\n  y\nc: |+\n  x\n\n"),
      (["a": [["x\ny\n"]]], "a:\n- - |\n    x\n    y\n"),
      (["yes": "no", "1": "1"], "'yes': 'no'\n'1': '1'\n"), (["a": "it's"], "a: it's\n"), (["a": "\t"], "a: \"\\t\"\n"),
    ] as [(Value, String)])
  func text(value: Value, expected: String) { #expect(YAML.text(value) == expected) }

  @Test(
    "a string has no quotes when it needs none",
    arguments: [
      "10.0.0.0/16", "10Gi", "1.2.3", "a:b", "a#b", "-a", "http://x", "v1", "a, b", "2001:db8::/32", "nothing",
    ])
  func plain(text: String) { #expect(YAML.text(.string(text)) == text + "\n") }

  @Test(
    "a string has quotes when some reader would take it for something else",
    arguments: [
      "yes", "off", "1", "0644", "1_000", "0b1", "12:30:45", "2024-01-01", "~", "", "a: b", "=", "<<", "1e5", "1e999",
      ".5",
      "0o17", "0xFFFFFFFFFFFFFFFFFFFF", "-", "---", "2024-01-01T10:00:00Z",
    ])
  func quoted(text: String) { #expect(YAML.text(.string(text)) == "'\(text)'\n") }

  @Test("every value is read back as it was, by either schema", arguments: [YAML.Schema.core, .yaml11])
  func roundTrip(schema: YAML.Schema) throws {
    for seed in 0..<1500 {
      var generator = ValueGenerator(seed: UInt64(seed))
      let value = generator.value()
      let text = YAML.text(value)
      let node = try YAML.parse(text, file: "\(seed)", schema: schema).first
      #expect(node?.value == value, "seed \(seed)\n\(text)")
    }
  }

  @Test("every nasty string is read back as value and as key", arguments: ValueGenerator.words)
  func words(word: String) throws {
    let value: Value = .object([word: .string(word), "list": [.string(word), [.string(word)]]])
    for schema in [YAML.Schema.core, .yaml11] {
      #expect(try YAML.parse(YAML.text(value), file: "a.yaml", schema: schema).first?.value == value)
      #expect(try YAML.parse(YAML.text(.string(word)), file: "a.yaml", schema: schema).first?.value == .string(word))
    }
  }

  @Test("several documents are read back as several")
  func documents() throws {
    let values: [Value] = [["a": 1], "b\n\n", [], 3]
    #expect(try YAML.parse(YAML.text(documents: values), file: "a.yaml").map(\.value) == values)
  }
}
