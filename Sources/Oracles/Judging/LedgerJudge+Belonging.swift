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
    let revisions = ledger.revisions(in: time)
    let gone = revisions.filter { $0.change == .deleted }
    let subjects = gone.filter { cast.wishes.contains($0.key) }
    return subjects.map { subject in
      let owned = descendants(of: subject, until: time.upperBound)
      let left = owned.filter { ledger.isThere($0, at: time.upperBound) }
      let back = revisions.filter {
        $0.change == .added && owned.contains($0.key) && cast.isByCandidate($0) && $0.time > subject.time
          // Who learns a moment late of the end makes once more what the garbage collector then takes away.
          && ledger.isThere($0.key, at: time.upperBound)
      }
      if !left.isEmpty || !back.isEmpty {
        let names = (left.map(\.description) + back.map(\.key.description)).sorted().prefix(3).joined(separator: ", ")
        return Judgement(
          .deletion, .violates, subject.key, in: time,
          "\(names) \(left.isEmpty ? "comes back" : "is left") after the deletion of \(subject.key)", [subject] + back)
      }
      return Judgement(
        .deletion, .conforms, subject.key, in: time, "all that was made for \(subject.key) is gone, and stays so",
        [subject] + gone.filter { owned.contains($0.key) || isCopy($0.key, of: subject.key) })
    }
  }

  /// A child says to whom it belongs: by a controlling owner or, where owners cannot reach, by label or annotation.
  func ownership() -> [Judgement] {
    let firsts = ledger.revisions.filter {
      !$0.isInitial && $0.change == .added && cast.children.contains($0.key) && cast.isByCandidate($0)
    }
    var seen: Set<ObjectKey> = []
    return firsts.filter { seen.insert($0.key).inserted }.compactMap { first in
      let time = first.time...max(first.time, phaseEnd(after: first.time))
      let later = ledger.revisions(in: time).filter { $0.key == first.key }
      let names = Set(cast.wishes.flatMap { [$0.name, $0.namespace].compactMap(\.self) })
      if later.contains(where: { $0.ownerReferences.contains(where: \.isController) }) {
        return Judgement(.ownership, .conforms, first.key, in: time, "it has a controlling owner", later)
      }
      if first.ties.values.contains(where: names.contains) {
        return Judgement(.ownership, .conforms, first.key, in: time, "it is tied by a label or an annotation", [first])
      }
      // Configuration that the candidate makes for itself belongs to no wish.
      return nil
    }
  }

  /// Under which names the candidate writes, and where managed fields do not tell who wrote.
  func attribution() -> [Judgement] {
    let whole = 0...max(ledger.end, 0)
    var judgements: [Judgement] = []
    if !cast.candidate.isEmpty {
      judgements.append(
        Judgement(
          .attribution, .conforms, nil, in: whole,
          "it writes as \(cast.candidate.sorted().joined(separator: ", "))"))
    }
    let unclear = ledger.revisions.filter { revision in
      !revision.isInitial && revision.change == .modified && !revision.changes.isEmpty && scope.contains(revision.key)
        && (revision.writers.isEmpty || revision.isInferred)
    }
    for revision in unclear {
      judgements.append(
        Judgement(
          .attribution, .notObservable, revision.key, in: revision.time...revision.time,
          "managed fields do not tell who wrote \(revision.key) at revision \(revision.resourceVersion)", [revision]))
    }
    return judgements
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
    var owners: Set<String> = [subject.uid]
    var found: Set<ObjectKey> = []
    var grows = true
    while grows {
      grows = false
      for revision in ledger.revisions where revision.time <= time && !owners.contains(revision.uid) {
        guard revision.ownerReferences.contains(where: { owners.contains($0.uid) }) else { continue }
        owners.insert(revision.uid)
        found.insert(revision.key)
        grows = true
      }
    }
    return found
  }

  /// The same name and kind elsewhere, or the namespace of the name.
  private func isCopy(_ key: ObjectKey, of subject: ObjectKey) -> Bool {
    key != subject && key.name == subject.name && (key.groupKind == subject.groupKind || key.kind == "Namespace")
  }
}

extension Ledger {
  /// Whether the object was there at a time.
  func isThere(_ key: ObjectKey, at time: Double) -> Bool {
    revisions.last { $0.key == key && $0.time <= time }.map { $0.change != .deleted } ?? false
  }
}
