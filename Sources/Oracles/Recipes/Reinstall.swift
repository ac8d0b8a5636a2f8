import Documents
import Kubernetes

extension Recipe {
  /// The candidate is removed, and what it has made stays, in the cluster and outside; installed again, it takes that over.
  static let reinstall = Recipe(
    [
      .snapshot("before"), .phase("uninstall"), .uninstall, .look("without the operator", atLeast: 3),
      .phase("restart"),
      .install, .rest, .snapshot("after"),
    ], explainsTrouble: true
  ) { evidence in
    evidence.goneWithTheOperator + evidence.changedWithTheOperator + evidence.changedOutsideWithTheOperator
      + evidence.phases(.restart).filter { $0.verdict != .conforms }
      + evidence.writesOutside(.restart, in: "restart", at: "it is installed again and finds everything right")
      + evidence.comparison(
        .reinstall, "before", "after", same: "what was there stays while it is away, and is taken over as it is",
        different: "removed and installed again, it leaves another state")
  }
}

extension RecipeEvidence {
  /// From the moment when it is asked to go until it is installed again.
  private var removal: ClosedRange<Double>? {
    guard let begin = phase("uninstall")?.lowerBound else { return nil }
    return begin...(phase("restart")?.lowerBound ?? time.upperBound)
  }

  /// What was there before, and is deleted then or afterwards.
  fileprivate var goneWithTheOperator: [Judgement] {
    guard let removal, let before = snapshots("before").first else { return [] }
    let own = before.objects.filter { object in
      (object.key == wish || judge.cast.children.contains(object.key)) && !object.endsByItself
    }
    let uids = Set(own.compactMap(\.uid))
    var told: Set<String> = []
    return ledger.revisions(in: removal.lowerBound...time.upperBound).compactMap { revision in
      guard revision.change == .deleted || revision.isTerminating, uids.contains(revision.uid),
        told.insert(revision.uid).inserted
      else { return nil }
      let when = removal.contains(revision.time) ? "is removed" : "is installed again"
      return Judgement(
        .reinstall, .violates, revision.key, in: removal.lowerBound...max(removal.upperBound, revision.time),
        "\(revision.key) is deleted when the operator \(when)", [revision])
    }
  }

  /// What it changes in its children on its way out. A status may say that nobody looks after it any more.
  fileprivate var changedWithTheOperator: [Judgement] {
    guard let removal else { return [] }
    let writes = judge.answers(in: removal).filter {
      $0.change == .modified && $0.writeClass == .content && judge.cast.children.contains($0.key)
    }
    guard let first = writes.first else { return [] }
    return [
      Judgement(
        .reinstall, .violates, first.key, in: removal,
        "\(first.key) is changed when the operator is removed: "
          + Judgement.story(writes.filter { $0.key == first.key }, since: removal.lowerBound), writes)
    ]
  }

  /// Writes where it has written something for this wish before; to end a session or a subscription is its own affair.
  fileprivate var changedOutsideWithTheOperator: [Judgement] {
    guard let removal, let requests = requestsOfCase else { return [] }
    let places = Set(requests.filter { $0.isWrite && $0.isTaken && $0.time < removal.lowerBound }.map(\.place))
    let writes = requests.filter {
      $0.isWrite && $0.isTaken && removal.contains($0.time) && places.contains($0.place)
    }
    guard let first = writes.first else { return [] }
    return [
      Judgement(
        .reinstall, .violates, wish, in: removal,
        "\(writes.count) \(writes.count == 1 ? "write" : "writes") to \(first.endpoint) when the operator is removed: "
          + writes.prefix(3).map(\.text).joined(separator: "; "))
    ]
  }
}

extension KubernetesObject {
  /// Whether somebody else deletes it after a while.
  fileprivate var endsByItself: Bool {
    kind == "Pod" || kind == "Job" && self["spec", "ttlSecondsAfterFinished"] != nil
  }
}
