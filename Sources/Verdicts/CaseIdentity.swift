package import Documents

/// Which case of which suite, and in a run that repeats its cases which time; the same from run to run.
package struct CaseIdentity: Sendable, Hashable, Codable {
  package var suite: String
  /// Short and stable: `IPAM-001`.
  package var id: String
  /// From 1; nil in a run that carries out its cases once.
  package var round: Int?

  package init(suite: String, id: String, round: Int? = nil) {
    self.suite = suite
    self.id = id
    self.round = round
  }

  /// Whether an id that somebody wrote stands for this case: its own, or that of the case that was written for it and
  /// other examples, `APN-020` of `APN-020/label-of-64-characters`.
  package func isMeant(by id: String) -> Bool { self.id == id || self.id.hasPrefix("\(id)/") }

  /// `IPAM-001`, or `IPAM-001 #2` when it is carried out for the second time.
  package var title: String { round.map { "\(id) #\($0)" } ?? id }
}

/// What is known of a case before it runs.
package struct CaseSummary: Sendable, Hashable, Codable {
  package var identity: CaseIdentity
  /// A sentence about behaviour.
  package var name: String
  package var category: String
  package var severity: Severity
  package var place: Place?
  /// What a candidate must claim to be asked for it; nil when every candidate is.
  package var features: [String]?
  /// Ids of the criteria that it shows; nil when the suite does not say.
  package var criteria: [String]?

  package init(
    identity: CaseIdentity, name: String, category: String, severity: Severity, place: Place? = nil,
    criteria: [String]? = nil
  ) {
    self.criteria = criteria
    self.identity = identity
    self.name = name
    self.category = category
    self.severity = severity
    self.place = place
  }
}
