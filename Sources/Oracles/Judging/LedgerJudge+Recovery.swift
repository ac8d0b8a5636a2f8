import Documents
import Kubernetes

// What must be told when a wish is wrong, and how it goes on when it is right again.
extension LedgerJudge {
  /// R3: what cannot be carried out is refused or told, in the status or by an Event.
  func invalidWish(_ phase: Phase) -> [Judgement] {
    let perturbed = perturbations(in: phase.time)
    let subjects = Set(perturbed.map(\.key)).filter { isSubject($0, of: perturbed) }
    if subjects.isEmpty {
      let refused = phase.results.filter { ($0.details["rc"]?.integer ?? 0) != 0 }
      guard !refused.isEmpty else { return [] }
      return [
        Judgement(
          .recovery, .conforms, named(in: refused), in: phase.time, "the API server refuses it, and nobody is touched")
      ]
    }
    let revisions = ledger.revisions(in: phase.time).filter { cast.isByCandidate($0) }
    return subjects.map { key in
      let told = revisions.filter { $0.key == key && tells($0) } + revisions.filter { isEvent($0, about: key) }
      if told.isEmpty {
        return Judgement(
          .recovery, .violates, key, in: phase.time,
          "that \(key) cannot be carried out is told neither in its status nor by an Event",
          perturbed.filter { $0.key == key })
      }
      return Judgement(
        .recovery, .conforms, key, in: phase.time,
        "it is told what is wrong: \(Judgement.story(told, since: phase.time.lowerBound))", told)
    }
  }

  /// The right wish leads to where it would have led at once.
  func recovery(_ phase: Phase) -> [Judgement] {
    let perturbed = perturbations(in: phase.time)
    return Set(perturbed.map(\.key)).filter { isSubject($0, of: perturbed) }.flatMap { key -> [Judgement] in
      let answers = answers(in: phase.time)
      guard !answers.isEmpty else {
        return [
          Judgement(
            .recovery, .violates, key, in: phase.time, "the right wish has no effect",
            perturbed.filter { $0.key == key })
        ]
      }
      let story = Judgement.story(answers, since: phase.time.lowerBound)
      return [Judgement(.recovery, .conforms, key, in: phase.time, "the right wish takes effect: \(story)", answers)]
        + stuck(key, phase)
    }
  }

  /// What stays different in the status from that of another wish of the kind, which was right from the beginning.
  private func stuck(_ key: ObjectKey, _ phase: Phase) -> [Judgement] {
    let others = cast.wishes.filter { $0 != key && $0.groupKind == key.groupKind && isCustom($0) }
    guard let other = others.sorted(by: { "\($0)" < "\($1)" }).first else { return [] }
    let (own, its) = (summary(of: key, until: phase.time.upperBound), summary(of: other, until: phase.time.upperBound))
    return its.compactMap { path, value in
      guard let found = own[path], found != value else { return nil }
      let evidence = ledger.revisions(in: phase.time).filter { $0.key == key && $0.changes(in: path) }
      return Judgement(
        .recovery, .violates, key, in: phase.time,
        "\(key) ends with \(path) \(found), while \(other), which was right from the beginning, ended with \(value)",
        evidence)
    }
  }

  /// What a status says in one word, as it was at a time.
  private func summary(of key: ObjectKey, until time: Double) -> [String: String] {
    var summary: [String: String] = [:]
    for revision in ledger.revisions where revision.key == key && revision.time <= time {
      for change in revision.changes where ["status.phase", "status.state"].contains(change.path.plainText) {
        summary[change.path.plainText] = change.after?.string
      }
    }
    return summary
  }

  /// Whether the candidate is meant to act on it: not a namespace that was made for it.
  private func isSubject(_ key: ObjectKey, of perturbed: [Revision]) -> Bool {
    key.kind != "Namespace" && (isCustom(key) || !perturbed.contains { isCustom($0.key) })
  }

  /// Whether a write on the wish tells of a trouble: a condition, or a word for one in the status.
  private func tells(_ revision: Revision) -> Bool {
    revision.changes.contains { change in
      guard change.path.isIn(plainText: "status") else { return false }
      if change.path.isIn(plainText: "status.conditions") { return change.after != nil }
      guard let text = change.after?.string?.lowercased() else { return false }
      return ["error", "fail", "invalid", "degraded", "unable", "cannot", "refused", "conflict"].contains {
        text.contains($0)
      }
    }
  }

  private func isEvent(_ revision: Revision, about key: ObjectKey) -> Bool {
    revision.key.kind == "Event" && revision.key.namespace == key.namespace
      && revision.key.name.hasPrefix("\(key.name).")
  }

  /// The object that a refused command was about, when the recording knows one of that name.
  private func named(in results: [LedgerLine.Mark]) -> ObjectKey? {
    let text = results.compactMap { $0.details["output"]?.string }.joined(separator: "\n")
    return cast.wishes.sorted { "\($0)" < "\($1)" }.first { text.contains("\"\($0.name)\"") }
  }
}
