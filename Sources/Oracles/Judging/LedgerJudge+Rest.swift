import Documents
import Kubernetes

// What must not be written while there is nothing to do.
extension LedgerJudge {
  /// I0 of the ladder: nothing of its own is written while nothing changes.
  func quiescence(_ phase: Phase) -> [Judgement] {
    let all = ledger.revisions(in: phase.time)
    return scope.map { key in
      let writes = all.filter { $0.key == key && cast.isByCandidate($0) }
      return judge(.quiescence, key, writes, phase, at: "nothing changes")
    }
  }

  /// I1: the same manifest again is no change.
  func reapply(_ phase: Phase) -> [Judgement] {
    let answers = answers(in: phase.time)
    return scope.map { key in
      // What it notes on the wish itself about the wish is bookkeeping; a changed wish is not.
      let writes = answers.filter { $0.key == key && (!cast.wishes.contains(key) || $0.changes(in: "spec")) }
      return judge(.reapply, key, writes, phase, at: "the same is applied again")
    }
  }

  /// I2: an annotation that means nothing to anybody. On a source that is copied it is payload.
  func nudge(_ phase: Phase) -> [Judgement] {
    let nudged = perturbations(in: phase.time).map(\.key)
    if let first = nudged.first, !isCustom(first) { return update(phase) }
    let answers = answers(in: phase.time)
    return scope.filter { !nudged.contains($0) }.map { key in
      judge(.nudge, key, answers.filter { $0.key == key }, phase, at: "an annotation of the wish changes")
    } + nudged.map { Judgement(.nudge, .conforms, $0, in: phase.time, "what it notes on the wish is its own affair") }
  }

  /// I3: a start finds everything right, and leaves it.
  ///
  /// - Parameter isAfterChange: Whether something changed while it was down, so that it has something to do.
  func restart(_ phase: Phase, isAfterChange: Bool) -> [Judgement] {
    let all = ledger.revisions(in: phase.time)
    return scope.compactMap { key in
      let revisions = all.filter { $0.key == key && !isUnrest($0) }
      let writes = revisions.filter { cast.isByCandidate($0) }
      if let remade = recreation(revisions) {
        return Judgement(
          .restart, .violates, key, in: phase.time,
          "at its start, what was right is deleted and made again: \(Judgement.story(remade, since: phase.time.lowerBound))",
          remade)
      }
      let back = thereAndBack(writes)
      if !back.isEmpty {
        return Judgement(
          .restart, .violates, key, in: phase.time,
          "after its start something is wrong for a while: \(Judgement.story(back, since: phase.time.lowerBound))", back
        )
      }
      if isAfterChange { return nil }
      let wrong = writes.filter { [.content, .meaninglessStatus].contains($0.writeClass) }
      return judge(.restart, key, wrong, phase, at: "it starts and finds everything right")
    }
  }

  /// A process that is asked to stop ends without an error.
  func stop(_ phase: Phase) -> [Judgement] {
    phase.results.compactMap { result in
      guard result.details["process"] != nil, let code = result.details["rc"]?.integer else { return nil }
      let time = result.time...result.time
      if code > 0 {
        return Judgement(
          .restart, .violates, nil, in: time, "asked to stop, the process ends with the error code \(code)")
      }
      return Judgement(.restart, .conforms, nil, in: time, "asked to stop, the process ends without an error")
    }
  }

  // MARK: Parts

  private func judge(
    _ oracle: Judgement.Oracle, _ key: ObjectKey, _ writes: [Revision], _ phase: Phase, at occasion: String
  ) -> Judgement {
    let start = phase.time.lowerBound
    let classes = writes.map(\.writeClass)
    let told = writes.filter { $0.writeClass > .infrastructure }
    guard let worst = classes.max(), worst > .infrastructure else {
      return Judgement(oracle, .conforms, key, in: phase.time, "nothing is written while \(occasion)")
    }
    let story = Judgement.story(told, since: start)
    if worst == .heartbeat {
      let minutes = max((phase.time.upperBound - start) / 60, 1.0 / 60)
      let isOften = Double(told.count) / minutes > 1 && told.count > 1
      return Judgement(
        oracle, isOften ? .violates : .conforms, key, in: phase.time,
        "\(isOften ? "a status heartbeat, more than one a minute," : "a status heartbeat") while \(occasion): \(story)",
        told)
    }
    if worst == .flapping, thereAndBack(told).isEmpty, oracle != .quiescence {
      return Judgement(oracle, .conforms, key, in: phase.time, "its status follows while \(occasion): \(story)", told)
    }
    return Judgement(oracle, .violates, key, in: phase.time, "\(worst.title) while \(occasion): \(story)", told)
  }

  /// A deletion, and the same object made again by the candidate, though nobody had asked for it.
  private func recreation(_ revisions: [Revision]) -> [Revision]? {
    guard let deleted = revisions.firstIndex(where: { $0.change == .deleted }),
      let made = revisions[deleted...].first(where: { $0.change == .added && cast.isByCandidate($0) })
    else { return nil }
    return [revisions[deleted], made]
  }

  /// Writes that change a field of the status, and change it back.
  private func thereAndBack(_ writes: [Revision]) -> [Revision] {
    var first: [String: (before: String, index: Int)] = [:]
    for (index, revision) in writes.enumerated() {
      for change in revision.changes
      where change.path.isIn(plainText: "status") && !change.path.plainText.hasSuffix("Time") {
        let path = change.path.plainText
        if let known = first[path], known.index < index, change.after.map({ "\($0)" }) ?? "" == known.before {
          return Array(writes[known.index...index])
        }
        if first[path] == nil { first[path] = (change.before.map { "\($0)" } ?? "", index) }
      }
    }
    return []
  }
}
