package import Documents

/// The list of what the checker can find, for a person.
package enum RuleList {
  package static func text(_ rules: [DiagnosticRule], _ style: TextStyle) -> String {
    rules.map { rule in
      "\(style(rule.id, .strong)) (\(rule.severity))\n  \(rule.summary)\n  hint: \(rule.remedy)\n"
    }.joined()
  }
}
