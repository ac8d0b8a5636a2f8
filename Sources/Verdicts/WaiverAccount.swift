/// What became of a waiver in a candidate's file.
package struct WaiverAccount: Sendable, Hashable, Codable {
  package enum State: String, Sendable, Hashable, Codable, CaseIterable {
    /// Something failed, and is accepted for now.
    case used
    /// What it is for passed.
    case unneeded
    /// What it is for did not come up.
    case idle
    /// Its last day is over: it does not count.
    case expired
    /// The catalogue allows none for the criterion: it does not count.
    case refused
  }

  /// Of the criterion or case.
  package var id: String
  /// The last day, `2026-12-31`.
  package var until: String
  package var because: String
  package var state: State

  package init(id: String, until: String, because: String, state: State) {
    self.id = id
    self.until = until
    self.because = because
    self.state = state
  }
}
