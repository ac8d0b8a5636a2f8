package import Documents
package import Verdicts

/// A case whose failure is known not to be the candidate's, such as one that is flaky, and does not count until a day.
package struct QuarantinedCase: Sendable, Hashable {
  /// Nil for the case of that id in any suite.
  package var suite: String?
  package var id: String
  /// The last day, `2026-12-31`.
  package var until: String
  package var because: String
  /// Where more is told about it.
  package var link: String?
  package var place: Place

  package init(suite: String?, id: String, until: String, because: String, link: String?, place: Place) {
    self.suite = suite
    self.id = id
    self.until = until
    self.because = because
    self.link = link
    self.place = place
  }

  /// In any round.
  package func means(_ identity: CaseIdentity) -> Bool {
    identity.isMeant(by: id) && (suite ?? identity.suite) == identity.suite
  }
}
