import Documents
import Kubernetes

/// STS-04: after a change of a wish, nothing is written for it any more once it says that it is ready with the change.
struct StaleReadinessCheck: RunCheck {
  private struct Change: Sendable {
    var key: ObjectKey
    var time: Double
    var generation: Int64
    var claimed: Double?
    /// Of the write that claimed it.
    var revision = 0
  }

  /// Seconds; what comes later may have other reasons.
  private static let reach = 15.0
  /// Two watches may tell in another order what was written in one pass.
  private static let margin = 0.1

  private var changes: [String: Change] = [:]
  private var subjects = 0
  private var faults = RunFaults()

  mutating func see(_ sight: RunSight, in scene: RunScene) {
    if sight.isWish { return takeWish(sight) }
    guard sight.isByCandidate, sight.revision.change != .deleted, sight.revision.writeClass == .content,
      !["Event", "Lease"].contains(sight.revision.key.kind), let wish = scene.wish(above: sight.uid),
      let change = changes[wish], let claimed = change.claimed, sight.time > claimed + Self.margin,
      // Watches of two kinds come in any order.
      Int(sight.revision.resourceVersion) ?? 0 > change.revision,
      sight.time < change.time + Self.reach, scene.lastDisturbance(of: change.key.namespace) <= change.time
    else { return }
    faults.add(
      "\(change.key) was ready with generation \(change.generation), and \(sight.revision.key) was written for it "
        + "\(((sight.time - claimed) * 10).rounded() / 10) s later")
    changes[wish] = nil
  }

  private mutating func takeWish(_ sight: RunSight) {
    if sight.isDeletion || sight.revision.isTerminating {
      changes[sight.uid] = nil
      return
    }
    let generation = sight.object.generation ?? 0
    let ready = ReadySummary(sight.object)
    if sight.isByDriver, sight.revision.change == .modified, sight.revision.changes(in: "spec") {
      // Who does not say which generation it is about shows the old readiness as if it were the new.
      let isShown = ready.map { $0.isTrue && $0.generation == nil } ?? false
      changes[sight.uid] = Change(
        key: sight.revision.key, time: sight.time, generation: generation, claimed: isShown ? sight.time : nil)
      if isShown { subjects += 1 }
    } else if var change = changes[sight.uid], change.claimed == nil, let ready, ready.isTrue,
      ready.generation.map({ $0 >= change.generation }) ?? sight.isByCandidate
    {
      change.claimed = sight.time
      change.revision = Int(sight.revision.resourceVersion) ?? 0
      changes[sight.uid] = change
      subjects += 1
    }
  }

  func judgement(in scene: RunScene) -> RunJudgement {
    RunJudgement(
      subjects: subjects, faults: faults,
      holds: "after \(subjects) changes nothing was written any more once the wish was ready with them",
      unseen: "no wish was changed and became ready again")
  }
}
