package import Documents
package import Plans
import Verdicts

extension ProfileCatalogue {
  /// The profiles as data, for programs.
  package var document: Value { ["profiles": .array(profiles.map(\.document))] }

  /// A page of the documentation.
  package var markdown: String {
    var lines = [
      "", "## The profiles that come with plugfest", "", "| profile | what it is about | counts | score |",
      "|---|---|---|---|",
    ]
    lines += profiles.map { "| [`\($0.name)`](#\($0.name)) | \($0.title) | \($0.countSentence) | \($0.threshold) % |" }
    lines += [
      "", "Features that a candidate may claim besides those of its contract:", "",
      "| feature | what it is | shown by |", "|---|---|---|",
    ]
    lines += features.map { "| `\($0.name)` | \($0.about) | \($0.criteria.map(\.id).joined(separator: ", ")) |" }
    for profile in profiles { lines += profile.markdown }
    return lines.joined(separator: "\n") + "\n"
  }
}

extension Profile {
  /// `49 criteria, 47 of them essential`, `7 profiles`
  package var countSentence: String {
    guard parts.isEmpty else { return "\(parts.count) profiles" }
    let essential = criteria.count { $0.severity == .essential }
    let ofCriteria = criteria.isEmpty ? nil : "\(criteria.count) criteria, \(essential) essential"
    let ofCases = cases.isEmpty ? nil : cases.map(\.sentence).joined(separator: ", ")
    return [ofCriteria, ofCases].compactMap(\.self).joined(separator: "; ")
  }

  /// The criteria with the same reason together, in the order of the catalogue.
  package var criteriaByReason: [(because: String?, criteria: [DeclaredCriterion])] {
    var reasons: [String?] = []
    for criterion in criteria where !reasons.contains(criterion.because) { reasons.append(criterion.because) }
    return reasons.map { reason in (reason, criteria.filter { $0.because == reason }) }
  }

  fileprivate var markdown: [String] {
    var lines = ["", "### \(name)", "", "**\(title).** \(about) At least \(threshold) % of the points are asked for."]
    if weights != Weights() {
      lines += ["", "Points: essential \(weights.essential), normal \(weights.normal), bonus \(weights.bonus)."]
    }
    if !criteria.isEmpty || !cases.isEmpty || !parts.isEmpty { lines.append("") }
    for group in criteriaByReason {
      lines.append("- \(group.criteria.map(\.id).joined(separator: ", "))\(group.because.map { ": \($0)" } ?? "")")
    }
    lines += cases.map { "- \($0.sentence)\($0.because.map { ": \($0)" } ?? "")" }
    lines += parts.map { "- \($0.markdown), weight \($0.weight)\($0.because.map { ": \($0)" } ?? "")" }
    for feature in features {
      lines.append("- Who claims `\(feature.name)` is held to \(feature.criteria.map(\.id).joined(separator: ", ")).")
    }
    return lines
  }

  /// The profile as data, for programs.
  package var document: Value {
    var document: Object = [
      "name": .string(name), "title": .string(title), "about": .string(about),
      "threshold": ["score": .integer(Int64(threshold))],
    ]
    if parts.isEmpty {
      document["weights"] = [
        "essential": .integer(Int64(weights.essential)), "normal": .integer(Int64(weights.normal)),
        "bonus": .integer(Int64(weights.bonus)),
      ]
    }
    if !criteria.isEmpty { document["criteria"] = .array(criteria.map(\.document)) }
    if !cases.isEmpty { document["cases"] = .array(cases.map(\.document)) }
    if !features.isEmpty {
      document["features"] = .array(
        features.map { feature in
          [
            "name": .string(feature.name), "about": .string(feature.about),
            "criteria": .array(feature.criteria.map { .string($0.id) }),
          ]
        })
    }
    if !parts.isEmpty { document["profiles"] = .array(parts.map(\.document)) }
    return .object(document)
  }
}

extension Profile.CaseSelection {
  /// `cases of the candidate's contract of the category upgrade`
  package var sentence: String {
    let ofContract = contract.map { " of \($0)" } ?? " of the candidate's contract"
    let word = categories.count == 1 ? "category" : "categories"
    let ofCategory = categories.isEmpty ? "" : " of the \(word) \(categories.joined(separator: ", "))"
    let severity = severities.map { "\($0.rawValue) " }.joined()
    return "\(severities.isEmpty && categories.isEmpty ? "all " : severity)cases\(ofContract)\(ofCategory)"
  }

  fileprivate var document: Value {
    var document: Object = [:]
    document["contract"] = contract.map(Value.string)
    if !categories.isEmpty { document["category"] = .array(categories.map(Value.string)) }
    if !severities.isEmpty { document["severity"] = .array(severities.map { .string($0.rawValue) }) }
    document["because"] = because.map(Value.string)
    return .object(document)
  }
}

extension Profile.DeclaredCriterion {
  fileprivate var document: Value {
    var document: Object = [
      "id": .string(id), "severity": .string(severity.rawValue), "waiver": .bool(mayBeWaived),
    ]
    document["because"] = because.map(Value.string)
    return .object(document)
  }
}

extension Profile.Part {
  /// `ha`, or what stands for the profile of a contract.
  package var title: String {
    switch source {
    case .profile(let name): name
    case .contractOfCandidate: "that of the candidate's contract"
    }
  }

  fileprivate var markdown: String {
    switch source {
    case .profile(let name): "[`\(name)`](#\(name))"
    case .contractOfCandidate: "the profile of the candidate's contract"
    }
  }

  fileprivate var document: Value {
    var document: Object = [:]
    switch source {
    case .profile(let name): document["profile"] = .string(name)
    case .contractOfCandidate: document["contract"] = "own"
    }
    document["weight"] = .integer(Int64(weight))
    document["because"] = because.map(Value.string)
    return .object(document)
  }
}
