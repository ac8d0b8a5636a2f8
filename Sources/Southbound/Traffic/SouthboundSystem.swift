/// A system outside as a run stands between it and the candidate.
package struct SouthboundSystem: Sendable {
  /// The credential that the candidate was given, which is the run's own: the system's never reaches the candidate.
  package struct Credential: Sendable {
    /// From now on only a new one is good, which stands in the file that the candidate was told.
    package var rotate: @Sendable () async throws -> Void
    /// Those of before are good again, so that what comes later is not judged by a rotation.
    package var readmit: @Sendable () -> Void

    package init(rotate: @escaping @Sendable () async throws -> Void, readmit: @escaping @Sendable () -> Void) {
      self.rotate = rotate
      self.readmit = readmit
    }
  }

  /// The endpoint's name in the lab.
  package var name: String
  package var journal: TrafficJournal
  package var faults: TrafficFaults
  /// Nil where the candidate has the system's own credential, or none.
  package var credential: Credential?

  package init(name: String, journal: TrafficJournal, faults: TrafficFaults, credential: Credential?) {
    self.name = name
    self.journal = journal
    self.faults = faults
    self.credential = credential
  }
}
