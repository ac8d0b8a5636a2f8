package import Documents
import Verdicts

// SARIF 2.1.0: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
extension FindingsReport {
  /// - Parameters:
  ///   - rules: all that could have been found.
  ///   - version: of plugfest.
  package func sarif(rules: [DiagnosticRule], version: String) -> Value {
    let indices = Dictionary(rules.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    return [
      "$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0",
      "runs": [
        [
          "tool": [
            "driver": [
              "name": "plugfest", "semanticVersion": .string(version), "rules": .array(rules.map(Self.descriptor)),
            ]
          ],
          // Columns are counted in characters, not in UTF-16.
          "columnKind": "unicodeCodePoints",
          "results": .array(findings.map { Self.result($0, waiver(of: $0), indices) }),
        ]
      ],
    ]
  }

  private static func descriptor(_ rule: DiagnosticRule) -> Value {
    [
      "id": .string(rule.id), "shortDescription": ["text": .string(rule.summary)],
      "help": ["text": .string(rule.remedy)], "defaultConfiguration": ["level": .string(rule.severity.rawValue)],
    ]
  }

  private static func result(
    _ finding: Diagnostic, _ waiver: CriterionOutcome.Waiver?, _ indices: [String: Int]
  ) -> Value {
    let text = [finding.message, finding.hint].compactMap(\.self).joined(separator: "; ")
    var result: Object = [
      // The levels of SARIF have the same names.
      "level": .string(finding.severity.rawValue), "message": ["text": .string(text)],
    ]
    if let rule = finding.rule {
      result["ruleId"] = .string(rule.id)
      result["ruleIndex"] = indices[rule.id].map { .integer(Int64($0)) }
    }
    if let place = finding.place { result["locations"] = [location(place)] }
    if let waiver {
      // Only what is accepted hides a result.
      let text = "\(waiver.because) (\(waiver.isExpired ? "ended on" : "until") \(waiver.until))"
      result["suppressions"] = [
        [
          "kind": "external", "status": .string(waiver.isExpired ? "rejected" : "accepted"),
          "justification": .string(text),
        ]
      ]
    }
    return .object(result)
  }

  private static func location(_ place: Place) -> Value {
    [
      "physicalLocation": [
        "artifactLocation": ["uri": .string(reference(place.file))],
        "region": ["startLine": .integer(Int64(place.line)), "startColumn": .integer(Int64(place.column))],
      ]
    ]
  }

  /// A path as a URI, which a relative path is only when nothing in it looks like a scheme.
  private static func reference(_ path: String) -> String {
    let isAbsolute = path.hasPrefix("/")
    var encoded = ""
    for byte in path.utf8 {
      let scalar = Unicode.Scalar(byte)
      if scalar.properties.isAlphabetic && scalar.isASCII || "0123456789-._~/".unicodeScalars.contains(scalar) {
        encoded.unicodeScalars.append(scalar)
      } else {
        let digits = String(byte, radix: 16, uppercase: true)
        encoded += digits.count == 1 ? "%0\(digits)" : "%\(digits)"
      }
    }
    return isAbsolute ? "file://\(encoded)" : encoded
  }
}
