package import Documents
import Expressions
package import Plans
import Verdicts

extension CriteriaCatalogue {
  /// `140 criteria: 80 checked, 60 not checked yet`
  package var summary: String {
    let all = criteria
    let checked = all.count { $0.isChecked }
    return "\(all.count) criteria: \(checked) checked, \(all.count - checked) not checked yet"
  }

  /// The catalogue as data, for programs.
  package var document: Value {
    let all = criteria
    let checked = all.count { $0.isChecked }
    return [
      "categories": .array(
        categories.map { category in
          [
            "name": .string(category.name), "title": .string(category.title),
            "criteria": .array(category.criteria.map(\.document)),
          ]
        }),
      "criteria": .integer(Int64(all.count)), "checked": .integer(Int64(checked)),
      "notCheckedYet": .integer(Int64(all.count - checked)),
    ]
  }

  /// A page of the documentation.
  package var markdown: String {
    var lines = [
      "# Criteria", "",
      "What plugfest measures cloud-native operators by. This page is printed by `plugfest criteria --format markdown`; "
        + "the catalogue is in the folder [`criteria`](../criteria). \(summary).", "",
      "Essential criteria decide; normal ones count; bonus ones can only add. What is not checked yet never counts as "
        + "passed. `plugfest criteria explain REC-02` tells more about one, and [`plugfest lint`](lint.md) applies those "
        + "that manifests alone can answer.",
    ]
    for category in categories {
      lines += ["", "## \(category.name.uppercased()): \(category.title)"]
      for criterion in category.criteria { lines += criterion.markdown }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

extension Criterion {
  /// How it is checked, in words.
  package var checkDescription: String {
    if checks.isEmpty { return "not yet" }
    let ways = checks.map(description)
    let later = runCheck.map { "; in a run also by what its ledger tells (\($0.rawValue))" } ?? ""
    return (isStatic ? "" : "in a run, ") + ways.joined(separator: "; ") + later
  }

  private func description(_ check: Check) -> String {
    switch check {
    case .rules:
      needs.isEmpty
        ? "by `plugfest lint`" : "by what it measures (\(needs.map(\.rawValue).joined(separator: ", ")))"
    case .named(let name):
      name == .compatibleChange
        ? "by `plugfest lint --against OLD NEW`"
        : isStatic ? "by `plugfest lint` (\(name.rawValue))" : "by what its ledger tells (\(name.rawValue))"
    case .oracles(let recipes):
      "by the oracle\(recipes.count == 1 ? "" : "s") \(recipes.map(\.rawValue).joined(separator: ", "))"
    case .cases(let categories):
      categories.isEmpty
        ? "by the cases that name it" : "by cases of the category \(categories.joined(separator: ", "))"
    case .aspects(let categories):
      "by the cases that name it, at least one of each category: \(categories.joined(separator: ", "))"
    case .evidence(let name): "by files that come with it (`plugfest lint --evidence DIR`, \(name.rawValue))"
    case .several, .none: ""
    }
  }

  fileprivate var markdown: [String] {
    var lines = [
      "", "### \(id)", "", "**\(statement)**", "",
      "\(severity.rawValue.prefix(1).uppercased())\(severity.rawValue.dropFirst()); about: \(subject.rawValue); "
        + "checked: \(checkDescription); waiver \(mayBeWaived ? "allowed" : "not allowed"); since \(since).", "",
      "- Impact: \(impact)", "- Remedy: \(remedy)", "- Sources: \(sources.joined(separator: ", "))",
    ]
    if !answers.isEmpty { lines.append("- Answers in the CNTF: \(answers.joined(separator: ", "))") }
    return lines
  }

  /// The criterion as data, for programs.
  package var document: Value {
    var document: Object = [
      "id": .string(id), "statement": .string(statement), "severity": .string(severity.rawValue),
      "about": .string(subject.rawValue), "checked": .bool(isChecked), "static": .bool(isStatic),
    ]
    document["when"] = applicability.map { .string($0.text) }
    for check in checks {
      switch check {
      case .rules(let rules): document["cel"] = .array(rules.map { .string($0.condition.text) })
      case .named(let name): document["named"] = .string(name.rawValue)
      case .oracles(let recipes): document["oracles"] = .array(recipes.map { .string($0.rawValue) })
      case .cases(let categories): document["cases"] = .array(categories.map(Value.string))
      case .aspects(let categories): document["aspects"] = .array(categories.map(Value.string))
      case .evidence(let name): document["evidence"] = .string(name.rawValue)
      case .several, .none: break
      }
    }
    document["inRun"] = runCheck.map { .string($0.rawValue) }
    if !needs.isEmpty { document["needs"] = .array(needs.map { .string($0.rawValue) }) }
    document["remedy"] = .string(remedy)
    document["impact"] = .string(impact)
    document["sources"] = .array(sources.map(Value.string))
    document["answers"] = .array(answers.map(Value.string))
    document["since"] = .string(since)
    document["waiver"] = .bool(mayBeWaived)
    return .object(document)
  }
}
