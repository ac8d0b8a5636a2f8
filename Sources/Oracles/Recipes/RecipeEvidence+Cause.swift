import Documents
import Kubernetes

extension RecipeEvidence {
  /// What the ledger shows besides that explains why the wish is not ready: `; ConfigMap demo/x, made for it, is without an
  /// owner reference`. Empty when it shows nothing.
  func cause(before end: Double) -> String {
    if let child = ownerless(before: end) {
      return "; \(child.key), made for it, is without an owner reference, so that nothing leads from it to the wish"
    }
    let deed = lastDeed(before: end)
    let since = deed.time...max(deed.time, end)
    let answers = judge.answers(in: since)
    let write = (requests ?? []).first { $0.isWrite && since.contains($0.time) }
    guard !answers.isEmpty || write != nil else {
      // Beside other cases, what is asked of systems outside is not known.
      return requests == nil ? "; nothing is written in the cluster since" : "; nothing is done since"
    }
    guard readiness.contains(Self.lag) else { return "" }
    let work = answers.first { $0.key != wish && $0.writeClass >= .content && $0.key.kind != "Event" }
    guard let carried = write?.text ?? work.map({ Judgement.story([$0], since: deed.time) }) else {
      return "; its status is written since, and stays for that generation"
    }
    return "; that was carried out (\(carried)), and the status stays behind"
  }

  /// How the words begin for a status that belongs to an earlier wish.
  static let lag = ", for generation "

  /// What the candidate made for the present wish and is not bound to it.
  private func ownerless(before end: Double) -> Revision? {
    guard let made = ledger.revisions.last(where: { $0.key == wish && $0.change == .added && $0.time <= end }) else {
      return nil
    }
    return ledger.revisions(in: made.time...end).first { revision in
      revision.change == .added && judge.cast.isByCandidate(revision) && judge.cast.children.contains(revision.key)
        && revision.key.namespace == wish.namespace && revision.ownerReferences.isEmpty
        && (revision.key.name.hasPrefix(wish.name) || revision.ties.values.contains { $0.contains(wish.name) })
        && ledger.object(revision.key)?.ownerReferences.isEmpty == true
    }
  }
}
