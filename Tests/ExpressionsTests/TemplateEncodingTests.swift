import Documents
import Testing

@testable import Expressions

@Suite struct TemplateEncodingTests {
  @Test(
    "what is written stands, what expressions give is encoded, but for an expression that is the whole",
    arguments: [
      ("a/b=${name}", "a/b=<x/y>"), ("${name}", "x/y"), ("a/b", "a/b"), ("${name}-${size}", "<x/y>-<28>"),
      ("${size}", "28"), ("$${name}/${size}", "${name}/<28>"), ("", ""),
    ])
  func encoding(template: String, expected: String) throws {
    let environment = Environment.suite.declaring(["name": .string, "size": .int])
    let bindings = Bindings(["name": "x/y", "size": 28])
    #expect(
      try Template(.string(template), in: environment).text(bindings) { "<\($0)>" } == expected)
  }
}
