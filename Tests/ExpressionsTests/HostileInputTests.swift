import Documents
import Testing

@testable import Expressions

@Suite(.timeLimit(.minutes(5))) struct HostileInputTests {
  static let megabyte = 1 << 20

  @Test(
    "a megabyte of nesting or chaining is refused with an error",
    arguments: [
      "(", "[", "{", "-", "!", "a.", "a?", "a?b:", "f(", "a[", "a.b(", "{1:", "1+", "a&&", "a||!", "'", "\"\"\"", "\\",
      "- ", "has(", "a.all(x,", "//", "a.?", "[?", "b'", "0x", "1e", "`", "$", "é",
    ])
  func repeated(_ part: String) {
    let text = String(repeating: part, count: Self.megabyte / part.utf8.count)
    #expect(throws: ExpressionError.self) { try Program(text, in: .suite) }
  }

  @Test(
    "nesting and chains just below the length limit are refused, not followed into a stack overflow",
    arguments: [
      ("(", "1", ")"), ("[", "1", "]"), ("{'a':", "1", "}"), ("-(", "1", ")"), ("!(", "true", ")"), ("f(", "1", ")"),
      ("[1].map(x,", "1", ")"), ("true?1:", "1", ""), ("", "a", ".b"), ("", "a", "[0]"), ("1+", "1", ""),
      ("", "'a'", "+'a'"), ("", "a", ".f()"), ("", "a", "==1"), ("", "a", ".?b"),
    ])
  func justBelowTheLimit(_ parts: (open: String, middle: String, close: String)) {
    let size = max(1, parts.open.utf8.count + parts.close.utf8.count)
    let count = 99_000 / size
    let text = String(repeating: parts.open, count: count) + parts.middle + String(repeating: parts.close, count: count)
    var environment = Environment.suite
    environment.allowsUndeclared = true
    #expect(throws: ExpressionError.self) { try Program(text, in: environment) }
  }

  @Test("long chains of && and || are no depth", arguments: ["&&", "||"])
  func longLogic(_ symbol: String) throws {
    let text = Array(repeating: "true", count: 10_000).joined(separator: symbol)
    #expect(try Program(text, in: .suite).evaluate(Bindings()).value.bool == true)
  }

  @Test("the deepest expression that parses also compiles and evaluates")
  func deepest() throws {
    let parentheses = String(repeating: "(", count: 199) + "1" + String(repeating: ")", count: 199)
    #expect(try Program(parentheses, in: .suite).evaluate(Bindings()).value.document == 1)
    let lists = String(repeating: "[", count: 199) + "1" + String(repeating: "]", count: 199)
    #expect(try Program(lists + " == " + lists, in: .suite).evaluate(Bindings()).value.bool == true)
    let sum = Array(repeating: "1", count: 399).joined(separator: "+")
    #expect(try Program(sum, in: .suite).evaluate(Bindings()).value.document == 399)
    let macros = String(repeating: "[1].map(x, ", count: 150) + "1" + String(repeating: ")", count: 150)
    _ = try Program(macros, in: .suite).evaluate(Bindings())
  }

  @Test(
    "what would run long or grow large stops at the cost limit",
    arguments: [
      "items.all(a, items.all(b, items.all(c, items.all(d, a + b + c + d > -1))))",
      "items.map(a, items.map(b, items.map(c, items)))",
      "lists.range(1000000).map(a, lists.range(1000000))",
      "[lists.range(900000), lists.range(900000)]",
      "items.exists(a, items.exists(b, items.exists(c, 1 / 0 == 1)))",
      doubling("s + s", from: "'xxxxxxxxxxxxxxxxxxxxxxxx'"), doubling("s + s", from: "[1, 2, 3, 4, 5, 6, 7, 8]"),
      doubling("[s, s].flatten()", from: "[1, 2, 3, 4, 5, 6, 7, 8]"),
      doubling("s.replace('x', 'xx')", from: "'xxxxxxxxxxxxxxxxxxxxxxxx'"),
      doubling("[s, s].join()", from: "'xxxxxxxxxxxx'"),
      "items.all(a, !text.matches('(x{100}){100}y'))",
    ])
  func costly(_ text: String) throws {
    let environment = Environment.suite.declaring("items", .list(.int)).declaring("text", .string)
    let program = try Program(text, in: environment)
    let bindings = Bindings([
      "items": .array((0..<1000).map { .integer($0) }), "text": .string(String(repeating: "x", count: 2_000)),
    ])
    let error = #expect(throws: ExpressionError.self) { try program.evaluate(bindings, limit: 100_000) }
    #expect(error?.kind == .limit)
  }

  /// `cel.bind(s, from, cel.bind(s, step, …))`, sixty levels deep.
  static func doubling(_ step: String, from start: String) -> String {
    "cel.bind(s, \(start), " + String(repeating: "cel.bind(s, \(step), ", count: 60) + "size(s)"
      + String(repeating: ")", count: 61)
  }

  @Test("a limit is not absorbed by || and && and macros")
  func limitIsFinal() throws {
    let program = try Program("items.all(a, items.all(b, b >= 0)) || true", in: .suite.declaring("items", .list(.int)))
    let items = Bindings(["items": .array((0..<1000).map { .integer($0) })])
    #expect(throws: ExpressionError.self) { try program.evaluate(items, limit: 100) }
  }

  @Test(
    "regular expressions that blow up elsewhere take linear time or are refused",
    arguments: [
      "(a*)*b", "(a|a)*b", "(a|aa)+$", "(.*)*x", "((a{100}){100}){100}", "((((((a?){20}){20}){20}){20}){20})",
      "(?:){1000}{1000}", "((((((){999}){999}){999}){999}){999})", String(repeating: "(", count: 100_000),
      String(repeating: "a|", count: 100_000), String(repeating: "(?:a|b)*", count: 10_000),
      "[" + String(repeating: "a-z", count: 100_000) + "]",
    ])
  func patterns(_ pattern: String) {
    guard let expression = try? RegularExpression(pattern) else { return }
    _ = expression.matches(String(repeating: "a", count: 2_000))
  }
}
