import Documents
import Expressions
import Plans
import Reports
import Suites
import Verdicts

/// Criteria as text for a person.
enum CriteriaPage {
  static func list(_ catalogue: CriteriaCatalogue, _ style: TextStyle) -> String {
    var lines: [String] = []
    for category in catalogue.categories {
      lines += [style("\(category.name.uppercased()): \(category.title)", .strong)]
      for criterion in category.criteria {
        let severity = criterion.severity.rawValue.padded(to: 9)
        let note = criterion.isChecked ? "" : style(" (not checked yet)", .quiet)
        lines.append(
          "  \(style(criterion.id, .strong))  \(severity)  \(PlainText.sanitized(criterion.statement))\(note)")
      }
      lines.append("")
    }
    return (lines + [catalogue.summary]).joined(separator: "\n") + "\n"
  }

  static func explain(_ criterion: Criterion, _ style: TextStyle) -> String {
    var rows = [
      ("severity", criterion.severity.rawValue), ("about", criterion.subject.rawValue),
      ("checked", criterion.checkDescription),
    ]
    if let applicability = criterion.applicability { rows.append(("applies", "when \(applicability.text)")) }
    if case .rules(let rules) = criterion.check { rows += rules.map { ("condition", $0.condition.text) } }
    rows += [("remedy", criterion.remedy), ("impact", criterion.impact)]
    rows.append(("sources", criterion.sources.joined(separator: ", ")))
    if !criterion.answers.isEmpty { rows.append(("CNTF", criterion.answers.joined(separator: ", "))) }
    rows += [("since", criterion.since), ("waiver", criterion.mayBeWaived ? "allowed" : "not allowed")]
    let lines = rows.map { "  \($0.0.padded(to: 10))\(PlainText.sanitized($0.1))" }
    return ([style("\(criterion.id) \(PlainText.sanitized(criterion.statement))", .strong)] + lines)
      .joined(separator: "\n") + "\n"
  }
}

extension String {
  fileprivate func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}
