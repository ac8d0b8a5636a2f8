import Documents
import Kubernetes

// What others do to what the candidate made.
extension LedgerJudge {
  /// R10: a child that somebody deletes comes back.
  func driftOfChild(_ index: Int) -> [Judgement] {
    let phase = phases[index]
    guard let key = child(phase), isRunning(in: phase.time) else { return [] }
    let time = phase.time.lowerBound...quietEnd(of: index)
    guard let gone = history(key, in: time).first(where: { $0.change == .deleted }) else { return [] }
    if let made = successor(of: gone, in: gone.time...time.upperBound) {
      let delay = Self.seconds(made.time - gone.time)
      return [
        Judgement(
          .driftOfChild, .conforms, key, in: phase.time,
          made.key == key
            ? "the deleted object comes back after \(delay)"
            : "\(made.key) takes the place of the deleted object after \(delay)",
          [gone, made])
      ]
    }
    let horizon = min(ledger.end, gone.time + Self.longestRetry)
    let late = successor(of: gone, in: time.upperBound...max(time.upperBound, horizon))
    if let late, late.key == key, !isAnswerToOther(late, after: time.upperBound) {
      return [
        Judgement(
          .driftOfChild, .conforms, key, in: phase.time,
          "the deleted object comes back after \(Self.seconds(late.time - gone.time))", [gone, late])
      ]
    }
    let watched = Self.seconds(time.upperBound - gone.time)
    var judgement = Judgement(
      .driftOfChild, .violates, key, in: phase.time,
      late.map { "\(key) was deleted by hand and came back only with what was done next: \($0.key)" }
        ?? "\(key) was deleted by hand and did not come back in \(watched)", [gone])
    judgement.absences = [Judgement.Absence(key: key, time: time, change: .added)]
    return [judgement]
  }

  /// The same object made again, or another of its owner and kind when its name was made up.
  private func successor(of gone: Revision, in time: ClosedRange<Double>) -> Revision? {
    let owners = Set(gone.ownerReferences.map(\.uid))
    let made = ledger.revisions(in: time).filter {
      $0.change == .added && $0.line > gone.line && $0.key.groupKind == gone.key.groupKind
        && (cast.isByCandidate($0) || cast.isByUnknown($0))
    }
    return made.first { $0.key == gone.key }
      ?? made.first {
        !owners.isDisjoint(with: $0.ownerReferences.map(\.uid)) && history($0.key).first?.line == $0.line
      }
  }

  /// R10: a field that somebody changes is put right.
  func driftOfField(_ index: Int) -> [Judgement] {
    let phase = phases[index]
    guard isRunning(in: phase.time) else { return [] }
    let meant = child(phase)
    let edits = perturbations(in: phase.time).filter { edit in
      edit.change == .modified && (meant.map { $0 == edit.key } ?? !cast.wishes.contains(edit.key))
    }
    return edits.map { edit in
      let edited = self.edited(edit, phase)
      let end = quietEnd(of: index)
      let what = "\(edit.key) \(edited.prefix(3).map(\.path.plainText).joined(separator: ", "))"
      if let repair = repair(of: edited, edit, until: end) {
        return Judgement(
          .driftOfField, .conforms, edit.key, in: phase.time,
          repair.change == .modified
            ? "\(what) is put right after \(Self.seconds(repair.time - edit.time))"
            : "\(what) is put right by making the object again", [edit, repair])
      }
      let horizon = min(ledger.end, edit.time + Self.longestRetry)
      let late = repair(of: edited, edit, until: horizon)
      if let late, late.change == .modified, !isAnswerToOther(late, after: end) {
        return Judgement(
          .driftOfField, .conforms, edit.key, in: phase.time,
          "\(what) is put right after \(Self.seconds(late.time - edit.time))", [edit, late])
      }
      // A write that does not put it right has taken the change for something that is wanted.
      let notes = ledger.revisions(in: edit.time...end).filter {
        $0.line > edit.line && cast.isByCandidate($0) && $0.writeClass > .infrastructure && !isUnrest($0)
          && root(of: $0.key) == root(of: edit.key)
      }
      let who = Set(edit.writers.map(\.manager)).sorted().joined(separator: ", ")
      let reason =
        late != nil
        ? "is put right only with what was done next"
        : notes.isEmpty
          ? "stays so" : "stays so, though the candidate writes: \(Judgement.story(notes, since: edit.time))"
      var judgement = Judgement(
        .driftOfField, .violates, edit.key, in: phase.time,
        "\(what), changed by \(who.isEmpty ? "hand" : who), \(reason)", [edit] + notes)
      judgement.absences = [
        Judgement.Absence(
          key: edit.key, time: edit.time...end, paths: edited.map(\.path.plainText), isOfCandidate: true)
      ]
      return judgement
    }
  }

