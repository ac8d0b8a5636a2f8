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
  /// The revisions of each object, in their order.
  let histories: [ObjectKey: [Revision]]
  /// The same with what masks cover, to count what anybody can count.
  let plainHistories: [ObjectKey: [Revision]]
  /// What does not count, and how many changes each of them has covered.
  package let masks: [(mask: Mask, hits: Int)]
  /// Objects of one kind and name, of any group.
  let namesakes: [ObjectKey: [ObjectKey]]
  /// Whose uid it is.
  let keys: [String: ObjectKey]
  /// What an owner owns, by its uid, with the time from which on it does.
  let possessions: [String: [Possession]]
  /// Objects that the candidate looks after.
  let scope: [ObjectKey]
  /// Wishes in kinds of the candidate's own, and children that never had an owner, both in the order of the scope.
  let customWishes: [ObjectKey]
  let unownedChildren: [ObjectKey]
  /// Changes by the platform, in their order.
  let platformWrites: [Revision]
  /// Without any process of the candidate.
  let downtimes: [ClosedRange<Double>]
  /// Whether something made pods run.
  let hasNodes: Bool

  struct Possession: Sendable {
    var uid: String
    var key: ObjectKey
    var time: Double
  }

  /// - Parameters:
  ///   - declared: Changes that do not count, besides those of which the ledger has marks.
  ///   - childKinds: Kinds of which the candidate says that they are its own, also where managed fields do not tell.
  ///   - time: In which it is counted what masks cover; nil is all of it.
  package init(
    _ recorded: Ledger, masks declared: [Mask] = [], childKinds: Set<GroupKind> = [],
    during time: ClosedRange<Double>? = nil
  ) {
    var masking = Masking(recorded, declared)
    let ledger = masking.masked(recorded, in: time ?? 0...recorded.end)
    self.ledger = ledger
    masks = masking.masks.map { [hits = masking.hits] mask in (mask, hits[mask] ?? 0) }
    let cast = Cast(ledger, childKinds: childKinds)
    let phases = Phase.phases(of: ledger)
    self.cast = cast
    self.phases = phases
    var counts: [ObjectKey: [FieldPath: Int]] = [:]
    for phase in phases where ["idle", "calm"].contains(phase.name) {
      for revision in ledger.revisions(in: phase.time) where cast.isByCandidate(revision) {
        for path in Set(revision.changes.map(\.path.outermostList)) {
          counts[revision.key, default: [:]][path, default: 0] += 1
        }
      }
    }
    // What came once may have been the end of something.
    unrest = counts.mapValues { paths in Set(paths.filter { $0.value > 1 }.keys) }
    histories = Dictionary(grouping: ledger.revisions, by: \.key)
    plainHistories = masking.masks.isEmpty ? histories : Dictionary(grouping: recorded.revisions, by: \.key)
    namesakes = Dictionary(grouping: histories.keys, by: \.withoutGroup)
    keys = Dictionary(ledger.revisions.lazy.map { ($0.uid, $0.key) }, uniquingKeysWith: { first, _ in first })
    var possessions: [String: [Possession]] = [:]
    var known: [String: Set<String>] = [:]
    for revision in ledger.revisions {
      for owner in revision.ownerReferences where known[revision.uid, default: []].insert(owner.uid).inserted {
        possessions[owner.uid, default: []].append(
          Possession(uid: revision.uid, key: revision.key, time: revision.time))
      }
    }
    self.possessions = possessions
    let scope = cast.wishes.union(cast.children).sorted { $0.isBefore($1) }
    self.scope = scope
    customWishes = scope.filter { cast.wishes.contains($0) && Self.isCustom($0) }
    unownedChildren = scope.filter { [histories] key in
      cast.children.contains(key) && (histories[key] ?? []).allSatisfy(\.ownerReferences.isEmpty)
    }
    platformWrites = ledger.revisions.filter { revision in
      !revision.changes.isEmpty && !revision.writers.isEmpty && !["Lease", "Event"].contains(revision.key.kind)
        && revision.writers.allSatisfy { cast.role(of: $0.manager) == .platform }
    }
    downtimes = Self.downtimes(ledger)
    hasNodes = ledger.revisions.contains { revision in
      revision.key.kind == "Node" || revision.status?.availableReplicas ?? 0 > 0
        || revision.key.kind == "Pod"
          && ["Running", "Succeeded"].contains(revision.status?.words["status.phase"])
    }
  }

  /// In the order of the recording.
  package func judgements() -> [Judgement] {
    attribution() + ownership() + phases.indices.flatMap { judge($0) } + others()
  }

  /// Of the phases that begin at that time or later.
  package func judgements(since time: Double) -> [Judgement] {
    phases.indices.filter { phases[$0].time.lowerBound >= time }.flatMap { judge($0) }
  }

  /// What the candidate made for a wish and still is there: what it owns, directly or not, and has written.
  package func children(of wish: ObjectKey) -> [ObjectKey] {
    guard let revision = histories[wish]?.last else { return [] }
    return descendants(of: revision, until: ledger.end)
      .filter { cast.children.contains($0) && isThere($0, at: ledger.end) }
      .sorted { "\($0)" < "\($1)" }
  }

  /// Of what the candidate made for a wish of that name, now or before.
  package func kindsOfChildren(of wish: ObjectKey) -> [GroupKind] {
    let owners = Set(ledger.revisions.filter { $0.key == wish }.map(\.uid))
    var kinds: [GroupKind] = []
    for revision in ledger.revisions where cast.children.contains(revision.key) {
      let kind = revision.key.groupKind
      guard revision.ownerReferences.contains(where: { owners.contains($0.uid) }), !kinds.contains(kind) else {
        continue
      }
      kinds.append(kind)
    }
    return kinds
  }

  private func judge(_ index: Int) -> [Judgement] {
    let phase = phases[index]
    switch phase.name {
    case "idle": return quiescence(phase)
    case "re-apply server-side", "re-apply client-side": return reapply(phase)
    case "nudge": return nudge(phase)
    case "update": return update(phase)
    case "delete child": return driftOfChild(index)
    case "edit child": return driftOfField(index)
    case "foreign label": return foreignField(phase)
    case "restart": return restart(phase, isAfterChange: false)
    case "start again": return restart(phase, isAfterChange: true)
    case "stop": return stop(phase)
    case "change while down", "delete child while down": return missedChange(index)
    case "invalid CR": return invalidWish(phase)
    case "recover": return recovery(index)
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

  func answers(of key: ObjectKey, in time: ClosedRange<Double>) -> [Revision] {
    history(key, in: time).filter { cast.isByCandidate($0) && !isUnrest($0) && $0.writeClass > .infrastructure }
  }

  /// What the drivers changed in a time.
  func perturbations(in time: ClosedRange<Double>) -> [Revision] {
    ledger.revisions(in: time).filter {
      (cast.isByDriver($0) || isByCommand($0)) && ($0.change == .added || !$0.changes.isEmpty)
    }
  }

  /// Whether it has no writer, as after a removal, and comes with a command that names the object.
  private func isByCommand(_ revision: Revision) -> Bool {
    guard revision.change == .modified, revision.writers.isEmpty,
      revision.changes.allSatisfy({ $0.after == nil || $0.path.isIn(plainText: "metadata.generation") })
    else { return false }
    return ledger.marks.contains { mark in
      mark.name == "command" && mark.time <= revision.time && revision.time - mark.time < Self.reaction
        && ["patch", "edit", "label", "annotate", "replace", "apply"].contains(mark.verb)
        && (mark.details["kubectl"]?.array ?? []).contains(.string(revision.key.name))
    }
  }

  /// Whether it is a wish in a kind of the candidate's own, not a source of a kind that everybody has.
  func isCustom(_ key: ObjectKey) -> Bool { Self.isCustom(key) }

  private static func isCustom(_ key: ObjectKey) -> Bool {
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

extension ObjectKey {
  /// For an order that is the same each time.
  func isBefore(_ other: ObjectKey) -> Bool {
    if kind != other.kind { return kind < other.kind }
    if group != other.group { return group < other.group }
    return (namespace ?? "", name) < (other.namespace ?? "", other.name)
  }
}

extension FieldPath {
  /// Down to the first list: which item of it changed says nothing when it is rewritten in another order.
  var outermostList: FieldPath {
    FieldPath(Array(elements.prefix { if case .index = $0 { false } else { true } }))
  }
}
