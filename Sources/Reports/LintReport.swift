package import Documents
package import Verdicts

/// What manifests came to by the static criteria, for a person and for programs.
package struct LintReport: Sendable {
  package var outcomes: [CriterionOutcome]
  /// How many objects were looked at.
  package var objects: Int
  /// Every finding, by file and place.
  package var findings: [Diagnostic]
  /// What could not be read.
  package var mistakes: [Diagnostic]

  /// - Parameter findings: those of the outcomes, in the order in which they are told.
  package init(_ outcomes: [CriterionOutcome], objects: Int, findings: [Diagnostic], mistakes: [Diagnostic] = []) {
    self.outcomes = outcomes
    self.objects = objects
    self.findings = findings
    self.mistakes = mistakes
  }

  package func count(_ severity: Severity) -> Int {
    outcomes.reduce(0) { $0 + ($1.severity == severity ? $1.findings.count : 0) }
  }

  /// `deployment.yaml:12:9: essential: … [SEC-03]` with the line and the remedy below, and a last line that sums up.
  package func text(_ style: TextStyle) -> String {
    let severities = Dictionary(outcomes.map { ($0.id, $0.severity) }, uniquingKeysWith: { first, _ in first })
    let lines =
      mistakes.map { Self.text($0, "error", .bad, style) }
      + findings.map { finding in
        let severity = finding.rule.flatMap { severities[$0.id] } ?? .normal
        let tone: TextStyle.Tone =
          switch severity {
          case .essential: .bad
          case .normal: .broken
          case .bonus: .quiet
          }
        return Self.text(finding, severity.rawValue, tone, style)
      }
    return (lines + evidenceLines(style) + [summary]).joined(separator: "\n") + "\n"
  }

  private static func text(
    _ finding: Diagnostic, _ severity: String, _ tone: TextStyle.Tone, _ style: TextStyle
  ) -> String {
    let place = finding.place.map { style("\(PlainText.sanitized("\($0)")): ", .strong) } ?? ""
    let rule = finding.rule.map { style(" [\($0.id)]", .quiet) } ?? ""
    let head = "\(place)\(style("\(severity): ", tone))\(PlainText.sanitized(finding.message))\(rule)"
    let excerpt = finding.excerpt.map(PlainText.sanitized)
    let hint = finding.hint.map { "  hint: \(PlainText.sanitized($0))" }
    return [head, excerpt, hint].compactMap(\.self).joined(separator: "\n")
  }

  /// `3 findings in 12 objects: 1 essential, 2 normal`
  package var summary: String {
    let names = Severity.allCases.compactMap { severity -> String? in
      let count = count(severity)
      return count == 0 ? nil : "\(count) \(severity.rawValue)"
    }
    let total = findings.count
    let head = "\(total == 0 ? "no" : "\(total)") finding\(total == 1 ? "" : "s")"
    let place = "in \(objects) object\(objects == 1 ? "" : "s")"
    let unread = mistakes.isEmpty ? "" : "; \(mistakes.count) not judged"
    return names.isEmpty ? "\(head) \(place)\(unread)" : "\(head) \(place): \(names.joined(separator: ", "))\(unread)"
  }

  /// One test case for each criterion; one that had nothing to judge is skipped, never passed.
  ///
  /// - Throws: `XMLDocument.WriteError`, when there is no memory.
  package func junit() throws -> [UInt8] {
    let failed = outcomes.count { $0.status == .failed }
    let skipped = outcomes.count { $0.status != .failed && $0.status != .passed }
    let attributes = [
      ("name", "plugfest lint"), ("tests", "\(outcomes.count + mistakes.count)"), ("failures", "\(failed)"),
      ("errors", "\(mistakes.count)"), ("skipped", "\(skipped)"), ("time", "0"),
    ]
    let document = try XMLDocument()
    try document.element("testsuites", attributes.filter { $0.0 != "skipped" }) { () throws(XMLDocument.WriteError) in
      try document.element("testsuite", attributes) { () throws(XMLDocument.WriteError) in
        for (index, mistake) in mistakes.enumerated() {
          try Self.write(
            ("unreadable \(index + 1)", "plugfest.lint.input"), ("error", mistake.message, "\(mistake)"), document)
        }
        for outcome in outcomes { try Self.write(outcome, document) }
      }
    }
    return try document.finish()
  }

  private static func write(
    _ outcome: CriterionOutcome, _ document: borrowing XMLDocument
  ) throws(XMLDocument.WriteError) {
    let identity = ("\(outcome.id) \(outcome.statement)", "plugfest.lint.\(outcome.id.prefix { $0 != "-" })")
    switch outcome.status {
    case .passed: try write(identity, nil, document)
    case .notApplicable(let reason): try write(identity, ("skipped", "NA: \(reason)", ""), document)
    case .notObservable(let reason):
      try write(identity, ("skipped", "NA: it cannot be observed: \(reason)", ""), document)
    case .notChecked: try write(identity, ("skipped", "NA: \(outcome.message)", ""), document)
    case .failed:
      let places = outcome.findings.map { finding in
        "\(finding.place.map { "\($0): " } ?? "")\(finding.message)"
      }
      let hint = outcome.findings.first?.hint.map { ["hint: \($0)"] } ?? []
      let count = places.count > 1 ? "\(places.count) findings" : outcome.message
      try write(identity, ("failure", count, (places + hint).joined(separator: "\n")), document)
    }
  }

  private static func write(
    _ identity: (name: String, className: String), _ outcome: (element: String, message: String, text: String)?,
    _ document: borrowing XMLDocument
  ) throws(XMLDocument.WriteError) {
    let attributes = [("name", identity.name), ("classname", identity.className), ("time", "0")]
    try document.element("testcase", attributes) { () throws(XMLDocument.WriteError) in
      guard let outcome else { return }
      var attributes = [("message", PlainText.oneLine(outcome.message, limit: 200))]
      if outcome.element != "skipped" { attributes.append(("type", outcome.element)) }
      try document.element(outcome.element, attributes, text: outcome.text)
    }
  }
}
