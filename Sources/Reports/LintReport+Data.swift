package import Documents
import Verdicts

extension LintReport {
  /// The findings for tools that show them in files; what is waived is marked as such, and counts as nothing.
  private var findingsReport: FindingsReport {
    var report = FindingsReport(mistakes + findings, files: objects)
    report.waivers = Dictionary(
      outcomes.compactMap { outcome in outcome.waiver.map { (outcome.id, $0) } },
      uniquingKeysWith: { first, _ in first })
    return report
  }

  /// SARIF 2.1.0; what is waived is suppressed there, with its reason.
  ///
  /// - Parameters:
  ///   - rules: all that could have been found.
  ///   - version: of plugfest.
  package func sarif(rules: [DiagnosticRule], version: String) -> Value {
    findingsReport.sarif(rules: rules, version: version)
  }

  /// What was found, with the waivers and what the profiles say.
  ///
  /// - Throws: when a value has no form in JSON, which none of them lacks.
  package func json() throws -> Value {
    guard var document = findingsReport.json.object else { return .null }
    if !waivers.isEmpty { document["waivers"] = try ProfileReport.json(waivers) }
    if !profiles.isEmpty { document["profiles"] = try ProfileReport.json(profiles) }
    return .object(document)
  }
}
