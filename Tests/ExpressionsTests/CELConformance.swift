import Documents
import Foundation
import Testing

@testable import Expressions

/// Runs the published conformance cases of CEL and of Kubernetes' libraries (`$PLUGFEST_SHARED/data/cel`, whose README
/// tells the format).
@Suite struct CELConformance {
  static let root = URL(
    filePath: ProcessInfo.processInfo.environment["PLUGFEST_SHARED"]
      ?? URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../shared").path
  ).appending(path: "data/cel")

  static let isPresent = FileManager.default.fileExists(atPath: root.path)

  static let files: [String] = {
    guard let found = FileManager.default.enumerator(atPath: root.path) else { return [] }
    return found.compactMap { $0 as? String }.filter { $0.hasSuffix(".json") }.sorted()
  }()

  /// Cases that are left out, each with the reason.
  static let exclusions = [
    #"bytes_literals | triple_single_quoted_unescaped_punctuation | b''' ? " ' ` '''"#:
      "expects a backslash that the expression does not have",
    #"bytes_literals | triple_double_quoted_unescaped_punctuation | b""" ? " ' ` """"#:
      "expects a backslash that the expression does not have",
  ]

  @Test("the cases of a file give what they say", .enabled(if: isPresent), arguments: files)
  func file(_ path: String) throws {
    let text = try String(contentsOf: Self.root.appending(path: path), encoding: .utf8)
    let cases = try #require(try JSON.parse(text).array)
    var (passed, total) = (0, 0)
    for item in cases {
      for result in item["schema"] != nil ? RuleCase.run(item) : [ExpressionCase.run(item, path)] {
        if Self.exclusions[result.name] != nil { continue }
        total += 1
        if let failure = result.failure {
          Issue.record("\(path): \(result.name): \(failure)")
        } else {
          passed += 1
        }
      }
    }
    print("\(path): \(passed) of \(total) passed")
    #expect(total > 0)
  }

  @Test("at most two in a hundred cases are left out", .enabled(if: isPresent))
  func exclusionsAreFew() { #expect(Self.exclusions.count <= 30) }
}

struct CaseResult {
  var name: String
  /// Nil when it passed.
  var failure: String?
}
