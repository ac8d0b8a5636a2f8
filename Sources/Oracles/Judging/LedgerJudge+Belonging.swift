import Documents
import Kubernetes

// Who belongs to whom, and what becomes of it.
extension LedgerJudge {
  /// R11: when a wish goes, all goes that was made for it, and nothing comes back.
  func deletion(_ index: Int) -> [Judgement] {
    let phase = phases[index]
    // Until the candidate is stopped, or something else is done.
    let end = phases[index...].prefix { $0.name == phase.name || $0.name.hasPrefix("idle") || $0.name == "settle" }
      .last?.time.upperBound
    let time = phase.time.lowerBound...(end ?? phase.time.upperBound)
    let gone = ledger.revisions(in: time).filter { $0.change == .deleted }
    let subjects = gone.filter { cast.wishes.contains($0.key) && $0.time <= phase.time.upperBound + Self.longestRetry }
    return unfinished(phase, until: time.upperBound) + subjects.map { judge($0, gone, phase, time) }
  }

  private func judge(
    _ subject: Revision, _ gone: [Revision], _ phase: Phase, _ time: ClosedRange<Double>
  ) -> Judgement {
    let owned = descendants(of: subject, until: time.upperBound)
    let tied = orphans(of: subject)
    let isKept = phase.commands.contains {
      $0.details["kubectl"]?.array?.contains(.string("--cascade=orphan")) ?? false
    }
    let left = isKept ? [] : owned.union(tied).filter { isThere($0, at: time.upperBound) }
    let back = left.flatMap { history($0, in: subject.time...time.upperBound) }.filter {
      $0.change == .added && $0.line > subject.line && cast.isByCandidate($0)
    }
    guard !left.isEmpty else {
      return Judgement(
        .deletion, .conforms, subject.key, in: time, "all that was made for \(subject.key) is gone, and stays so",
        [subject] + gone.filter { owned.contains($0.key) || tied.contains($0.key) || isCopy($0.key, of: subject.key) })
    }
    let isUnowned = back.isEmpty && owned.isDisjoint(with: left)
    let names =
      left.map(\.description).sorted().prefix(3).joined(separator: ", ")
      + (isUnowned ? ", made for \(subject.key) without an owner reference," : "")
    // The garbage collector, too, takes its time.
    let isEarly = back.isEmpty && time.upperBound - subject.time < 1
    var judgement = Judgement(
      .deletion, isEarly ? .notObservable : .violates, subject.key, in: time,
      isEarly
        ? "\(names) is still there \(Self.seconds(time.upperBound - subject.time)) after the end of \(subject.key)"
        : "\(names) \(back.isEmpty ? "is left" : "comes back") after the deletion of \(subject.key)", [subject] + back)
    judgement.absences = left.filter { key in !back.contains { $0.key == key } }.sorted { "\($0)" < "\($1)" }.map {
      Judgement.Absence(key: $0, time: time, change: .deleted)
    }
    return judgement
  }

  /// Wishes whose deletion was asked for, and that stay for a finalizer.
  private func unfinished(_ phase: Phase, until end: Double) -> [Judgement] {
    guard isRunning(in: phase.time.lowerBound...end) else { return [] }
    return cast.wishes.sorted { "\($0)" < "\($1)" }.compactMap { key in
      guard let marked = history(key, in: phase.time.lowerBound...end).first(where: \.isTerminating),
        marked.change == .modified, isThere(key, at: end), key.kind != "Namespace"
      else { return nil }
      var judgement = Judgement(
        .deletion, .violates, key, in: phase.time.lowerBound...end,
        "\(key) was asked to go and is still there \(Self.seconds(end - marked.time)) later: its finalizer stays",
        [marked])
      judgement.absences = [Judgement.Absence(key: key, time: phase.time.lowerBound...end, change: .deleted)]
      return judgement
    }
  }

  /// A child says to whom it belongs: by a controlling owner or, where owners cannot reach, by label or annotation.
  func ownership() -> [Judgement] {
    let firsts = ledger.revisions.filter {
      !$0.isInitial && $0.change == .added && cast.children.contains($0.key)
        && (cast.isByCandidate($0) || cast.isByUnknown($0))
    }
    var seen: Set<ObjectKey> = []
    let names = Set(cast.wishes.flatMap { [$0.name, $0.namespace].compactMap(\.self) })
    return firsts.filter { seen.insert($0.key).inserted }.compactMap { first in
      let time = first.time...max(first.time, phaseEnd(after: first.time))
      let later = history(first.key, in: time)
      let owners = later.flatMap(\.ownerReferences)
      if let stranger = owners.first(where: { isNobody($0) }) {
        return Judgement(
          .ownership, .violates, first.key, in: time,
          "its owner \(stranger.kind) \(stranger.name) has another uid: the garbage collector will take it for left over",
          later)
      }
      if !owners.isEmpty {
        let isControlled = owners.contains(where: \.isController)
        return Judgement(
          .ownership, .conforms, first.key, in: time, isControlled ? "it has a controlling owner" : "it has an owner",
          later)
      }
      if isTied(first, to: names) {
        return Judgement(
          .ownership, .conforms, first.key, in: time, "it is tied by a label or an annotation", [first])
      }
      return unowned(first, time)
    }
  }

