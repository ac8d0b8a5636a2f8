import Documents
import Kubernetes

// What must be told when a wish is wrong, and how it goes on when it is right again.
extension LedgerJudge {
  /// R3: what cannot be carried out is refused or told, in the status or by an Event, and destroys nothing.
  func invalidWish(_ phase: Phase) -> [Judgement] {
    let perturbed = perturbations(in: phase.time)
    let subjects = subjects(of: perturbed).filter { $0.kind != "Namespace" }
    if subjects.isEmpty {
      let refused = phase.results.filter { ($0.details["rc"]?.integer ?? 0) != 0 }
      guard !refused.isEmpty else { return [] }
      var judgement = Judgement(
        .recovery, .conforms, named(in: refused), in: phase.time, "the API server refuses it, and nobody is touched")
      if judgement.subject == nil { judgement.marks = refused }
      return [judgement]
    }
    guard isRunning(in: phase.time) else { return [] }
    let own: (ObjectKey, ClosedRange<Double>) -> [Revision] = history
    return subjects.flatMap { key -> [Judgement] in
      let told = own(key, phase.time).filter { cast.isByCandidate($0) || cast.isByUnknown($0) }.filter(tells)
      let events = ledger.revisions(in: phase.time).filter { isWarning($0, about: key) }
      let lost = destroyed(by: key, phase)
      var silence: Judgement
      if told.isEmpty, events.isEmpty {
        silence = Judgement(
          .recovery, .violates, key, in: phase.time,
          "that \(key) cannot be carried out is told neither in its status nor by an Event",
          perturbed.filter { $0.key == key })
        silence.isOfMoment = true
      } else {
        silence = Judgement(
          .recovery, .conforms, key, in: phase.time,
          "it is told what is wrong: \(Judgement.story(told + events, since: phase.time.lowerBound))", told + events)
      }
      return [silence]
        + lost.map {
          Judgement(
            .recovery, .violates, $0.key, in: phase.time, "the wrong wish \(key) destroys \($0.key)",
            perturbed.filter { $0.key == key } + [$0])
        }
    }
  }

  /// The right wish leads to where it would have led at once.
  func recovery(_ index: Int) -> [Judgement] {
    let phase = phases[index]
    guard isRunning(in: phase.time) else { return [] }
    let perturbed = perturbations(in: phase.time)
    return subjects(of: perturbed).filter { $0.kind != "Namespace" }.flatMap { key -> [Judgement] in
      let own = perturbed.filter { $0.key == key }
      let answers = answers(in: phase.time).filter { $0.key.kind != "Event" }
      if let stuck = stillInTrouble(key, own, index) { return [stuck] }
      guard !answers.isEmpty else { return [unanswered(key, own, index)] }
      let story = Judgement.story(answers, since: phase.time.lowerBound)
      return [Judgement(.recovery, .conforms, key, in: phase.time, "the right wish takes effect: \(story)", answers)]
        + stuck(key, phase)
    }
  }

  private func unanswered(_ key: ObjectKey, _ own: [Revision], _ index: Int) -> Judgement {
    let time = phases[index].time
    // Who did nothing about the wrong wish has nothing to do for the right one.
    guard wrongPhase(before: index).map({ !answers(in: $0.time).isEmpty }) ?? true else {
      return Judgement(
        .recovery, .notObservable, key, in: time, "the wrong wish had no effect, so there is nothing to recover from",
        own)
    }
    let isTold = hadChance(key, index)
    var judgement = Judgement(
      .recovery, isTold ? .violates : .notObservable, key, in: time,
      "the right wish has no effect"
        + (isTold ? "" : " in \(Self.seconds(time.upperBound - time.lowerBound)), and the next try may come later"), own
    )
    judgement.absences = [Judgement.Absence(key: key, time: time, isOfCandidate: true)]
    return judgement
  }

  private func wrongPhase(before index: Int) -> Phase? { phases[..<index].last { $0.name == "invalid CR" } }

  /// Whether a candidate that tries again now and then must have done so: after the longest time that is usual, or after
  /// three times the longest pause between its tries of the wrong wish.
  private func hadChance(_ key: ObjectKey, _ index: Int) -> Bool {
    let patience = quietEnd(of: index) - phases[index].time.lowerBound
    if patience >= Self.longestRetry { return true }
    guard let wrong = wrongPhase(before: index) else { return false }
    var tries: [Double] = []
    for revision in ledger.revisions(in: wrong.time)
    where revision.key == key && cast.isByCandidate(revision) && !isUnrest(revision) || isWarning(revision, about: key)
    {
      if revision.time - (tries.last ?? -1) > Self.reaction { tries.append(revision.time) }
    }
    guard tries.count > 2, let longest = zip(tries, tries.dropFirst()).map({ $1 - $0 }).max() else { return false }
    return patience >= 3 * longest
  }

