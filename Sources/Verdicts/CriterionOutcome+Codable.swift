package import Documents

/// As it is saved: the status by its name, with its reason beside it; findings without what all of them have in common.
extension CriterionOutcome: Codable {
  private enum CodingKeys: String, CodingKey {
    case id, statement, severity, status, reason, message, subjects, remedy, findings, evidence, waiver
  }

  private struct SavedFinding: Codable {
    var message: String
    var place: Place?
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(id, forKey: .id)
    try container.encode(statement, forKey: .statement)
    try container.encode(severity, forKey: .severity)
    try container.encode(status.name, forKey: .status)
    try container.encodeIfPresent(status.reason, forKey: .reason)
    try container.encode(message, forKey: .message)
    try container.encode(subjects, forKey: .subjects)
    try container.encodeIfPresent(findings.lazy.compactMap(\.hint).first, forKey: .remedy)
    try container.encode(findings.map { SavedFinding(message: $0.message, place: $0.place) }, forKey: .findings)
    try container.encode(evidence, forKey: .evidence)
    try container.encodeIfPresent(waiver, forKey: .waiver)
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let id = try container.decode(String.self, forKey: .id)
    let statement = try container.decode(String.self, forKey: .statement)
    let severity = try container.decode(Severity.self, forKey: .severity)
    let name = try container.decode(String.self, forKey: .status)
    let reason = try container.decodeIfPresent(String.self, forKey: .reason) ?? ""
    guard let status = Status(name: name, reason: reason) else {
      throw DecodingError.dataCorruptedError(
        forKey: .status, in: container, debugDescription: "\(name.quoted) is no status of a criterion")
    }
    let remedy = try container.decodeIfPresent(String.self, forKey: .remedy)
    let rule = severity.rule(id, statement, remedy: remedy ?? "")
    self.init(
      id: id, statement: statement, severity: severity, status: status,
      message: try container.decode(String.self, forKey: .message),
      subjects: try container.decode(Int.self, forKey: .subjects),
      findings: try container.decode([SavedFinding].self, forKey: .findings).map {
        Diagnostic(rule.severity, $0.message, at: $0.place, hint: remedy, rule: rule)
      },
      evidence: try container.decode([String].self, forKey: .evidence),
      waiver: try container.decodeIfPresent(Waiver.self, forKey: .waiver))
  }
}

extension Severity {
  /// What findings about a criterion are called in reports that know errors, warnings and notes.
  package func rule(_ id: String, _ statement: String, remedy: String) -> DiagnosticRule {
    let severity: Diagnostic.Severity =
      switch self {
      case .essential: .error
      case .normal: .warning
      case .bonus: .note
      }
    return DiagnosticRule(id, severity, statement, remedy: remedy)
  }
}
