import Documents
package import Kubernetes

/// Judges a recording phase by phase, each by the oracle that its name calls for. Nothing in it looks at anything but the
/// ledger, so the same recording is judged in the same way at any time.
package struct LedgerJudge: Sendable {
  let ledger: Ledger
  let cast: Cast
  let phases: [Phase]
  /// What goes on all the time, as the idle phases show: which fields of which objects the candidate rewrites anyway.
  let unrest: [ObjectKey: Set<FieldPath>]

  package init(_ ledger: Ledger) {
    self.ledger = ledger
    let cast = Cast(ledger)
    let phases = Phase.phases(of: ledger)
    self.cast = cast
    self.phases = phases
    var unrest: [ObjectKey: Set<FieldPath>] = [:]
    for phase in phases where ["idle", "calm"].contains(phase.name) {
      for revision in ledger.revisions(in: phase.time) where cast.isByCandidate(revision) {
        unrest[revision.key, default: []].formUnion(revision.changes.map { $0.path.outermostList })
      }
    }
    self.unrest = unrest
  }

  /// In the order of the recording.
  package func judgements() -> [Judgement] {
    attribution() + ownership() + phases.indices.flatMap { judge($0) }
  }

  /// Of the phases that begin at that time or later.
  package func judgements(since time: Double) -> [Judgement] {
    phases.indices.filter { phases[$0].time.lowerBound >= time }.flatMap { judge($0) }
  }

  /// What the candidate made for a wish and still is there: what it owns, directly or not, and has written.
  package func children(of wish: ObjectKey) -> [ObjectKey] {
    guard let revision = ledger.revisions.last(where: { $0.key == wish }) else { return [] }
    return descendants(of: revision, until: ledger.end)
      .filter { cast.children.contains($0) && ledger.isThere($0, at: ledger.end) }
      .sorted { "\($0)" < "\($1)" }
  }

  private func judge(_ index: Int) -> [Judgement] {
    let phase = phases[index]
    switch phase.name {
    case "idle": return quiescence(phase)
    case "re-apply server-side", "re-apply client-side": return reapply(phase)
    case "nudge": return nudge(phase)
    case "update": return update(phase)
    case "delete child": return driftOfChild(phase)
    case "edit child": return driftOfField(phase)
    case "foreign label": return foreignField(phase)
    case "restart": return restart(phase, isAfterChange: false)
    case "start again": return restart(phase, isAfterChange: true)
    case "stop": return stop(phase)
    case "change while down", "delete child while down": return missedChange(index)
    case "invalid CR": return invalidWish(phase)
    case "recover": return recovery(phase)
    case "delete CR", "delete source": return deletion(index)
    default: return []
    }
  }

  // MARK: What the oracles share

  /// What the candidate wrote in a time, without what it writes anyway.
  func answers(in time: ClosedRange<Double>) -> [Revision] {
    ledger.revisions(in: time).filter { cast.isByCandidate($0) && !isUnrest($0) && $0.writeClass > .infrastructure }
  }

  func isUnrest(_ revision: Revision) -> Bool {
    guard revision.change == .modified, let known = unrest[revision.key] else { return false }
    return revision.changes.allSatisfy { change in
      change.path.isIn(plainText: "metadata.generation") || known.contains { $0.contains(change.path) }
    }
  }

  /// What the drivers changed in a time.
  func perturbations(in time: ClosedRange<Double>) -> [Revision] {
    ledger.revisions(in: time).filter { cast.isByDriver($0) && ($0.change == .added || !$0.changes.isEmpty) }
  }

  /// Objects that the candidate looks after.
  var scope: [ObjectKey] { cast.wishes.union(cast.children).sorted { "\($0)" < "\($1)" } }

  /// Whether it is a wish in a kind of the candidate's own, not a source of a kind that everybody has.
  func isCustom(_ key: ObjectKey) -> Bool {
    key.group.contains(".") && !key.group.hasSuffix("k8s.io") || key.group.contains(".x-k8s.io")
  }

  /// The child of which a phase tells.
  func child(_ phase: Phase) -> ObjectKey? {
    guard let kind = phase.details["kind"]?.string?.split(separator: " ").first.map(String.init),
      let name = phase.details["name"]?.string
    else { return nil }
    let namespace = phase.details["namespace"]?.string
    return ledger.revisions.reversed().first {
      $0.key.kind == kind && $0.key.name == name && (namespace == nil || $0.key.namespace == namespace)
        && $0.time <= phase.time.upperBound
    }?.key
  }
}

extension FieldPath {
  /// Down to the first list: which item of it changed says nothing when it is rewritten in another order.
  var outermostList: FieldPath {
    FieldPath(Array(elements.prefix { if case .index = $0 { false } else { true } }))
  }
}
