import Documents
import Kubernetes

// What must follow when something changes.
extension LedgerJudge {
  /// R1: a changed wish shows somewhere else than in what the candidate notes about it.
  func update(_ phase: Phase) -> [Judgement] {
    guard isRunning(in: phase.time) else { return [] }
    let perturbed = perturbations(in: phase.time)
    return subjects(of: perturbed).map { key in effect(of: key, perturbed, .update, phase.time) }
  }

  func effect(
    of key: ObjectKey, _ perturbed: [Revision], _ oracle: Judgement.Oracle, _ time: ClosedRange<Double>
  ) -> Judgement {
    let own = perturbed.filter { $0.key == key }
    let start = min(own.first?.time ?? time.lowerBound, time.upperBound)
    let paths = own.flatMap { $0.changes.map(\.path.plainText) }.filter { !$0.hasPrefix("metadata.generation") }
    let what = "\(key) \(paths.prefix(3).joined(separator: ", "))"
    let effects = effects(of: key, own, in: start...time.upperBound)
    if !effects.isEmpty {
      return Judgement(
        oracle, .conforms, key, in: time,
        "the change of \(what) takes effect: \(Judgement.story(effects, since: start))",
        effects)
    }
    if let trouble = history(key, in: start...time.upperBound).last(where: { cast.isByCandidate($0) })?.status?.trouble
    {
      return Judgement(
        oracle, .notObservable, key, in: time,
        "the change of \(what) has no effect, and the status tells of \(trouble)",
        own)
    }
    let unclear = ledger.revisions(in: start...time.upperBound).filter {
      $0.key != key && cast.isByUnknown($0) && cast.children.contains($0.key)
    }
    if !unclear.isEmpty {
      return Judgement(
        oracle, .notObservable, key, in: time,
        "after the change of \(what) something is written, and managed fields do not tell by whom", own + unclear)
    }
    if let late = lateEffect(of: key, own, after: time.upperBound) {
      let delay = Self.seconds(late.time - start)
      if !isAnswerToOther(late, after: time.upperBound) {
        return Judgement(
          oracle, .conforms, key, in: time, "the change of \(what) takes effect, after \(delay): \(late.key)",
          own + [late])
      }
      return missing(
        oracle, key, own, time, "the change of \(what) has no effect until something else is done, \(delay) later")
    }
    return missing(oracle, key, own, time, "the change of \(what) has no effect on anything")
  }

  private func missing(
    _ oracle: Judgement.Oracle, _ key: ObjectKey, _ own: [Revision], _ time: ClosedRange<Double>, _ sentence: String
  ) -> Judgement {
    var judgement = Judgement(oracle, .violates, key, in: time, sentence, own)
    judgement.absences = cast.children.filter { isThere($0, at: time.lowerBound) && root(of: $0) == root(of: key) }
      .sorted { "\($0)" < "\($1)" }.prefix(10).map { Judgement.Absence(key: $0, time: time, isOfCandidate: true) }
    return judgement
  }

  /// What the candidate writes on others, and on the wish itself where that is more than a note.
  private func effects(of key: ObjectKey, _ own: [Revision], in time: ClosedRange<Double>) -> [Revision] {
    let values = Self.values(own)
    return ledger.revisions(in: time).filter { answer in
      guard cast.isByCandidate(answer), answer.writeClass > .infrastructure else { return false }
      // What it rewrites all the time is an effect only when it has the new value in it.
      if isUnrest(answer) { return answer.key != key && answer.changes.contains { Self.carries($0, values) } }
      if answer.key != key { return answer.writeClass > .meaninglessStatus && answer.key.kind != "Event" }
      if !isCustom(key) { return answer.changes.contains { !Self.isNote($0.path) } }
      return answer.changes.contains { change in
        change.path.isIn(plainText: "status") && !change.path.isIn(plainText: "status.observedGeneration")
          && Self.carries(change, values)
      }
    }
  }