  /// A child that nothing ties to its wish. Configuration that the candidate makes for itself belongs to no wish.
  private func unowned(_ first: Revision, _ time: ClosedRange<Double>) -> Judgement? {
    let wish = customWishes.first { wish in
      wish.namespace == first.key.namespace && first.key.name.hasWord(wish.name)
        && history(wish).first.map { $0.line < first.line } ?? false
    }
    guard let wish else { return nil }
    let end = history(wish).last { $0.change == .deleted }
    guard let end else {
      return Judgement(
        .ownership, .notObservable, first.key, in: time,
        "it has no owner, no label and no annotation that names \(wish), and whether it goes with it is not seen",
        [first])
    }
    if isThere(first.key, at: ledger.end) {
      return Judgement(
        .ownership, .violates, first.key, in: time,
        "it has no owner, no label and no annotation that names \(wish), and stays when that is deleted", [first, end])
    }
    return Judgement(
      .ownership, .conforms, first.key, in: time, "it has no owner, and the candidate takes it away itself", [first])
  }

  private func isTied(_ first: Revision, to names: Set<String>) -> Bool {
    first.names(names) || first.ties.values.contains { value in keys[value].map { cast.wishes.contains($0) } ?? false }
  }

  /// Whether the owner of this name is known under other uids alone.
  private func isNobody(_ owner: OwnerReference) -> Bool {
    guard keys[owner.uid] == nil else { return false }
    return histories.keys.contains { $0.kind == owner.kind && $0.name == owner.name }
  }

  /// Under which names the candidate writes, and where managed fields do not tell who wrote.
  func attribution() -> [Judgement] {
    let whole = 0...max(ledger.end, 0)
    var judgements: [Judgement] = []
    if !cast.candidate.isEmpty {
      let firsts = cast.candidate.sorted().compactMap { name in
        ledger.revisions.first { !$0.isInitial && !$0.isInferred && $0.isWritten(by: name) }
      }
      judgements.append(
        Judgement(
          .attribution, .conforms, nil, in: whole,
          "it writes as \(cast.candidate.sorted().joined(separator: ", "))", firsts))
    }
    let inScope = Set(scope)
    let unclear = ledger.revisions.filter { revision in
      !revision.isInitial && revision.change == .modified && inScope.contains(revision.key)
        && !revision.changes.allSatisfy {
          $0.path.plainText.hasPrefix("metadata.deletion") || $0.path.isIn(plainText: "metadata.generation")
        }
        && (revision.writers.isEmpty || revision.isInferred)
        && !(!revision.writers.isEmpty && revision.writers.allSatisfy { cast.role(of: $0.manager) == .platform })
    }
    return judgements
      + unclear.prefix(100).map { revision in
        Judgement(
          .attribution, .notObservable, revision.key, in: revision.time...revision.time,
          "managed fields do not tell who wrote \(revision.key) at revision \(revision.resourceVersion)", [revision])
      }
  }

  // MARK: Parts

  /// The end of what follows the phase of that time without a new deed: `create CR` and `settle` are one.
  private func phaseEnd(after time: Double) -> Double {
    guard let index = phases.firstIndex(where: { $0.time.contains(time) }) else { return time }
    return phases[index...].dropFirst().prefix { $0.name == "settle" }.last?.time.upperBound
      ?? phases[index].time.upperBound
  }

  /// All that it owns, directly or not, as it was before its end.
  func descendants(of subject: Revision, until time: Double) -> Set<ObjectKey> {
    var owners: [String] = [subject.uid]
    var seen: Set<String> = [subject.uid]
    var found: Set<ObjectKey> = []
    while let owner = owners.popLast() {
      for owned in possessions[owner] ?? [] where owned.time <= time && seen.insert(owned.uid).inserted {
        owners.append(owned.uid)
        found.insert(owned.key)
      }
    }
    return found
  }

  /// What was made after it under its name, has no owner, and cannot belong to another wish.
  private func orphans(of subject: Revision) -> Set<ObjectKey> {
    guard isCustom(subject.key), let begin = history(subject.key).first(where: { $0.uid == subject.uid }) else {
      return []
    }
    let names: Set<String> = [subject.key.name, subject.uid]
    let found = unownedChildren.filter { key in
      guard key.namespace == subject.key.namespace || subject.key.namespace == nil,
        let first = history(key).first(where: { $0.change == .added && $0.line > begin.line }), !first.isInitial,
        key.name.hasWord(subject.key.name) || first.names(names)
      else { return false }
      return !cast.wishes.contains { other in
        other != subject.key && other.name.count > subject.key.name.count && key.name.hasWord(other.name)
      }
    }
    return Set(found)
  }

  /// The same name and kind elsewhere, or the namespace of the name.
  private func isCopy(_ key: ObjectKey, of subject: ObjectKey) -> Bool {
    key != subject && key.name == subject.name && (key.groupKind == subject.groupKind || key.kind == "Namespace")
  }
}

extension Revision {
  /// Whether a label or an annotation of a first state has one of these in it.
  fileprivate func names(_ names: Set<String>) -> Bool {
    ties.values.contains { value in
      names.contains(value)
        || value.split(whereSeparator: { $0 == "/" || $0 == "." }).contains { names.contains("\($0)") }
    }
  }
}

extension String {
  /// Whether the words of the other name, which dashes and dots separate, stand in this one: `w` in `config-w.old`.
  fileprivate func hasWord(_ other: String) -> Bool {
    let words = split(whereSeparator: { $0 == "-" || $0 == "." })
    let others = other.split(whereSeparator: { $0 == "-" || $0 == "." })
    guard !others.isEmpty, words.count >= others.count else { return false }
    return (0...(words.count - others.count)).contains { words[$0..<($0 + others.count)].elementsEqual(others) }
  }
}