  /// A status that told of the wrong wish, and goes on to do so.
  private func stillInTrouble(_ key: ObjectKey, _ own: [Revision], _ index: Int) -> Judgement? {
    let phase = phases[index]
    guard let wrong = status(of: key, at: phase.time.lowerBound)?.trouble,
      let before = wrongPhase(before: index),
      status(of: key, at: before.time.lowerBound)?.trouble != wrong,
      status(of: key, at: phase.time.upperBound)?.trouble == wrong
    else { return nil }
    // Some take their time, and are not to be judged before.
    let later = history(key, in: phase.time.upperBound...max(ledger.end, phase.time.upperBound))
    if later.contains(where: { $0.status.map { $0.trouble != wrong } ?? false }) {
      return Judgement(
        .recovery, .notObservable, key, in: phase.time,
        "\(key) goes on to tell of \(wrong), and no more when something else is done", own)
    }
    let isTold = hadChance(key, index)
    var judgement = Judgement(
      .recovery, isTold ? .violates : .notObservable, key, in: phase.time,
      "\(key) goes on to tell of \(wrong) after the wish was put right"
        + (isTold ? "" : ", and the next try may come later"), own)
    judgement.absences = [
      Judgement.Absence(key: key, time: phase.time, paths: ["status.conditions", "status.phase"], isOfCandidate: true)
    ]
    return judgement
  }

  /// What stays different in the status from that of another wish of the kind, which was right from the beginning.
  private func stuck(_ key: ObjectKey, _ phase: Phase) -> [Judgement] {
    let others = cast.wishes.filter { $0 != key && $0.groupKind == key.groupKind && isCustom($0) }
    guard let other = others.sorted(by: { "\($0)" < "\($1)" }).first,
      !phases.contains(where: { phase in
        phase.name == "invalid CR" && history(other, in: phase.time).contains { cast.isByDriver($0) }
      }),
      let own = status(of: key, at: phase.time.upperBound), let its = status(of: other, at: phase.time.upperBound)
    else { return [] }
    return its.words.filter { own.words[$0.key].map { [value = $0.value] in $0 != value } ?? false }
      .sorted { $0.key < $1.key }.map { path, value in
        Judgement(
          .recovery, .violates, key, in: phase.time,
          "\(key) ends with \(path) \(own.words[path] ?? ""), while \(other), which was right from the beginning, ended with \(value)",
          history(key, in: phase.time).filter { $0.changes(in: path) })
      }
  }

  // MARK: Parts

  /// Whether a write on the wish tells of a trouble: a condition, or a word for one in the status.
  private func tells(_ revision: Revision) -> Bool {
    if revision.status?.trouble != nil { return true }
    return revision.changes.contains { change in
      guard change.path.isIn(plainText: "status"), let text = change.after?.string else { return false }
      if change.path.isIn(plainText: "status.conditions"), !change.path.plainText.hasSuffix("message") { return false }
      return StatusSummary.isTrouble(text)
        || ["error", "message", "reason"].contains { change.path.plainText.lowercased().hasSuffix($0) } && !text.isEmpty
          && !change.path.isIn(plainText: "status.conditions")
    }
  }

  /// Whether it is an Event about the object, or something of its name, that warns.
  private func isWarning(_ revision: Revision, about key: ObjectKey) -> Bool {
    guard revision.key.kind == "Event", revision.change != .deleted,
      revision.key.namespace == key.namespace || key.namespace == nil
    else { return false }
    guard let event = ledger.object(revision.key)?.value else { return revision.key.name.hasPrefix("\(key.name).") }
    let regarding = event["involvedObject"] ?? event["regarding"]
    guard regarding?["name"]?.string == key.name || revision.key.name.hasPrefix("\(key.name).") else { return false }
    let text = [event["reason"], event["message"], event["note"]].compactMap { $0?.string }.joined(separator: " ")
    return event["type"]?.string != "Normal" || StatusSummary.isTrouble(text)
  }

  /// Children that go while the wish is wrong, and do not come back at once.
  private func destroyed(by key: ObjectKey, _ phase: Phase) -> [Revision] {
    let asked = phase.commands.contains(where: \.isDeletion)
    guard !asked else { return [] }
    return ledger.revisions(in: phase.time).filter { revision in
      revision.change == .deleted && cast.children.contains(revision.key) && root(of: revision.key) == key
        && !isThere(revision.key, at: phase.time.upperBound)
    }
  }

  /// The object that a refused command was about, when the recording knows one of that name.
  private func named(in results: [LedgerLine.Mark]) -> ObjectKey? {
    let text = results.compactMap { $0.details["output"]?.string }.joined(separator: "\n")
    return cast.wishes.sorted { "\($0)" < "\($1)" }.first { text.contains("\"\($0.name)\"") }
  }
}