  /// A write of the candidate that carries the new value, later than it was looked for.
  private func lateEffect(of key: ObjectKey, _ own: [Revision], after end: Double) -> Revision? {
    let values = Self.values(own)
    let paths = Set(own.flatMap { $0.changes.map(\.path) })
    let next = history(key).first { revision in
      revision.time > end
        && (revision.change == .deleted
          || cast.isByDriver(revision) && revision.changes.contains { paths.contains($0.path) })
    }
    let horizon = min(next?.time ?? ledger.end, end + Self.longestRetry)
    guard horizon > end else { return nil }
    return ledger.revisions(in: end...horizon).first { answer in
      cast.isByCandidate(answer) && answer.key != key && answer.change == .modified && answer.writeClass == .content
        && answer.changes.contains { Self.carries($0, values) }
    }
  }

  /// The new values in a change, as text.
  static func values(_ own: [Revision]) -> Set<String> {
    Set(
      own.flatMap(\.changes).filter { !$0.path.isIn(plainText: "metadata.generation") }.compactMap { change in
        switch change.after {
        case .string(let text)?: text
        case .integer(let number)?: "\(number)"
        case .bool(let truth)?: "\(truth)"
        default: nil
        }
      })
  }

  static func carries(_ change: FieldChange, _ values: Set<String>) -> Bool {
    let text: String
    switch change.after {
    case .string(let after)?: text = after
    case .integer(let after)?: text = "\(after)"
    case .bool(let after)?: text = "\(after)"
    default: return false
    }
    return values.contains(text) || values.contains { $0.utf8.count > 3 && text.contains($0) }
  }

  /// Bookkeeping, not an effect.
  private static func isNote(_ path: FieldPath) -> Bool {
    let text = path.plainText
    return text.hasPrefix("metadata.generation") || text.hasPrefix("metadata.finalizers")
      || text.hasPrefix("metadata.annotations.") && text.contains("last-")
      || path.isIn(plainText: "status.observedGeneration")
  }

  // MARK: While it was down

  /// R6: what changed while it was down is carried out after the start.
  func missedChange(_ index: Int) -> [Judgement] {
    let phase = phases[index]
    guard let start = phases[index...].first(where: { $0.name == "start again" }) else { return [] }
    let time = phase.time.lowerBound...start.time.upperBound
    if phase.name == "change while down" {
      let perturbed = perturbations(in: phase.time)
      return subjects(of: perturbed).map { effect(of: $0, perturbed, .missedChange, time) }
    }
    guard let key = child(phase) else { return [] }
    let revisions = ledger.revisions(in: time)
    guard let gone = revisions.first(where: { $0.key == key && $0.change == .deleted }) else { return [] }
    if let made = revisions.first(where: { $0.key == key && $0.change == .added && $0.line > gone.line }) {
      if cast.isByCandidate(made) || cast.isByUnknown(made) {
        return [
          Judgement(
            .missedChange, .conforms, key, in: time, "what was deleted meanwhile is made again at the start",
            [gone, made])
        ]
      }
      return []
    }
    let others = revisions.filter {
      $0.change == .added && $0.key.groupKind == key.groupKind && cast.isByCandidate($0)
    }
    let owners = Set(gone.ownerReferences.map(\.uid))
    let isChanged = phases[..<index].last?.name == "change while down"
    if let other = others.first(where: { !owners.isDisjoint(with: $0.ownerReferences.map(\.uid)) }), !isChanged {
      return [
        Judgement(
          .missedChange, .conforms, key, in: time, "\(other.key) takes the place of what was deleted meanwhile",
          [gone, other])
      ]
    }
    if !others.isEmpty {
      return [
        Judgement(
          .missedChange, .notObservable, key, in: phase.time,
          "\(others.count) others of its kind came at the start, and which of them would have come anyway nobody can tell",
          [gone] + others)
      ]
    }
    var judgement = Judgement(
      .missedChange, .violates, key, in: time, "\(key), deleted meanwhile, is not made again at the start", [gone])
    judgement.absences = [Judgement.Absence(key: key, time: time, change: .added)]
    return [judgement]
  }

  // MARK: Parts

  /// What of that which was changed the candidate is meant to act on: not a namespace that was made for it.
  func subjects(of perturbed: [Revision]) -> [ObjectKey] {
    let keys = Set(perturbed.map(\.key))
    let custom = keys.filter { isCustom($0) }
    return (custom.isEmpty ? keys.count > 1 ? keys.filter { $0.kind != "Namespace" } : keys : custom)
      .sorted { "\($0)" < "\($1)" }
  }

  static func seconds(_ time: Double) -> String { "\((time * 1000).rounded() / 1000) s" }
}
