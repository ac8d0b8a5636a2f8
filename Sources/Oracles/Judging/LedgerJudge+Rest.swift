import Documents
import Kubernetes

// What must not be written while there is nothing to do.
extension LedgerJudge {
  /// I0 of the ladder: nothing of its own is written while nothing changes.
  func quiescence(_ phase: Phase) -> [Judgement] {
    guard isRunning(in: phase.time) else { return [] }
    let bred = breeding(phase)
    return bred
      + present(in: phase).compactMap { key in
        if bred.contains(where: { $0.evidence.contains { $0.key == key } }) { return nil }
        let revisions = history(key, in: phase.time)
        if let remade = recreation(revisions) {
          return Judgement(
            .quiescence, .violates, key, in: phase.time,
            "W7 deleted and made again while nothing changes: \(Judgement.story(remade, since: phase.time.lowerBound))",
            remade)
        }
        return judge(.quiescence, key, revisions.filter { cast.isByCandidate($0) }, phase, at: "nothing changes")
      }
  }

  /// I1: the same manifest again is no change.
  func reapply(_ phase: Phase) -> [Judgement] {
    guard isRunning(in: phase.time) else { return [] }
    let wrong = unrepaired(before: phase.time.lowerBound)
    return present(in: phase).map { key in
      // What it notes on the wish itself about the wish is bookkeeping; a changed wish is not.
      let writes = answers(of: key, in: phase.time).filter {
        (!cast.wishes.contains(key) || $0.changesWish) && !wrong.explains($0)
      }
      return judge(.reapply, key, writes, phase, at: "the same is applied again")
    }
  }

  /// I2: an annotation that means nothing to anybody. On a source that is copied it is payload.
  func nudge(_ phase: Phase) -> [Judgement] {
    guard isRunning(in: phase.time) else { return [] }
    let nudges = perturbations(in: phase.time)
    let nudged = Set(nudges.map(\.key))
    let paths = Set(nudges.flatMap { $0.changes.map(\.path) })
    let isCopied = answers(in: phase.time).contains { answer in
      !nudged.contains(answer.key) && answer.changes.contains { paths.contains($0.path) }
    }
    if isCopied, let first = nudges.first, !isCustom(first.key) { return update(phase) }
    let wrong = unrepaired(before: phase.time.lowerBound)
    return present(in: phase).filter { !nudged.contains($0) }.map { key in
      let writes = answers(of: key, in: phase.time).filter { !wrong.explains($0) }
      return judge(.nudge, key, writes, phase, at: "an annotation of the wish changes")
    }
      + nudged.sorted { "\($0)" < "\($1)" }.map {
        Judgement(.nudge, .conforms, $0, in: phase.time, "what it notes on the wish is its own affair")
      }
  }

  /// I3: a start finds everything right, and leaves it.
  ///
  /// - Parameter isAfterChange: Whether something changed while it was down, so that it has something to do.
  func restart(_ phase: Phase, isAfterChange: Bool) -> [Judgement] {
    let wrong = unrepaired(before: phase.time.lowerBound)
    return present(in: phase).compactMap { key in
      let revisions = history(key, in: phase.time).filter { !isUnrest($0) }
      // What somebody had spoilt before, it may put right now.
      let writes = revisions.filter { cast.isByCandidate($0) && !wrong.explains($0) }
      if let remade = recreation(revisions), !isAfterChange || isRemadeAtStart(key, otherThan: phase) {
        return Judgement(
          .restart, .violates, key, in: phase.time,
          "W7 at its start, what was right is deleted and made again: \(Judgement.story(remade, since: phase.time.lowerBound))",
          remade)
      }
      let back = thereAndBack(writes)
      if !back.isEmpty, !isAfterChange || isWrongForAWhile(key, otherThan: phase) {
        return Judgement(
          .restart, .violates, key, in: phase.time,
          "W5 after its start something is wrong for a while: \(Judgement.story(back, since: phase.time.lowerBound))",
          back
        )
      }
      if isAfterChange { return nil }
      let unasked = writes.filter { [.content, .meaninglessStatus].contains($0.writeClass) }
      return judge(.restart, key, unasked, phase, at: "it starts and finds everything right")
    }
  }

  /// A process that is asked to stop ends without an error.
  func stop(_ phase: Phase) -> [Judgement] {
    phase.results.compactMap { result in
      guard result.details["process"] != nil, let code = result.details["rc"]?.integer else { return nil }
      let time = result.time...result.time
      // Below 0, and above 128 in the way of a shell, the signal itself has ended it.
      let isError = code > 0 && code != 128 + 15
      var judgement = Judgement(
        .restart, isError ? .violates : .conforms, nil, in: time,
        isError
          ? "asked to stop, the process ends with the error code \(code)"
          : "asked to stop, the process ends without an error")
      judgement.marks = [result]
      return judgement
    }
  }

  // MARK: Parts

  /// Objects of the scope that are there at some time of a phase.
  func present(in phase: Phase) -> [ObjectKey] {
    scope.filter { isThere($0, at: phase.time.lowerBound) || !history($0, in: phase.time).isEmpty }
  }

