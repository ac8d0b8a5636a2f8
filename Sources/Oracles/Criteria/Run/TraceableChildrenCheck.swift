import Documents
import Kubernetes

/// REC-15: what the candidate makes has an owner reference, or labels that lead back.
struct TraceableChildrenCheck: RunCheck {
  /// Seconds in which a reference may be added.
  private static let patience = 2.0
  private static let labels = [
    "app.kubernetes.io/managed-by", "app.kubernetes.io/instance", "app.kubernetes.io/part-of",
    "app.kubernetes.io/created-by",
  ]

  private var untraced: [String: (key: ObjectKey, since: Double)] = [:]
  private var subjects = 0
  private var faults = RunFaults()

  mutating func see(_ sight: RunSight, in scene: RunScene) {
    let revision = sight.revision
    guard !["Event", "Lease"].contains(revision.key.kind) else { return }
    if revision.change == .added, sight.isByCandidate, !sight.isWish {
      subjects += 1
      untraced[sight.uid] = (revision.key, sight.time)
    }
    guard let known = untraced[sight.uid] else { return }
    if Self.leadsBack(sight.object, scene) {
      untraced[sight.uid] = nil
    } else if sight.isDeletion {
      untraced[sight.uid] = nil
      if sight.time - known.since > Self.patience { accuse(known.key) }
    }
  }

  private static func leadsBack(_ object: KubernetesObject, _ scene: RunScene) -> Bool {
    if !object.ownerReferences.isEmpty { return true }
    let groups = Set(scene.candidate.kinds.map(\.group))
    let names = Set(scene.wishes.values.map(\.name))
    return object.labels.merging(object.annotations, uniquingKeysWith: { first, _ in first }).contains { key, value in
      let domain = key.split(separator: "/").first.map(String.init) ?? ""
      return labels.contains(key) || groups.contains { domain == $0 || domain.hasSuffix(".\($0)") }
        || names.contains(value)
    }
  }

  private mutating func accuse(_ key: ObjectKey) {
    faults.add("\(key) has neither an owner reference nor a label that leads back to a wish")
  }

  func judgement(in scene: RunScene) -> RunJudgement {
    var last = self
    for known in untraced.values.sorted(by: { $0.since < $1.since })
    where scene.time - known.since > Self.patience { last.accuse(known.key) }
    return RunJudgement(
      subjects: subjects, faults: last.faults, holds: "all \(subjects) objects that it made lead back to a wish",
      unseen: "the candidate made nothing in Kubernetes")
  }
}
