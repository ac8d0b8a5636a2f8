import Documents
import Foundation
import Testing

@testable import Expressions

/// The examples of docs/expressions.md.
@Suite struct DocumentationTests {
  struct Example: Sendable, CustomStringConvertible {
    var expression: String
    var result: String

    var description: String { expression }
  }

  static let page: String =
    (try? String(
      contentsOf: URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../docs/expressions.md"),
      encoding: .utf8)) ?? ""

  /// The code blocks of a language.
  static func blocks(_ language: String) -> [String] {
    page.components(separatedBy: "```\(language)\n").dropFirst().map { $0.components(separatedBy: "```")[0] }
  }

  static let examples: [Example] = blocks("cel").flatMap { $0.split(separator: "\n") }.compactMap { line in
    line.range(of: " // ", options: .backwards).map {
      Example(
        expression: line[..<$0.lowerBound].trimmingCharacters(in: .whitespaces), result: String(line[$0.upperBound...]))
    }
  }

  static func object() throws -> Value {
    let yaml = try #require(blocks("yaml").first { $0.hasPrefix("object:") })
    return try YAML.parse(yaml, file: "expressions.md")[0].value["object"] ?? .null
  }

  @Test("every example gives what the page says", arguments: examples)
  func example(_ example: Example) throws {
    let environment = Environment.suite.declaring("object")
    do {
      let value = try Program(example.expression, in: environment)
        .evaluate(Bindings(["object": try Self.object()])).value.document
      #expect(value == (try JSON.parse(example.result)))
    } catch let error as ExpressionError {
      #expect(example.result.hasPrefix("error: "))
      #expect(error.message.contains(example.result.dropFirst("error: ".count)))
    }
  }

  @Test("the page has examples, and every library is in one")
  func coverage() {
    #expect(Self.examples.count > 70)
    let all = Self.examples.map(\.expression).joined(separator: "\n")
    for library in Library.suiteLibraries where !library.overloads.isEmpty {
      let names = library.overloads.map { $0.function }
      #expect(names.contains { all.contains($0) || $0.hasPrefix("_") || $0 == "reverse" }, "\(library.name)")
    }
  }

  @Test("the templates on the page give what their comments say")
  func templates() throws {
    let block = try #require(Self.blocks("yaml").first { $0.hasPrefix("size:") })
    let template = try Template(
      try YAML.parse(block, file: "expressions.md")[0].value, in: Environment.suite.declaring("object"))
    let value = try template.evaluate(Bindings(["object": try Self.object()]))
    #expect(value == ["size": 25, "name": "claim-demo", "price": "5$", "literal": "${name}"])
  }
}
