import Documents
package import Kubernetes

/// What an oracle says of one object in one stretch of time, and on which lines of the ledger that rests.
package struct Judgement: Sendable {
  package enum Oracle: String, Sendable, Hashable, Codable, CaseIterable {
    case quiescence
    case reapply = "re-apply"
    case nudge
    case update = "update-takes-effect"
    case driftOfField = "drift-field"
    case driftOfChild = "drift-child"
    case foreignField = "foreign-field"
    case restart
    case missedChange = "missed-change"
    case recovery = "error-recovery"
    case deletion
    case ownership
    case attribution = "writer"
    case partialRepeat = "partial-repeat"
    case roundTrip = "round-trip"
    case pathIndependence = "path-independence"
    case consistency
    case crash
    case recreation = "re-creation"
    case external = "external-idempotence"
    case rapidUpdates = "rapid-updates"
    case orderIndependence = "order-independence"
    case secretRotation = "secret-rotation"
    case upgrade
    case conversion
    case secrecy = "secret-told"
    /// What a careful reader notes besides.
    case other
    case leaderFailOver = "leader-fail-over"
    case loadIdempotence = "load-idempotence"
    case writeDenial = "write-denial"
    case staleReads = "stale-reads"
    case coexistence
    case missedOutside = "missed-outside"
    case reinstall
    case wipedStatus = "wiped-status"
  }

  package enum Verdict: String, Sendable, Hashable, Codable {
    case conforms
    case violates
    /// The ledger does not tell, and whoever says more is wrong.
    case notObservable = "not-observable"
  }

  package var oracle: Oracle
  package var verdict: Verdict
  /// Nil for the candidate as a whole.
  package var subject: ObjectKey?
  package var time: ClosedRange<Double>
  /// One sentence that names the bug, or what was seen.
  package var sentence: String
  /// What it rests on.
  package var evidence: [Revision]
  /// What was left out of account, and how often.
  package var masked: [Mask: Int] = [:]
  /// What it rests on that is not there.
  package var absences: [Absence] = []
  /// Whether it tells how things were at one moment, and they may be otherwise a little later.
  package var isOfMoment = false
  /// What happened to the process.
  package var marks: [LedgerLine.Mark] = []

  /// Lines that are looked for, and that a reader of the ledger does not find.
  package struct Absence: Sendable, Hashable {
    package var key: ObjectKey
    package var time: ClosedRange<Double>
    /// Nil is any.
    package var change: LedgerLine.Change?
    /// In plain text; none is the object as a whole.
    package var paths: [String] = []
    /// The managers of the candidate alone, not the platform's.
    package var isOfCandidate = false
  }

  package init(
    _ oracle: Oracle, _ verdict: Verdict, _ subject: ObjectKey?, in time: ClosedRange<Double>, _ sentence: String,
    _ evidence: [Revision] = []
  ) {
    self.oracle = oracle
    self.verdict = verdict
    self.subject = subject
    self.time = time
    self.sentence = sentence
    self.evidence = evidence
  }
}

extension Judgement {
  /// `3 writes: ConfigMap demo/x data.conf by netbox-operator (Update) at +4.2 s, +14.2 s, +24.2 s`
  static func story(_ revisions: [Revision], since start: Double) -> String {
    guard let first = revisions.first else { return "no write" }
    var known = Set<FieldPath>()
    for revision in revisions { for change in revision.changes { known.insert(change.path) } }
    let paths = Set(known.map(\.plainText)).sorted()
    let shown = paths.prefix(3).joined(separator: ", ") + (paths.count > 3 ? " and \(paths.count - 3) more" : "")
    let who = Set(revisions.flatMap(\.writers)).map(\.description).sorted().joined(separator: ", ")
    let times = revisions.prefix(3).map { "+\((($0.time - start) * 10).rounded() / 10) s" }.joined(separator: ", ")
    let kinds = Set(revisions.map(\.change))
    let what =
      kinds == [.modified]
      ? (revisions.count == 1 ? "1 write" : "\(revisions.count) writes")
      : revisions.prefix(5).map(\.change.rawValue).joined(separator: ", ")
    return "\(what): \(first.key)\(shown.isEmpty ? "" : " \(shown)")\(who.isEmpty ? "" : " by \(who)") at \(times)"
      + (revisions.count > 3 ? " and \(revisions.count - 3) more" : "") + nature(of: revisions)
  }
}
