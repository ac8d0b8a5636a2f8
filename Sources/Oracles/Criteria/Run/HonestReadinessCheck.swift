import Documents
import Kubernetes

/// STS-02: a wish is not ready before what was made for it in the cluster has been ready.
///
/// Which of two kinds was written first, only their revisions tell: watches of two kinds come in any order.
struct HonestReadinessCheck: RunCheck {
  private struct Child: Sendable {
    var key: ObjectKey
    var isReady: Bool
  }

  /// A wish that was ready before a child was seen to be.
  private struct Claim: Sendable {
    var wish: ObjectKey
    var child: ObjectKey
    var time: Double
    var revision: Int
  }

  /// Seconds that one watch may lag behind another.
  private static let lag = 2.0

  private var children: [String: [String: Child]] = [:]
  private var wasReady: Set<String> = []
  /// By the uid of the child.
  private var open: [String: Claim] = [:]
  private var subjects = 0
  private var faults = RunFaults()

  mutating func see(_ sight: RunSight, in scene: RunScene) {
    if let wish = scene.wish(above: sight.uid), !sight.isWish { take(sight, of: wish, scene) }
    guard sight.isWish else { return }
    if sight.isDeletion {
      children[sight.uid] = nil
      wasReady.remove(sight.uid)
      return
    }
    let isReady = ReadySummary(sight.object)?.isTrue ?? false
    guard isReady, !sight.revision.isTerminating, wasReady.insert(sight.uid).inserted else { return }
    let own = children[sight.uid] ?? [:]
    if own.isEmpty { return }
    subjects += 1
    for (uid, child) in own where !child.isReady {
      open[uid] = Claim(
        wish: sight.revision.key, child: child.key, time: sight.time,
        revision: Int(sight.revision.resourceVersion) ?? 0)
    }
  }

  private mutating func take(_ sight: RunSight, of wish: String, _ scene: RunScene) {
    if sight.isDeletion {
      children[wish]?[sight.uid] = nil
      if let claim = open.removeValue(forKey: sight.uid), sight.time - claim.time > Self.lag { accuse(claim) }
      return
    }
    guard sight.isByCandidate || children[wish]?[sight.uid] != nil else { return }
    let isReady = Self.isReady(sight.object, scene)
    let before = children[wish]?[sight.uid]?.isReady ?? false
    children[wish, default: [:]][sight.uid] = Child(key: sight.revision.key, isReady: before || isReady)
    guard isReady, let claim = open.removeValue(forKey: sight.uid) else { return }
    if (Int(sight.revision.resourceVersion) ?? 0) > claim.revision { accuse(claim) }
  }

  /// Objects whose state says nothing about being ready are ready by being there.
  private static func isReady(_ object: KubernetesObject, _ scene: RunScene) -> Bool {
    if scene.candidate.kinds.contains(object.key.groupKind) { return ReadySummary(object)?.isTrue ?? true }
    return (try? Readiness.compute(object).status) == .current
  }

  private mutating func accuse(_ claim: Claim) {
    faults.add("\(claim.wish) was ready before \(claim.child) was for the first time")
  }

  func judgement(in scene: RunScene) -> RunJudgement {
    var last = self
    for claim in open.values.sorted(by: { $0.time < $1.time }) where scene.time - claim.time > Self.lag {
      last.accuse(claim)
    }
    return RunJudgement(
      subjects: subjects, faults: last.faults,
      holds: "\(subjects) wishes were ready only after what was made for them",
      unseen: "no wish with children of its own became ready")
  }
}
