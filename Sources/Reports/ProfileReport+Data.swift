package import Documents
import Foundation
package import Verdicts

extension ProfileReport {
  /// The results as they stand in a scorecard.
  ///
  /// - Throws: when a value has no form in JSON, which none of them lacks.
  package static func json(_ results: [ProfileResult]) throws -> Value { try value(results) }

  package static func json(_ waivers: [WaiverAccount]) throws -> Value { try value(waivers) }

  private static func value(_ content: some Encodable) throws -> Value {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return try JSON.parse(String(decoding: encoder.encode(content), as: UTF8.self))
  }

  /// What consumers of JUnit see of a profile: a test case `threshold NAME`, and properties.
  package enum JUnitOutcome: Sendable { case passed, failure(type: String), error(type: String) }

  package static func junit(_ result: ProfileResult) -> (outcome: JUnitOutcome, message: String, content: String) {
    let lines = ProfileReport(style: TextStyle(isColoured: false)).lines(result)
    let outcome: JUnitOutcome =
      switch result.standing {
      case .reached: .passed
      case .missed: .failure(type: "ProfileNotReached")
      case .open: .error(type: "ProfileOpen")
      }
    return (outcome, PlainText.oneLine(lines[0], limit: 200), lines.joined(separator: "\n"))
  }

  /// `("profile core", "not reached, failure, 72.3 % of 90 %")` and the states of its features.
  package static func properties(_ result: ProfileResult) -> [(name: String, value: String)] {
    let score = result.score.map { "\(Seconds.text($0, decimals: 1)) %" } ?? "does not apply"
    let head = "\(result.standing.rawValue), \(result.result.rawValue), \(score) of \(result.threshold) %"
    return [("profile \(result.name)", head)]
      + result.features.map { ("feature \(result.name) \($0.name)", $0.state.rawValue) }
  }
}
