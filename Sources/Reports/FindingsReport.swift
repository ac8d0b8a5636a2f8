package import Documents
package import Verdicts

/// What the checker found, for a person and for programs.
package struct FindingsReport: Sendable {
  /// Each with its rule.
  package var findings: [Diagnostic]
  /// How many files were looked at.
  package var files: Int
  /// Of the rules that have one.
  package var waivers: [String: CriterionOutcome.Waiver] = [:]

  package init(_ findings: [Diagnostic], files: Int) {
    self.findings = findings
    self.files = files
  }

  /// Of those that are not waived.
  package func count(_ severity: Diagnostic.Severity) -> Int {
    findings.count { $0.severity == severity && waiver(of: $0)?.isExpired != false }
  }

  func waiver(of finding: Diagnostic) -> CriterionOutcome.Waiver? { finding.rule.flatMap { waivers[$0.id] } }

  /// `suite.yaml:12:9: warning: a sleep proves nothing [sleep]` with the line and the remedy below, and a last line that
  /// sums up.
  package func text(_ style: TextStyle) -> String {
    findings.map { Self.text($0, style) + "\n" }.joined() + summary + "\n"
  }

  private static func text(_ finding: Diagnostic, _ style: TextStyle) -> String {
    let place = finding.place.map { style("\($0): ", .strong) } ?? ""
    let tone: TextStyle.Tone =
      switch finding.severity {
      case .error: .bad
      case .warning: .broken
      case .note: .quiet
      }
    let rule = finding.rule.map { style(" [\($0.id)]", .quiet) } ?? ""
    let head = "\(place)\(style("\(finding.severity): ", tone))\(PlainText.sanitized(finding.message))\(rule)"
    let hint = finding.hint.map { "  hint: \(PlainText.sanitized($0))" }
    return [head, finding.excerpt, hint].compactMap(\.self).joined(separator: "\n")
  }

  /// `2 errors, 1 warning in 3 files`
  package var summary: String {
    let names = Diagnostic.Severity.allCases.reversed().compactMap { severity -> String? in
      let count = count(severity)
      return count == 0 ? nil : "\(count) \(severity)\(count == 1 ? "" : "s")"
    }
    let place = "in \(files) file\(files == 1 ? "" : "s")"
    return names.isEmpty ? "no mistakes \(place)" : "\(names.joined(separator: ", ")) \(place)"
  }

  /// `{findings: [{rule, severity, message, file, line, column, remedy}], files, errors, warnings, notes}`
  package var json: Value {
    [
      "findings": .array(findings.map { Self.json($0, waiver(of: $0)) }), "files": .integer(Int64(files)),
      "errors": .integer(Int64(count(.error))), "warnings": .integer(Int64(count(.warning))),
      "notes": .integer(Int64(count(.note))),
    ]
  }

  private static func json(_ finding: Diagnostic, _ waiver: CriterionOutcome.Waiver?) -> Value {
    var object: Object = [
      "rule": finding.rule.map { .string($0.id) } ?? .null, "severity": .string(finding.severity.rawValue),
      "message": .string(finding.message),
    ]
    if let place = finding.place {
      object["file"] = .string(place.file)
      object["line"] = .integer(Int64(place.line))
      object["column"] = .integer(Int64(place.column))
    }
    object["remedy"] = (finding.hint ?? finding.rule?.remedy).map(Value.string)
    object["waiver"] = waiver.map { waiver in
      ["until": .string(waiver.until), "because": .string(waiver.because), "isExpired": .bool(waiver.isExpired)]
    }
    return .object(object)
  }
}
