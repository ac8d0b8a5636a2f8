import Testing
import Verdicts

@testable import Reports

/// Cases that were carried out more than once, in JUnit.
@Suite struct JUnitAttemptsTests {
  static func scorecard(_ attempts: [Verdict], isQuarantined: Bool = false) -> Scorecard {
    let results = attempts.map { verdict in
      JUnitReportTests.scorecard([("A", verdict)]).cases[0]
    }
    var result = CaseResult(attempts: results)
    if isQuarantined {
      result.verdict = .skipped
      result.skipReason = "WAIVED(A until 2999-12-31): quarantine: known"
    }
    let whole = JUnitReportTests.scorecard([])
    return Scorecard(
      run: whole.run, duration: 9, cases: [result], failures: [], warnings: [], isComplete: true,
      noise: ["watch ended early, and resumed": 2])
  }

  struct Row: Sendable {
    var attempts: [Verdict]
    /// In the case, in their order.
    var elements: [String]
  }

  static let rows = [
    Row(attempts: [.pass], elements: []),
    Row(attempts: [.fail], elements: ["failure"]),
    Row(attempts: [.fail, .pass], elements: ["failure", "flakyFailure"]),
    Row(attempts: [.fail, .error, .pass], elements: ["failure", "flakyFailure", "flakyError"]),
    Row(attempts: [.error, .pass], elements: ["flakyError"]),
    Row(attempts: [.fail, .fail, .fail], elements: ["failure", "rerunFailure", "rerunFailure"]),
    Row(attempts: [.error, .fail], elements: ["failure", "rerunError"]),
    Row(attempts: [.error, .error], elements: ["error", "rerunError"]),
  ]

  @Test("each attempt before the last has its element, and the kind tells how the case ended", arguments: rows)
  func elements(row: Row) throws {
    let text = String(decoding: try JUnitReport(Self.scorecard(row.attempts)).bytes(), as: UTF8.self)
    let testCase = try #require(text.split(separator: "</testcase>").first.map(String.init))
    let names = ["failure", "error", "skipped", "flakyFailure", "flakyError", "rerunFailure", "rerunError"]
    let found = testCase.split(separator: "<").compactMap { tag in names.first { tag.hasPrefix("\($0) ") } }
    #expect(found == row.elements)
    #expect(testCase.contains("[[PROPERTY|attempts=\(row.attempts.count)]]") == (row.attempts.count > 1))
    #expect(testCase.split(separator: "\nWARN a red").count == row.attempts.count)
    #expect(text.contains("name=\"labNoise\" value=\"watch ended early, and resumed (2 times)\""))
  }

  @Test(
    "attempts are valid for Jenkins and for Surefire", .enabled(if: JUnitReportTests.hasSchemas),
    arguments: rows.map(\.attempts) + [[.fail, .fail]], [false, true])
  func schemas(attempts: [Verdict], isQuarantined: Bool) throws {
    let bytes = try JUnitReport(Self.scorecard(attempts, isQuarantined: isQuarantined)).bytes()
    let folder = "\(JUnitReportTests.shared)/data/junit"
    #expect(try XMLSchema(path: "\(folder)/junit-10.xsd").accepts(bytes))
    #expect(try XMLSchema(path: "\(folder)/surefire-test-report.xsd").accepts(bytes, eachAlone: "testsuite"))
  }

  @Test("what is in quarantine is skipped with the reason, and what it came to is told")
  func quarantine() throws {
    let scorecard = Self.scorecard([.fail, .fail], isQuarantined: true)
    let text = String(decoding: try JUnitReport(scorecard).bytes(), as: UTF8.self)
    #expect(text.contains("<skipped message=\"WAIVED(A until 2999-12-31): quarantine: known\">"))
    #expect(text.contains("what it came to: it is not so: ") && text.contains("attempt 1: fail: it is not so: "))
    #expect(!text.contains("rerunFailure") && !text.contains("<failure "))
  }
}