  /// What of an edit the candidate is meant to put right.
  private func edited(_ edit: Revision, _ phase: Phase) -> [FieldChange] {
    let named = (phase.details["paths"]?.array ?? []).compactMap(\.string)
    let meant = edit.changes.filter { change in named.contains { change.path.isIn(plainText: $0) } }
    if !meant.isEmpty { return meant }
    return edit.changes.filter { change in
      !change.path.isIn(plainText: "metadata.generation") && !change.path.isIn(plainText: "status")
        && !change.path.isIn(plainText: "metadata.annotations.kubectl.kubernetes.io/last-applied-configuration")
    }
  }

  /// The write after which all of it is as it was, or a new object in its place.
  private func repair(of edited: [FieldChange], _ edit: Revision, until end: Double) -> Revision? {
    guard end >= edit.time, !edited.isEmpty else { return nil }
    var open = Set(edited.map(\.path))
    for revision in history(edit.key, in: edit.time...end) where revision.line > edit.line {
      if revision.change == .added { return cast.isByDriver(revision) ? nil : revision }
      for change in edited {
        // A repair may take off the whole of what was added, and need not say who did it.
        guard
          let new = revision.changes.last(where: {
            $0.path == change.path || $0.path.contains(change.path) || change.path.contains($0.path)
          })
        else { continue }
        if new.after == change.before || new.path != change.path && new.after == nil && change.before == nil {
          open.remove(change.path)
        } else {
          open.insert(change.path)
        }
      }
      if open.isEmpty, !cast.isByDriver(revision) { return revision }
    }
    return nil
  }

  /// A label of somebody else stays, also when the candidate writes the object.
  func foreignField(_ phase: Phase) -> [Judgement] {
    perturbations(in: phase.time).compactMap { edit in
      let places = ["metadata.labels", "metadata.annotations", "metadata", "spec", "data"]
      let found = places.lazy.compactMap { place in edit.changes.first { $0.path.isIn(plainText: place) } }.first
      guard let label = found, label.before == nil else { return nil }
      var later = history(edit.key).filter { $0.line > edit.line && !$0.isInitial }
      if let end = later.firstIndex(where: { $0.change == .deleted }) { later = Array(later[..<end]) }
      let removal = later.first { revision in
        revision.changes.contains { $0.path == label.path && $0.after != label.after } && !cast.isByDriver(revision)
      }
      if let removal {
        return isAskedFor(removal, label.path)
          ? nil
          : Judgement(
            .foreignField, .violates, edit.key, in: phase.time,
            "\(label.path.plainText) of \(edit.key), set by somebody else, was taken off \(Self.seconds(removal.time - edit.time)) later",
            [edit, removal])
      }
      let writes = later.filter { cast.isByCandidate($0) && $0.writeClass == .content }
      if let write = writes.first {
        return Judgement(
          .foreignField, .conforms, edit.key, in: phase.time.lowerBound...max(phase.time.upperBound, write.time),
          "\(label.path.plainText) of \(edit.key) stays, also when the candidate writes the object", [edit, write])
      }
      return Judgement(
        .foreignField, .notObservable, edit.key, in: phase.time,
        "\(label.path.plainText) of \(edit.key) stays, but the candidate never wrote the object again", [edit])
    }
  }

  /// Whether a command of the drivers took it off: `kubectl label … key-`.
  private func isAskedFor(_ removal: Revision, _ path: FieldPath) -> Bool {
    guard case .field(let name)? = path.elements.last else { return false }
    return ledger.marks.contains { mark in
      mark.name == "command" && mark.time <= removal.time && removal.time - mark.time < 2
        && (mark.details["kubectl"]?.array ?? []).contains(.string("\(name)-"))
    }
  }

  // MARK: What is still spoilt

  /// What somebody changed or deleted before, and nobody has put right.
  struct Spoilt {
    var paths: [ObjectKey: Set<FieldPath>] = [:]
    var gone: Set<ObjectKey> = []

    /// Whether a write has its reason in it.
    func explains(_ revision: Revision) -> Bool {
      if revision.change == .added {
        return gone.contains(revision.key) || gone.contains { $0.groupKind == revision.key.groupKind }
      }
      guard let paths = paths[revision.key] else { return false }
      return revision.changes.allSatisfy { change in
        change.path.isIn(plainText: "metadata.generation") || paths.contains { $0.contains(change.path) }
      }
    }
  }

  func unrepaired(before time: Double) -> Spoilt {
    var spoilt = Spoilt()
    for key in cast.children {
      for revision in history(key, in: 0...max(0, time)) where cast.isByDriver(revision) {
        spoilt.paths[key, default: []].formUnion(revision.changes.map(\.path))
      }
      if !history(key).isEmpty, !isThere(key, at: time), history(key)[0].time < time { spoilt.gone.insert(key) }
    }
    return spoilt
  }
}
