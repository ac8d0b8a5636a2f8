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
  /// What the profiles say that were asked for.
  package var profiles: [ProfileResult] = []
  /// What became of the candidate's waivers.
  package var waivers: [WaiverAccount] = []

  /// - Parameter findings: those of the outcomes, in the order in which they are told.
  package init(_ outcomes: [CriterionOutcome], objects: Int, findings: [Diagnostic], mistakes: [Diagnostic] = []) {
    self.outcomes = outcomes
    self.objects = objects
    self.findings = findings
    self.mistakes = mistakes
  }

  /// Findings that are not waived.
  package func count(_ severity: Severity) -> Int {
    outcomes.reduce(0) { $0 + ($1.severity == severity && !$1.isWaived ? $1.findings.count : 0) }
  }

  /// Findings that are accepted for now.
  package var waivedCount: Int { outcomes.reduce(0) { $0 + ($1.isWaived ? $1.findings.count : 0) } }

  /// `deployment.yaml:12:9: essential: … [SEC-03]` with the line and the remedy below, and a last line that sums up.
  package func text(_ style: TextStyle) -> String {
    let known = Dictionary(outcomes.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let lines =
      mistakes.map { Self.text($0, "error", .bad, style) }
      + findings.map { finding in
        let outcome = finding.rule.flatMap { known[$0.id] }
        let note = outcome?.waiverSentence
        if outcome?.isWaived == true { return Self.text(finding, "waived", .quiet, style, note: note) }
        let severity = outcome?.severity ?? .normal
        let tone: TextStyle.Tone =
          switch severity {
          case .essential: .bad
          case .normal: .broken
          case .bonus: .quiet
          }
        return Self.text(finding, severity.rawValue, tone, style, note: note)
      }
    let report = ProfileReport(style: style)
    let scores = profiles.flatMap { report.lines($0) } + report.lines(waivers)
    return (lines + evidenceLines(style) + scores + [summary]).joined(separator: "\n") + "\n"
  }

  private static func text(
    _ finding: Diagnostic, _ severity: String, _ tone: TextStyle.Tone, _ style: TextStyle, note: String? = nil
  ) -> String {
    let place = finding.place.map { style("\(PlainText.sanitized("\($0)")): ", .strong) } ?? ""
    let rule = finding.rule.map { style(" [\($0.id)]", .quiet) } ?? ""
    let head = "\(place)\(style("\(severity): ", tone))\(PlainText.sanitized(finding.message))\(rule)"
    let excerpt = finding.excerpt.map(PlainText.sanitized)
    let hint = finding.hint.map { "  hint: \(PlainText.sanitized($0))" }
    let waiver = note.map { "  \(PlainText.oneLine($0, limit: 300))" }
    return [head, excerpt, hint, waiver].compactMap(\.self).joined(separator: "\n")
  }

  /// `3 findings in 12 objects: 1 essential, 2 normal`
  package var summary: String {
    let names = Severity.allCases.compactMap { severity -> String? in
      let count = count(severity)
      return count == 0 ? nil : "\(count) \(severity.rawValue)"
    }
    let total = findings.count - waivedCount
    let waived = waivedCount == 0 ? "" : "; \(waivedCount) waived"
    let head = "\(total == 0 ? "no" : "\(total)") finding\(total == 1 ? "" : "s")"
    let place = "in \(objects) object\(objects == 1 ? "" : "s")"
    let unread = mistakes.isEmpty ? "" : "; \(mistakes.count) not judged"
    let counts = names.isEmpty ? "" : ": \(names.joined(separator: ", "))"
    return "\(head) \(place)\(counts)\(waived)\(unread)"
  }
}