  private func judge(
    _ oracle: Judgement.Oracle, _ key: ObjectKey, _ writes: [Revision], _ phase: Phase, at occasion: String
  ) -> Judgement {
    let start = phase.time.lowerBound
    let told = writes.filter { $0.writeClass > .infrastructure && !isAnswerToPlatform($0) }
    guard let worst = told.map(\.writeClass).max() else {
      let unclear = history(key, in: phase.time).filter { cast.isByUnknown($0) && $0.writeClass > .heartbeat }
      if !unclear.isEmpty, oracle != .restart, !cast.wishes.contains(key) || unclear.contains(where: \.changesWish) {
        return Judgement(
          oracle, .notObservable, key, in: phase.time,
          "\(key) is written while \(occasion), and managed fields do not tell by whom", unclear)
      }
      return Judgement(oracle, .conforms, key, in: phase.time, "W0 nothing is written while \(occasion)")
    }
    let story = Judgement.story(told, since: start)
    let verdict: (Judgement.Verdict, String)
    switch worst {
    case .heartbeat:
      verdict =
        Self.isFasterThanAMinute(told)
        ? (.violates, "W3 status heartbeat, more than one a minute,") : (.conforms, "W3 status heartbeat")
    case .flapping:
      let isWrong = !thereAndBack(told).isEmpty || Self.isRepeated(told)
      verdict =
        isWrong
        ? (.violates, "W5 status changed again and again") : (.conforms, "the status follows, one time,")
    case .content where oracle == .quiescence && isOnce(told, phase):
      verdict = (.notObservable, "W6 one write, which may be the end of earlier work,")
    default: verdict = (.violates, "\(worst.rawValue) \(worst.title)")
    }
    return Judgement(oracle, verdict.0, key, in: phase.time, "\(verdict.1) while \(occasion): \(story)", told)
  }

  /// New objects under new names, again and again.
  private func breeding(_ phase: Phase) -> [Judgement] {
    let born = ledger.revisions(in: phase.time).filter {
      $0.change == .added && cast.isByCandidate($0) && cast.children.contains($0.key)
    }
    return Dictionary(grouping: born) { "\($0.key.groupKind)" }.sorted { $0.key < $1.key }.compactMap { kind, made in
      guard Set(made.map(\.key)).count > 1, let first = made.first else { return nil }
      return Judgement(
        .quiescence, .violates, first.key, in: phase.time,
        "W7 \(made.count) new objects of the kind \(kind) are made while nothing changes: \(Judgement.story(made, since: phase.time.lowerBound))",
        made)
    }
  }

  /// A status that follows what the platform has just done to something else.
  private func isAnswerToPlatform(_ write: Revision) -> Bool {
    guard write.change == .modified, write.writeClass < .content, write.writeClass > .heartbeat else { return false }
    let before = platformWrites.indices(in: (write.time - Self.reaction)...write.time)
    return platformWrites[before].contains { $0.key != write.key && $0.line < write.line }
  }

  /// The mean pause, so that a last one at the end of the time is no more than it is.
  private static func isFasterThanAMinute(_ writes: [Revision]) -> Bool {
    guard let first = writes.first, let last = writes.last, writes.count > 1 else { return false }
    return (last.time - first.time) / Double(writes.count - 1) < 55
  }

  /// Whether a field changes more often than something that follows once, or twice.
  private static func isRepeated(_ writes: [Revision]) -> Bool {
    var counts: [String: Int] = [:]
    for write in writes {
      for change in write.changes { counts[change.path.plainText, default: 0] += 1 }
    }
    return counts.values.contains { $0 > 2 }
  }

  /// One write soon after something was done, that says something new: perhaps a second try, not one of many.
  private func isOnce(_ writes: [Revision], _ phase: Phase) -> Bool {
    guard writes.count == 1, let write = writes.first, !write.isWithoutMeaning else { return false }
    let last = deeds(in: 0...phase.time.lowerBound).last ?? 0
    guard write.time - last <= Self.longestRetry else { return false }
    let paths = Set(write.changes.map { $0.path.outermostList })
    let others = history(write.key).filter { other in
      other.line != write.line && cast.isByCandidate(other) && other.change == .modified
        && deeds(in: max(0, other.time - 5)...other.time).isEmpty
        && other.changes.contains { paths.contains($0.path.outermostList) }
    }
    return others.isEmpty
  }

  /// A deletion, and the same object made again by the candidate, though nobody had asked for it.
  private func recreation(_ revisions: [Revision]) -> [Revision]? {
    guard let deleted = revisions.firstIndex(where: { $0.change == .deleted }),
      let made = revisions[deleted...].first(where: { $0.change == .added && cast.isByCandidate($0) })
    else { return nil }
    return [revisions[deleted], made]
  }

  private func starts(otherThan phase: Phase) -> [Phase] {
    phases.filter { ["restart", "start again"].contains($0.name) && $0.time != phase.time }
  }

  /// Whether another start does the same, so that what changed meanwhile is not the reason.
  private func isRemadeAtStart(_ key: ObjectKey, otherThan phase: Phase) -> Bool {
    starts(otherThan: phase).contains { recreation(history(key, in: $0.time)) != nil }
  }

  private func isWrongForAWhile(_ key: ObjectKey, otherThan phase: Phase) -> Bool {
    starts(otherThan: phase).contains { other in
      !thereAndBack(history(key, in: other.time).filter { !isUnrest($0) && cast.isByCandidate($0) }).isEmpty
    }
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

extension Revision {
  /// Whether what somebody wished differs, not what is noted about it.
  var changesWish: Bool {
    changes.contains { !$0.path.isIn(plainText: "status") && !$0.path.isIn(plainText: "metadata") }
  }

  /// Whether only times, counters or the order of a list differ.
  var isWithoutMeaning: Bool {
    let told = changes.filter { !$0.path.isIn(plainText: "metadata.generation") }
    return told.allSatisfy { change in
      guard let after = change.after?.string else { return false }
      return KubernetesTime(after) != nil
    } || Self.isReordered(told)
  }
}
