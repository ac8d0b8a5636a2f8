package import Documents

/// Which case of which suite; the same from run to run.
package struct CaseIdentity: Sendable, Hashable, Codable {
  package var suite: String
  /// Short and stable: `IPAM-001`.
  package var id: String

  package init(suite: String, id: String) {
    self.suite = suite
    self.id = id
  }
}

/// What is known of a case before it runs.
package struct CaseSummary: Sendable, Hashable, Codable {
  package var identity: CaseIdentity
  /// A sentence about behaviour.
  package var name: String
  package var category: String
  package var severity: Severity
  package var place: Place?

  package init(identity: CaseIdentity, name: String, category: String, severity: Severity, place: Place? = nil) {
    self.identity = identity
    self.name = name
    self.category = category
    self.severity = severity
    self.place = place
  }
}
