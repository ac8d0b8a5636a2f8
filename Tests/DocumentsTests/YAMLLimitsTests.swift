import Testing

@testable import Documents

/// Texts that are small or cheap to make, and would cost a careless reader its stack, its memory or its afternoon.
@Suite struct YAMLLimitsTests {
  struct Hostile: Sendable, CustomTestStringConvertible {
    var name: String
    var text: @Sendable () -> String
    var message: String
    var testDescription: String { name }
  }

  static func lines(_ count: Int, _ line: (Int) -> String) -> String { (0..<count).map(line).joined(separator: "\n") }

  static let tooDeep = "nested deeper than 256 levels"

  static let hostile: [Hostile] = [
    Hostile(name: "a million [", text: { String(repeating: "[", count: 1_000_000) }, message: tooDeep),
    Hostile(name: "a million {", text: { String(repeating: "{a: ", count: 1_000_000) }, message: tooDeep),
    Hostile(name: "a million { as keys", text: { String(repeating: "{", count: 1_000_000) }, message: tooDeep),
    Hostile(name: "a million - ", text: { String(repeating: "- ", count: 1_000_000) }, message: tooDeep),
    Hostile(name: "a million ? ", text: { String(repeating: "? ", count: 1_000_000) }, message: tooDeep),
    Hostile(
      name: "deep block mappings", text: { lines(2000) { String(repeating: " ", count: $0) + "a:" } }, message: tooDeep),
    Hostile(
      name: "a billion laughs",
      text: {
        "a0: &a0 [x, x]\n" + lines(40) { "a\($0 + 1): &a\($0 + 1) [*a\($0), *a\($0), *a\($0), *a\($0), *a\($0)]" }
      }, message: "the aliases repeat more than 100000 values"),
    Hostile(
      name: "a billion laughs as a key",
      text: { "a0: &a0 [x, x]\n" + lines(40) { "a\($0 + 1): &a\($0 + 1) [*a\($0), *a\($0)]" } + "\n? *a40\n: x" },
      message: "the aliases repeat more than 100000 values"),
    Hostile(
      name: "a quadratic blow-up of text",
      text: { "a: &a \(String(repeating: "x", count: 100_000))\nb:\n" + lines(10_000) { _ in "- *a" } },
      message: "the aliases repeat more than 33554432 bytes"),
    Hostile(
      name: "depth by aliases", text: { "a0: &a0 []\n" + lines(400) { "a\($0 + 1): &a\($0 + 1) [*a\($0)]" } },
      message: "with its alias, nested deeper than 256 levels"),
    Hostile(name: "directives", text: { lines(100_000) { "%TAG !a\($0)! b" } }, message: "more than 1000 directives"),
    Hostile(name: "size", text: { String(repeating: "#\n", count: 17 << 20) }, message: "longer than 33554432 bytes"),
  ]

  @Test("a hostile text is refused with its place", .timeLimit(.minutes(5)), arguments: hostile)
  func hostileText(hostile: Hostile) {
    let error = YAMLTests.error(hostile.text())
    #expect(error?.message.contains(hostile.message) == true, "\(error?.message ?? "")")
    #expect(error?.place != nil)
    #expect((error?.excerpt ?? "").utf8.count < 400)
  }

  @Test("more values than the limit are refused")
  func nodeLimit() {
    let error = YAMLTests.error("[a, [b], {c: d}]", limits: YAML.Limits(nodes: 5))
    #expect(error?.message == "more than 5 values")
    #expect(error?.place?.column == 11)
  }

  @Test("what stays within the limits is read", .timeLimit(.minutes(5)))
  func withinLimits() throws {
    let deep = String(repeating: "[", count: 256) + String(repeating: "]", count: 256)
    #expect(try YAML.parse(deep, file: "a.yaml").count == 1)
    let laughs = "a: &a [1, 2]\nb:\n" + Self.lines(30_000) { _ in "- *a" }
    #expect(try YAML.parse(laughs, file: "a.yaml").first?["b"]?.items?.count == 30_000)
  }
}
