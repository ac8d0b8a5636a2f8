import Documents
import Verdicts

extension LintReport {
  private typealias Outcome = (element: String, message: String, text: String)

  private struct TestCase {
    var name: String
    var className: String
    /// Nil when it passed.
    var outcome: Outcome?
  }

  /// One test case for each criterion and profile; one that had nothing to judge, or is waived, is skipped, never passed.
  ///
  /// - Throws: `XMLDocument.WriteError`, when there is no memory.
  package func junit() throws -> [UInt8] {
    let cases =
      mistakes.enumerated().map { index, mistake in
        TestCase(
          name: "unreadable \(index + 1)", className: "plugfest.lint.input",
          outcome: ("error", mistake.message, "\(mistake)"))
      } + outcomes.map(Self.testCase) + profiles.map(Self.testCase)
    let count = { (element: String) in "\(cases.count { $0.outcome?.element == element })" }
    let attributes = [
      ("name", "plugfest lint"), ("tests", "\(cases.count)"), ("failures", count("failure")),
      ("errors", count("error")), ("skipped", count("skipped")), ("time", "0"),
    ]
    let properties =
      profiles.flatMap(ProfileReport.properties)
      + waivers.map { ("waiver \($0.id)", $0.account) }
    let document = try XMLDocument()
    try document.element("testsuites", attributes.filter { $0.0 != "skipped" }) { () throws(XMLDocument.WriteError) in
      try document.element("testsuite", attributes) { () throws(XMLDocument.WriteError) in
        if !properties.isEmpty { try Self.write(properties, document) }
        for testCase in cases { try Self.write(testCase, document) }
      }
    }
    return try document.finish()
  }

  private static func testCase(_ outcome: CriterionOutcome) -> TestCase {
    let places = outcome.findings.map { finding in
      "\(finding.place.map { "\($0): " } ?? "")\(finding.message)"
    }
    let hint = outcome.findings.first?.hint.map { ["hint: \($0)"] } ?? []
    let result: Outcome? =
      switch outcome.status {
      case .passed: nil
      case .notApplicable(let reason): ("skipped", "NA: \(reason)", "")
      case .notObservable(let reason): ("skipped", "NA: it cannot be observed: \(reason)", "")
      case .notChecked: ("skipped", "NA: \(outcome.message)", "")
      case .failed where outcome.isWaived:
        (
          "skipped",
          outcome.waiver.map { "\(SkipReason.waived(id: outcome.id, until: $0.until, because: $0.because))" }
            ?? "", places.joined(separator: "\n")
        )
      case .failed:
        (
          "failure", places.count > 1 ? "\(places.count) findings" : outcome.message,
          (places + hint + [outcome.waiverSentence].compactMap(\.self)).joined(separator: "\n")
        )
      }
    return TestCase(
      name: "\(outcome.id) \(outcome.statement)", className: "plugfest.lint.\(outcome.id.prefix { $0 != "-" })",
      outcome: result)
  }

  /// Manifests alone cannot reach most profiles, so what is open is no failure.
  private static func testCase(_ profile: ProfileResult) -> TestCase {
    let (outcome, message, content) = ProfileReport.junit(profile)
    let result: Outcome? =
      switch outcome {
      case .passed: nil
      case .failure: ("failure", message, content)
      case .error: ("skipped", "NA: \(message)", content)
      }
    return TestCase(name: "threshold \(profile.name)", className: "plugfest.lint.scorecard", outcome: result)
  }

  private static func write(
    _ properties: [(name: String, value: String)], _ document: borrowing XMLDocument
  ) throws(XMLDocument.WriteError) {
    try document.element("properties") { () throws(XMLDocument.WriteError) in
      for (name, value) in properties {
        let attributes = [
          ("name", PlainText.oneLine(name, limit: 200)), ("value", PlainText.oneLine(value, limit: 300)),
        ]
        try document.element("property", attributes)
      }
    }
  }

  private static func write(
    _ testCase: TestCase, _ document: borrowing XMLDocument
  ) throws(XMLDocument.WriteError) {
    let attributes = [("name", testCase.name), ("classname", testCase.className), ("time", "0")]
    try document.element("testcase", attributes) { () throws(XMLDocument.WriteError) in
      guard let outcome = testCase.outcome else { return }
      var attributes = [("message", PlainText.oneLine(outcome.message, limit: 200))]
      if outcome.element != "skipped" { attributes.append(("type", outcome.element)) }
      try document.element(outcome.element, attributes, text: outcome.text)
    }
  }
}
