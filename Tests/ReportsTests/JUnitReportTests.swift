import Documents
import Foundation
import Testing
import Verdicts

@testable import Reports

@Suite struct JUnitReportTests {
  static let shared = ProcessInfo.processInfo.environment["PLUGFEST_SHARED"] ?? "../shared"
  static var hasSchemas: Bool { FileManager.default.fileExists(atPath: "\(shared)/data/junit/junit-10.xsd") }

  static let nasty = "a \u{1B}[31mred\u{1B}[0m \u{0}\u{1}\u{FFFE} ]]> <&\" ü😀\r\nsecond line \u{9B}31m"

  static func scorecard(_ results: [(String, Verdict)], failures: [Failure] = [], isComplete: Bool = true) -> Scorecard
  {
    let run = RunDescription(
      id: "20260101-000000-abcd", harnessVersion: "0.1.0",
      candidate: .init(name: "acme/net box", vendor: nasty, version: "1.0.0", contract: "ipam/v1"),
      suites: [.init(name: "netbox", digest: "sha256:00")],
      lab: .init(name: "local", kind: "embedded", kubernetesVersion: "v1.32.0"), startedAt: "2026-01-01T00:00:00Z",
      hostname: "host", command: ["plugfest", "run"])
    let cases = results.enumerated().map { index, row in
      let summary = CaseSummary(
        identity: .init(suite: "netbox", id: row.0), name: "a case \(nasty)", category: index % 2 == 0 ? "even" : "odd",
        severity: .essential, place: Place(file: "suite.yaml", line: index + 1, column: 3))
      let kind: Failure.Kind = row.1 == .error ? .labUnavailable : .expectationNotMet
      return CaseResult(
        summary: summary, verdict: row.1, start: 0.5, duration: 1234.56789,
        failure: [.fail, .error, .flaky].contains(row.1)
          ? Failure(kind, "it is not so: \(nasty)", details: ["expected 1", "actual 2"], remedy: "try") : nil,
        skipReason: row.1 == .skipped ? "NA: no endpoint" : nil,
        steps: [.init(name: "apply \(nasty)", duration: 0.1, passed: true, observation: nasty)],
        warnings: [nasty], evidence: ["evidence/\(row.0)/objects.yaml"])
    }
    return Scorecard(
      run: run, duration: 99.9, cases: cases, failures: failures, warnings: ["noise"], isComplete: isComplete)
  }

  static let verdicts = Verdict.allCases.enumerated().map { ("C-\($0)", $1) }

  @Test(
    "the report is valid for Jenkins, and each of its suites for Surefire, whatever happened",
    .enabled(if: hasSchemas, "PLUGFEST_SHARED has no data/junit"),
    arguments: [
      scorecard(verdicts), scorecard([]), scorecard([("A", .pass)]),
      scorecard(verdicts, failures: [Failure(.labUnavailable, nasty)], isComplete: false),
      scorecard([("A", .error)], isComplete: false),
    ])
  func schemas(scorecard: Scorecard) throws {
    let bytes = try JUnitReport(scorecard).bytes()
    #expect(try XMLSchema(path: "\(Self.shared)/data/junit/junit-10.xsd").accepts(bytes))
    let surefire = try XMLSchema(path: "\(Self.shared)/data/junit/surefire-test-report.xsd")
    #expect(surefire.accepts(bytes, eachAlone: "testsuite"))
  }

  struct Sample: Sendable, Decodable {
    var file: String
    var verdicts: [String: String]
  }

  @Test("the validator that judges the reports agrees with known verdicts", .enabled(if: hasSchemas))
  func validator() throws {
    let folder = "\(Self.shared)/data/junit"
    let schema = try XMLSchema(path: "\(folder)/junit-10.xsd")
    let valid = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/samples/02-suites-two.xml"))
    let invalid = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/samples/14-case-without-name.xml"))
    let broken = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/samples/20-not-well-formed.xml"))
    #expect(schema.accepts(Array(valid)))
    #expect(!schema.accepts(Array(invalid)))
    #expect(!schema.accepts(Array(broken)))
  }

  @Test("verdicts become the elements that consumers count, at most one in a case")
  func elements() throws {
    let text = String(decoding: try JUnitReport(Self.scorecard(Self.verdicts)).bytes(), as: UTF8.self)
    #expect(text.components(separatedBy: "<failure ").count - 1 == 3)  // fail, flaky and the essential line
    #expect(text.components(separatedBy: "<error ").count - 1 == 1)
    #expect(text.components(separatedBy: "<skipped ").count - 1 == 1)
    #expect(text.contains("classname=\"plugfest.acme-net-box.even\""))
    #expect(text.contains("time=\"1234.568\""))
    #expect(text.contains("[[ATTACHMENT|evidence/C-1/objects.yaml]]"))
    #expect(!text.contains("\u{1B}") && !text.contains("\u{9B}"))
  }

  @Test("the last line of the console counts the verdicts")
  func totals() {
    #expect(
      ConsoleReport.totals(Self.scorecard(Self.verdicts).totals) == "1 passed, 1 failed, 1 errors, 1 skipped, 1 flaky")
  }
}
