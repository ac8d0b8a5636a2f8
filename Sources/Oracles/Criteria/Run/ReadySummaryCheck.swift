import Documents
import Kubernetes

/// STS-01: each wish soon has a condition that sums up whether it is ready.
struct ReadySummaryCheck: RunCheck {
  /// Seconds.
  private static let limit = 30.0

  private var waiting: [String: (key: ObjectKey, since: Double)] = [:]
  private var subjects = 0
  private var faults = RunFaults()

  mutating func see(_ sight: RunSight, in scene: RunScene) {
    guard sight.isWish else { return }
    if sight.revision.change == .added { waiting[sight.uid] = (sight.revision.key, sight.time) }
    guard let wait = waiting[sight.uid] else { return }
    let has = ReadySummary(sight.object) != nil
    guard has || sight.isDeletion || sight.revision.isTerminating else { return }
    waiting[sight.uid] = nil
    judge(wait.key, since: wait.since, until: sight.time, scene)
    if has { subjects += 1 }
  }

  /// Only the time counts in which the candidate could have written one.
  private mutating func judge(_ key: ObjectKey, since: Double, until end: Double, _ scene: RunScene) {
    guard let running = scene.runningSince else { return }
    let seconds = end - max(since, running)
    if seconds > Self.limit, scene.lastDisturbance(of: key.namespace) <= max(since, running) {
      faults.add("\(key) had no condition that sums up its state for \(Int(seconds)) s")
    }
  }

  func judgement(in scene: RunScene) -> RunJudgement {
    var last = self
    for wait in waiting.values.sorted(by: { $0.since < $1.since }) {
      last.judge(wait.key, since: wait.since, until: scene.time, scene)
    }
    return RunJudgement(
      subjects: subjects, faults: last.faults, holds: "\(subjects) wishes soon had such a condition",
      unseen: "no wish was there for long enough")
  }
}
