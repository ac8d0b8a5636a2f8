import Documents
import Kubernetes

// What a careful reader notes besides, of any operator.
extension LedgerJudge {
  func others() -> [Judgement] {
    exits() + unmatchedStatuses() + rewrittenWishes() + movedTransitions()
      + phases.indices.flatMap { staleStatuses($0) + hastyStatuses($0) + lateCounts($0) } + emptyPraises()
  }

  /// A process that ended by itself.
  private func exits() -> [Judgement] {
    ledger.marks.filter { $0.name == "operator exited" }.map { mark in
      let phase = phases.last { $0.time.lowerBound <= mark.time }
      let isInvalid = ["invalid CR", "recover"].contains(phase?.name ?? "")
      let code = mark.details["rc"]?.integer.map { " with code \($0)" } ?? ""
      var judgement = Judgement(
        isInvalid ? .recovery : .other, .violates, nil, in: mark.time...mark.time,
        "the process of the candidate ended by itself\(code) in the phase \"\(phase?.name ?? "")\"")
      judgement.marks = [mark]
      return judgement
    }
  }

  /// Whether a status belongs to the present wish cannot be told when it names no generation.
  private func unmatchedStatuses() -> [Judgement] {
    let told = Set(ledger.revisions.lazy.filter { $0.status?.observedGeneration != nil }.map(\.key.groupKind))
    return scope.filter { isCustom($0) && !told.contains($0.groupKind) }.compactMap { key in
      let writes = history(key).filter { revision in
        revision.change == .modified && !revision.changesWish
          && (cast.isByCandidate(revision) || cast.isByUnknown(revision))
          && revision.changes.contains { $0.path.isIn(plainText: "status") }
      }
      guard let first = writes.first, let last = writes.last else { return nil }
      let raising = writes.filter { $0.changes(in: "metadata.generation") }
      return Judgement(
        .other, .notObservable, key, in: first.time...last.time,
        raising.isEmpty
          ? "there is no observedGeneration: whether the status belongs to the present wish cannot be told"
          : "status writes raise metadata.generation and there is no observedGeneration: whether the status belongs to the present wish cannot be told",
        raising.isEmpty ? writes : raising)
    }
  }

  /// What a user wished is the user's.
  private func rewrittenWishes() -> [Judgement] {
    customWishes.compactMap { key in
      let writes = history(key).filter { revision in
        revision.change == .modified && !revision.isInferred && cast.isByCandidate(revision)
          && !cast.isByDriver(revision) && revision.writers.allSatisfy { $0.subresource.isEmpty }
          && revision.changes.contains { $0.path.isIn(plainText: "spec") && $0.before != nil }
      }
      guard let first = writes.first, let last = writes.last else { return nil }
      return Judgement(
        .other, .violates, key, in: first.time...last.time,
        "the candidate rewrites what somebody wished: \(Judgement.story(writes, since: 0))", writes)
    }
  }

  /// `lastTransitionTime` is the time of a transition.
  private func movedTransitions() -> [Judgement] {
    scope.filter { isCustom($0) }.compactMap { key in
      let writes = history(key).filter { revision in
        cast.isByCandidate(revision) && !isAtRest(revision.time) && Self.movesTransition(revision)
      }
      guard let first = writes.first, let last = writes.last else { return nil }
      return Judgement(
        .other, .violates, key, in: first.time...last.time,
        "W4 lastTransitionTime moves while the condition says the same: \(Judgement.story(writes, since: 0))", writes)
    }
  }

  /// Whether an oracle of rest judges that time.
  private func isAtRest(_ time: Double) -> Bool {
    phases.last { $0.time.lowerBound <= time }.map { ["idle", "restart"].contains($0.name) } ?? false
  }

  private static func movesTransition(_ revision: Revision) -> Bool {
    let texts = revision.changes.map(\.path.plainText)
    return texts.contains { text in
      guard text.hasPrefix("status.conditions"), text.hasSuffix(".lastTransitionTime") else { return false }
      let item = text.dropLast("lastTransitionTime".count)
      return !texts.contains { other in
        other.hasPrefix(item) && other != text && !other.hasSuffix(".observedGeneration")
          && !other.hasSuffix(".lastHeartbeatTime") && !other.hasSuffix(".lastUpdateTime")
      } && revision.changes.contains { $0.path.plainText == text && $0.before != nil && $0.after != nil }
    }
  }

  /// A status that goes on to praise what is not there any more.
  private func staleStatuses(_ index: Int) -> [Judgement] {
    let phase = phases[index]
    guard phase.name == "delete child", let key = child(phase),
      driftOfChild(index).contains(where: { $0.verdict == .violates }),
      let gone = history(key, in: phase.time).first(where: { $0.change == .deleted })
    else { return [] }
    let wish = root(of: key)
    guard cast.wishes.contains(wish), isCustom(wish), let praise = status(of: wish, at: gone.time)?.praise else {
      return []
    }
    let next = history(wish).first {
      $0.time > gone.time && ($0.isTerminating || $0.change == .deleted || $0.status != nil)
    }
    let deletion = phases.first { $0.time.lowerBound > gone.time && $0.name.hasPrefix("delete CR") }?.time.lowerBound
    let end = min(next?.time ?? ledger.end, deletion ?? ledger.end)
    guard end - gone.time >= 5, next?.time != end || next?.isTerminating == true || next?.change == .deleted else {
      return []
    }
    var judgement = Judgement(
      .other, .violates, wish, in: gone.time...end,
      "the status of \(wish) goes on to say \(praise) for \(Self.seconds(end - gone.time)) after \(key) is gone", [gone]
    )
    judgement.absences = [Judgement.Absence(key: wish, time: gone.time...end, paths: ["status"])]
    return [judgement]
  }

