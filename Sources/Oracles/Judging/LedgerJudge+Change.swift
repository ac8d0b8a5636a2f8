import Documents
import Kubernetes

// What must follow when something changes.
extension LedgerJudge {
  /// R1: a changed wish shows somewhere else than in what the candidate notes about it.
  func update(_ phase: Phase) -> [Judgement] {
    let perturbed = perturbations(in: phase.time)
    return Set(perturbed.map(\.key)).map { key in effect(of: key, perturbed, .update, phase.time) }
  }

  func effect(
    of key: ObjectKey, _ perturbed: [Revision], _ oracle: Judgement.Oracle, _ time: ClosedRange<Double>
  ) -> Judgement {
    let start = perturbed.first { $0.key == key }?.time ?? time.lowerBound
    let effects = answers(in: min(start, time.upperBound)...time.upperBound).filter { $0.key != key }
    let paths = perturbed.filter { $0.key == key }.flatMap { $0.changes.map(\.path.plainText) }.filter {
      !$0.hasPrefix("metadata.generation")
    }
    let what = "\(key) \(paths.prefix(3).joined(separator: ", "))"
    if effects.isEmpty {
      return Judgement(
        oracle, .violates, key, in: time, "the change of \(what) has no effect on anything",
        perturbed.filter { $0.key == key })
    }
    return Judgement(
      oracle, .conforms, key, in: time, "the change of \(what) takes effect: \(Judgement.story(effects, since: start))",
      effects)
  }

  /// R10: a child that somebody deletes comes back.
  func driftOfChild(_ phase: Phase) -> [Judgement] {
    guard let key = child(phase) else { return [] }
    let revisions = ledger.revisions(in: phase.time)
    guard let gone = revisions.first(where: { $0.key == key && $0.change == .deleted }) else { return [] }
    let made = revisions.first {
      $0.key == key && $0.change == .added && $0.time >= gone.time && cast.isByCandidate($0)
    }
    if let made {
      return [
        Judgement(
          .driftOfChild, .conforms, key, in: phase.time,
          "the deleted object comes back after \(Self.seconds(made.time - gone.time))", [gone, made])
      ]
    }
    // A name that is made up does not come back; another of its owner and kind does.
    let owners = Set(gone.ownerReferences.map(\.uid))
    let other = revisions.first {
      $0.change == .added && $0.time >= gone.time && $0.key.groupKind == key.groupKind && cast.isByCandidate($0)
        && !owners.isDisjoint(with: $0.ownerReferences.map(\.uid))
    }
    if let other {
      return [
        Judgement(
          .driftOfChild, .conforms, key, in: phase.time, "\(other.key) takes the place of the deleted object",
          [gone, other])
      ]
    }
    return [
      Judgement(
        .driftOfChild, .violates, key, in: phase.time,
        "\(key) was deleted by hand and did not come back in \(Self.seconds(phase.time.upperBound - gone.time))", [gone]
      )
    ]
  }

  /// R10: a field that somebody changes is put right.
  func driftOfField(_ phase: Phase) -> [Judgement] {
    perturbations(in: phase.time).filter { $0.change == .modified }.map { edit in
      let edited = edit.changes.filter { !$0.path.isIn(plainText: "metadata.generation") }
      let later = ledger.revisions(in: edit.time...phase.time.upperBound).filter {
        $0.key == edit.key && $0.line > edit.line
      }
      let repairs = later.filter { cast.isByCandidate($0) }
      let isRepaired = edited.allSatisfy { change in
        later.last { revision in revision.changes.contains { $0.path == change.path } }?
          .changes.last { $0.path == change.path }.map { $0.after == change.before } ?? false
      }
      let what = "\(edit.key) \(edited.prefix(3).map(\.path.plainText).joined(separator: ", "))"
      if isRepaired, let repair = repairs.first {
        return Judgement(
          .driftOfField, .conforms, edit.key, in: phase.time,
          "\(what) is put right after \(Self.seconds(repair.time - edit.time))", [edit] + repairs)
      }
      return Judgement(
        .driftOfField, .violates, edit.key, in: phase.time,
        "\(what), changed by \(edit.writers.map(\.manager).joined(separator: ", ")), stays so", [edit] + repairs)
    }
  }

  /// A label of somebody else stays, also when the candidate writes the object.
  func foreignField(_ phase: Phase) -> [Judgement] {
    perturbations(in: phase.time).compactMap { edit in
      guard let label = edit.changes.first(where: { $0.path.isIn(plainText: "metadata.labels") }) else { return nil }
      var later = ledger.revisions.filter { $0.key == edit.key && $0.line > edit.line && !$0.isInitial }
      if let end = later.firstIndex(where: { $0.change == .deleted }) { later = Array(later[..<end]) }
      let removal = later.first { revision in
        revision.changes.contains { $0.path == label.path && $0.after != label.after } && !cast.isByDriver(revision)
      }
      if let removal {
        return Judgement(
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

  /// R6: what changed while it was down is carried out after the start.
  func missedChange(_ index: Int) -> [Judgement] {
    let phase = phases[index]
    guard let start = phases[index...].first(where: { $0.name == "start again" }) else { return [] }
    let time = phase.time.lowerBound...start.time.upperBound
    if phase.name == "change while down" {
      let perturbed = perturbations(in: phase.time)
      return Set(perturbed.map(\.key)).map { effect(of: $0, perturbed, .missedChange, time) }
    }
    guard let key = child(phase) else { return [] }
    let revisions = ledger.revisions(in: time)
    guard let gone = revisions.first(where: { $0.key == key && $0.change == .deleted }) else { return [] }
    if let made = revisions.first(where: { $0.key == key && $0.change == .added && cast.isByCandidate($0) }) {
      return [
        Judgement(
          .missedChange, .conforms, key, in: time, "what was deleted meanwhile is made again at the start",
          [gone, made])
      ]
    }
    let others = revisions.filter {
      $0.change == .added && $0.key.groupKind == key.groupKind && cast.isByCandidate($0)
    }
    if !others.isEmpty {
      return [
        Judgement(
          .missedChange, .notObservable, key, in: phase.time,
          "\(others.count) others of its kind came at the start, and which of them would have come anyway nobody can tell",
          [gone] + others)
      ]
    }
    return [
      Judgement(
        .missedChange, .violates, key, in: time, "\(key), deleted meanwhile, is not made again at the start", [gone])
    ]
  }

  static func seconds(_ time: Double) -> String { "\((time * 1000).rounded() / 1000) s" }
}
