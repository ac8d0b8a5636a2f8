package import Verdicts

/// The ways in which an oracle perturbs a wish, by the names that suites and reports use (`docs/oracles.md`).
package enum RecipeName: String, Sendable, Hashable, CaseIterable {
  case quiescence
  case reapply = "re-apply"
  case nudge
  case update = "update-takes-effect"
  case restart
  case partialRepeat = "partial-repeat"
  case roundTrip = "round-trip"
  case pathIndependence = "path-independence"
  case consistency
  case errorRecovery = "error-recovery"
  case crash
  case crashAtWrite = "crash-at-write"
  case crashInDeletion = "crash-in-deletion"
  case missedChange = "missed-change"
  case missedRoundTrip = "missed-round-trip"
  case missedRecreation = "missed-re-creation"
  case missedChildDeletion = "missed-child-deletion"
  case missedDeletion = "missed-deletion"
  case missedDrift = "missed-drift"
  case missedOutsideChange = "missed-outside-change"
  case missedOutsideDeletion = "missed-outside-deletion"
  case wipedStatus = "wiped-status"
  case reinstall
  case driftOfChild = "drift-child"
  case driftOfField = "drift-field"
  case foreignField = "foreign-field"
  case deletion
  case deletionInForeground = "deletion-foreground"
  case deletionWithOrphans = "deletion-orphan"
  case recreation = "re-creation"
  case externalIdempotence = "external-idempotence"
  case rapidUpdates = "rapid-updates"
  case deletionWhenNotReady = "deletion-not-ready"
  case deletionOfNamespace = "deletion-namespace"
  case deletionWhileOutsideIsDown = "deletion-outside-down"
  case lostAnswer = "lost-answer"
  case watchCut = "watch-cut"
  case orderIndependence = "order-independence"
  case secretRotation = "secret-rotation"
  case upgrade
  case conversion
  case leaderFailOver = "leader-fail-over"
  case loadIdempotence = "load-idempotence"
  case writeDenial = "write-denial"
  case quotaDenial = "quota-denial"
  case permissionRevoked = "permission-revoked"
  case staleReads = "stale-reads"
  case coexistence

  /// Those that a battery tries: first what can be tried side by side, then what needs the candidate alone. What asks the
  /// same as another one is left out.
  package static let battery =
    allCases.filter { $0 != .update && !$0.needs.contains(.solitude) }
    + allCases.filter { $0 != .update && $0.needs.contains(.solitude) }

  /// What it asks of a suite or a sample, and of a run.
  package enum Need: Sendable {
    /// Other parameters for the wish.
    case change
    /// Parameters that the candidate cannot fulfil.
    case invalid
    /// Many wishes besides it.
    case copies
    /// What has to be there before the wish.
    case before
    /// Another candidate in the same lab, with a wish of its own.
    case beside
    /// What is made outside for the wish, and how somebody else changes it or deletes it there.
    case outsideChange, outsideDeletion
    /// The release before the present one.
    case previous
    /// To stop and start the candidate.
    case control
    /// That nothing else happens meanwhile: it counts what the candidate asks of systems outside.
    case solitude
  }

  package var needs: Set<Need> {
    switch self {
    case .quiescence, .reapply, .nudge, .partialRepeat, .driftOfChild, .driftOfField, .foreignField, .deletion,
      .deletionInForeground, .deletionWithOrphans, .recreation, .deletionOfNamespace, .writeDenial, .conversion,
      .quotaDenial:
      []
    case .update, .consistency: [.change, .solitude]
    case .roundTrip, .pathIndependence, .rapidUpdates: [.change]
    case .errorRecovery, .deletionWhenNotReady: [.invalid]
    case .orderIndependence: [.before]
    case .restart, .crash, .crashAtWrite, .crashInDeletion, .missedRecreation, .missedChildDeletion, .missedDeletion,
      .missedDrift, .wipedStatus, .reinstall, .staleReads:
      [.control, .solitude]
    case .missedOutsideChange: [.outsideChange, .control, .solitude]
    case .missedOutsideDeletion: [.outsideDeletion, .control, .solitude]
    case .missedChange, .missedRoundTrip, .leaderFailOver: [.change, .control, .solitude]
    case .externalIdempotence, .deletionWhileOutsideIsDown, .permissionRevoked, .lostAnswer: [.solitude]
    case .loadIdempotence: [.copies, .solitude]
    case .secretRotation, .watchCut: [.change, .solitude]
    case .upgrade: [.previous, .control, .solitude]
    case .coexistence: [.beside, .solitude]
    }
  }

  /// Whether it belongs to what every level-based operator bears, from quiescence to deletion. The others are about load,
  /// rights, releases and other programs, or take long.
  package var isCore: Bool {
    switch self {
    case .quiescence, .reapply, .nudge, .update, .restart, .partialRepeat, .roundTrip, .pathIndependence, .consistency,
      .errorRecovery, .crash, .crashAtWrite, .crashInDeletion, .missedChange, .missedRoundTrip, .missedRecreation,
      .missedChildDeletion, .missedDeletion, .missedDrift, .missedOutsideChange, .missedOutsideDeletion, .driftOfChild,
      .driftOfField, .foreignField, .deletion, .deletionInForeground, .deletionWithOrphans, .deletionWhenNotReady,
      .deletionOfNamespace, .deletionWhileOutsideIsDown:
      true
    case .wipedStatus, .reinstall, .recreation, .externalIdempotence, .rapidUpdates, .lostAnswer, .watchCut,
      .orderIndependence, .secretRotation,
      .upgrade, .conversion, .leaderFailOver, .loadIdempotence, .writeDenial, .quotaDenial, .permissionRevoked,
      .staleReads, .coexistence:
      false
    }
  }

  /// What it means for users when a candidate fails it.
  package var severity: Severity {
    switch self {
    case .nudge, .partialRepeat, .foreignField, .pathIndependence, .consistency, .rapidUpdates, .crashAtWrite,
      .deletionInForeground, .deletionWithOrphans, .orderIndependence, .writeDenial, .quotaDenial, .wipedStatus,
      .reinstall:
      .normal
    default: .essential
    }
  }

  /// Whether it disturbs what is made outside for the wish.
  package var isAboutOutside: Bool { needs.contains(.outsideChange) || needs.contains(.outsideDeletion) }

  /// Whether other parameters are of use: only a write of the candidate shows whether it keeps what is not its own.
  package var mayChangeWish: Bool { needs.contains(.change) || self == .foreignField }
}