  /// A status that praises a new wish before it is carried out.
  private func hastyStatuses(_ index: Int) -> [Judgement] {
    let phase = phases[index]
    guard phase.name == "update", isRunning(in: phase.time) else { return [] }
    let perturbed = perturbations(in: phase.time)
    return subjects(of: perturbed).filter { isCustom($0) }.compactMap { key in
      let own = perturbed.filter { $0.key == key }
      let values = Self.values(own)
      guard let wished = own.last, let generation = wished.generation else { return nil }
      let said = history(key, in: phase.time).first { revision in
        revision.line > wished.line && revision.status?.observedGeneration == generation && cast.isByCandidate(revision)
      }
      guard let said, let praise = said.status?.praise else { return nil }
      let works = ledger.revisions(in: phase.time).filter { revision in
        revision.key != key && revision.line > wished.line && cast.isByCandidate(revision)
          && revision.changes.contains { Self.carries($0, values) }
      }
      let isNothing = works.isEmpty && effect(of: key, perturbed, .update, phase.time).verdict == .violates
      let isLater = !works.isEmpty && works.allSatisfy { $0.isNewer(than: said) }
      guard isNothing || isLater else { return nil }
      return Judgement(
        .other, .violates, key, in: phase.time,
        "the status says \(praise) with observedGeneration \(generation) "
          + (works.first.map { "before \($0.key) is written" } ?? "though nothing is done"),
        [wished, said] + works.prefix(1))
    }
  }

  /// A count that is right, but not at once.
  private func lateCounts(_ index: Int) -> [Judgement] {
    let phase = phases[index]
    guard phase.name.hasPrefix("create") else { return [] }
    let time = phase.time.lowerBound...quietEnd(of: index)
    let revisions = ledger.revisions(in: time).filter { cast.isByCandidate($0) }
    let births = revisions.filter { $0.change == .added && cast.children.contains($0.key) }
    var seen: Set<ObjectKey> = []
    return revisions.compactMap { revision in
      guard revision.change == .modified, revision.writeClass == .flapping,
        let count = revision.changes.first(where: { Self.isCount($0) }), !seen.contains(revision.key),
        let birth = births.last(where: { $0.time <= revision.time }), revision.time - birth.time > 2,
        deeds(in: birth.time...revision.time).allSatisfy({ $0 <= birth.time })
      else { return nil }
      seen.insert(revision.key)
      return Judgement(
        .other, .conforms, revision.key, in: time,
        "\(count.path.plainText) of \(revision.key) follows \(Self.seconds(revision.time - birth.time)) after what it counts",
        [revision])
    }
  }

  private static func isCount(_ change: FieldChange) -> Bool {
    guard change.after?.integer != nil, change.path.isIn(plainText: "status"),
      case .field(let name)? = change.path.elements.last
    else { return false }
    let lower = name.lowercased()
    return ["num", "count", "total", "size", "replicas"].contains { lower.contains($0) }
  }

  /// A status that says that all runs while nothing of it does.
  private func emptyPraises() -> [Judgement] {
    customWishes.compactMap { key in
      guard let praising = history(key).last(where: { $0.change != .deleted && $0.status != nil }),
        let praise = praising.status?.promise
      else { return nil }
      let gone = history(key).last { $0.line > praising.line && ($0.isTerminating || $0.change == .deleted) }?.time
      let time = praising.time...max(praising.time, gone ?? ledger.end)
      guard time.upperBound - time.lowerBound >= 5 else { return nil }
      let owned = descendants(of: praising, until: time.upperBound)
      let workloads =
        ["Pod", "Deployment", "StatefulSet"].lazy.map { kind in owned.filter { $0.kind == kind } }
        .first { !$0.isEmpty } ?? []
      // What is gone by then does not tell.
      let judged = workloads.filter { isThere($0, at: time.upperBound - 0.001) || isThere($0, at: time.lowerBound) }
      guard !judged.isEmpty, judged.allSatisfy({ neverRuns($0, in: time) }) else { return nil }
      // Where nothing can run, ready may mean that all is made; that it runs is not true anywhere.
      let isTold = hasNodes || praise.lowercased().contains("running")
      var judgement = Judgement(
        .other, isTold ? .violates : .notObservable, key, in: time,
        "the status says \(praise) while none of its \(judged.count) objects of the kind \(judged.first?.kind ?? "") can be used"
          + (isTold ? "" : ", and nothing in this lab makes pods run"),
        [praising])
      judgement.absences = judged.sorted { "\($0)" < "\($1)" }.prefix(10).map {
        Judgement.Absence(
          key: $0, time: time, paths: [$0.kind == "Pod" ? "status.phase" : "status.availableReplicas"])
      }
      return judgement
    }
  }

  private func neverRuns(_ key: ObjectKey, in time: ClosedRange<Double>) -> Bool {
    let statuses = history(key).filter { $0.time <= time.upperBound }.compactMap(\.status)
    guard !statuses.isEmpty else { return false }
    if key.kind == "Pod" { return statuses.allSatisfy { $0.words["status.phase"] == "Pending" } }
    return statuses.allSatisfy { ($0.availableReplicas ?? 0) == 0 } && statuses.contains { ($0.replicas ?? 0) > 0 }
  }
}

extension StatusSummary {
  /// The praise, where it says that something can be used.
  fileprivate var promise: String? {
    praise.flatMap { praise in
      ["running", "ready", "available", "healthy"].contains { praise.lowercased().contains($0) } ? praise : nil
    }
  }
}

extension Revision {
  /// Whether it came later at the API server; all objects share one counter.
  fileprivate func isNewer(than other: Revision) -> Bool {
    guard let own = Int64(resourceVersion), let its = Int64(other.resourceVersion) else { return line > other.line }
    return own > its
  }
}
