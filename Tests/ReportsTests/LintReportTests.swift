import Documents
import Testing
import Verdicts

@testable import Reports

@Suite struct LintReportTests {
  static let finding = Diagnostic(
    .error, "it is \u{1B}[31mred", at: Place(file: "a.yaml", line: 3, column: 7), hint: "paint it",
    excerpt: " | a: red\n | ...^", rule: DiagnosticRule("SEC-01", .error, "things are blue", remedy: "paint it"))
  static let outcomes = [
    CriterionOutcome(
      id: "SEC-01", statement: "Things are blue.", severity: .essential, subjects: 2, findings: [finding], nothing: ""),
    CriterionOutcome(
      id: "SEC-02", statement: "Things are round.", severity: .bonus, subjects: 1, findings: [],
      nothing: ""),
    CriterionOutcome(
      id: "OBS-01", statement: "Things are loud.", severity: .normal, subjects: 0, findings: [],
      nothing: "there is nothing loud"),
  ]

  @Test("text tells place, severity, criterion, line and remedy, and sums up")
  func text() {
    let report = LintReport(Self.outcomes, objects: 2, findings: [Self.finding])
    #expect(
      report.text(TextStyle(isColoured: false)) == """
        a.yaml:3:7: essential: it is red [SEC-01]
         | a: red
         | ...^
          hint: paint it
        1 finding in 2 objects: 1 essential

        """)
    let empty = LintReport([], objects: 1, findings: [], mistakes: [.error("no")])
    #expect(empty.text(TextStyle(isColoured: false)) == "error: no\nno findings in 1 object; 1 not judged\n")
  }

  @Test("in JUnit what had nothing to judge is skipped, and what was not read is an error")
  func junit() throws {
    let report = LintReport(Self.outcomes, objects: 2, findings: [Self.finding], mistakes: [.error("no")])
    let bytes = try report.junit()
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.contains("tests=\"4\" failures=\"1\" errors=\"1\" skipped=\"1\""))
    #expect(
      text.contains("<failure message=\"it is red\" type=\"failure\">a.yaml:3:7: it is red\nhint: paint it</failure>"))
    #expect(text.contains("<skipped message=\"NA: there is nothing loud\"/>"))
    let folder = "\(JUnitReportTests.shared)/data/junit"
    guard let schema = try? XMLSchema(path: "\(folder)/junit-10.xsd") else { return }
    #expect(schema.accepts(bytes))
  }
}
