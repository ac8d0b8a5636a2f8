import Documents
import Plans
import Reports
import Suites
import Verdicts

/// Profiles as text for a person.
enum ProfilePage {
  static func list(_ catalogue: ProfileCatalogue, _ style: TextStyle) -> String {
    let profiles = catalogue.profiles
    let widths = (profiles.map(\.name.count).max() ?? 0, profiles.map(\.title.count).max() ?? 0)
    let lines = profiles.map { profile in
      "\(style(profile.name.padded(to: widths.0), .strong))  \(PlainText.sanitized(profile.title).padded(to: widths.1))  "
        + "\(profile.countSentence); \(profile.threshold) %"
    }
    let last = "\(profiles.count) profiles; `plugfest profiles explain NAME` tells more"
    return (lines + ["", last]).joined(separator: "\n") + "\n"
  }

  static func explain(_ profile: Profile, _ style: TextStyle) -> String {
    var lines = [style("\(profile.name): \(PlainText.sanitized(profile.title))", .strong)]
    lines += wrapped(profile.about, indent: 2)
    lines += ["", "  to be reached  \(profile.threshold) % of the points, and nothing decisive that fails"]
    if profile.parts.isEmpty {
      let weights = profile.weights
      lines.append("  points         essential \(weights.essential), normal \(weights.normal), bonus \(weights.bonus)")
    }
    for group in profile.criteriaByReason {
      lines.append("")
      if let because = group.because { lines += wrapped(because, indent: 2) }
      lines += group.criteria.map { criterion in
        let severity = criterion.severity.rawValue.padded(to: 9)
        return "    \(style(criterion.id, .strong))  \(severity)  \(PlainText.sanitized(criterion.statement))"
      }
    }
    for selection in profile.cases {
      lines += ["", "  \(style(PlainText.sanitized(selection.sentence), .strong))"]
      if let because = selection.because { lines += wrapped(because, indent: 4) }
    }
    if !profile.parts.isEmpty { lines += ["", "  combines, by weight"] }
    lines += profile.parts.map { part in
      let because = part.because.map { "  \($0)" } ?? ""
      return "    \(part.weight) × \(style(PlainText.sanitized(part.title), .strong))\(PlainText.sanitized(because))"
    }
    if !profile.features.isEmpty { lines += ["", "  features that a candidate may claim, and is held to then"] }
    lines += profile.features.map { feature in
      "    \(style(feature.name, .strong))  \(PlainText.sanitized(feature.about)) "
        + "(\(feature.criteria.map(\.id).joined(separator: ", ")))"
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func wrapped(_ text: String, indent: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in PlainText.sanitized(text).split(whereSeparator: \.isWhitespace) {
      if !line.isEmpty, indent + line.count + 1 + word.count > 100 {
        lines.append(line)
        line = ""
      }
      line += (line.isEmpty ? "" : " ") + word
    }
    return (lines + [line]).map { String(repeating: " ", count: indent) + $0 }
  }
}

extension String {
  fileprivate func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}
