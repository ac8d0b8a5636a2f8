import Documents
import Kubernetes

/// STS-07: no status changes more than once a minute while nothing happens.
struct RestingStatusCheck: RunCheck {
  /// Seconds.
  private static let shortestPause = 60.0

  /// When each object was written last though nobody had asked, and how often in a row.
  private var beats: [String: (time: Double, count: Int)] = [:]
  private var resting: [String: Double] = [:]
  private var rest = 0.0
  private var faults = RunFaults()

  mutating func see(_ mark: LedgerLine.Mark, in scene: RunScene) {
    guard Phase.begins(with: mark) || mark.name == "oracle ended", let namespace = mark.details["scope"]?.string
    else { return }
    if let since = resting.removeValue(forKey: namespace) { rest += mark.time - since }
    if ["idle", "calm"].contains(mark.name) { resting[namespace] = mark.time }
  }

  mutating func see(_ sight: RunSight, in scene: RunScene) {
    guard sight.isByCandidate, scene.candidate.kinds.contains(sight.revision.key.groupKind),
      [.heartbeat, .meaninglessStatus].contains(sight.revision.writeClass), !scene.masks.hide(sight.revision)
    else { return }
    let key = sight.revision.key
    let last = beats[sight.uid]
    let isInARow = last.map { scene.lastDisturbance(of: key.namespace) < $0.time } ?? false
    let isSoon = last.map { sight.time - $0.time < Self.shortestPause } ?? false
    let count = isInARow && isSoon ? (last?.count ?? 0) + 1 : 1
    beats[sight.uid] = (sight.time, count)
    guard count == 3 else { return }
    let paths = sight.revision.changes.prefix(3).map(\.path.plainText).joined(separator: ", ")
    faults.add("\(key) was written three times in less than two minutes though nothing happened: \(paths)")
  }

  func judgement(in scene: RunScene) -> RunJudgement {
    let seconds = rest + resting.values.reduce(0) { $0 + max(0, scene.time - $1) }
    return RunJudgement(
      subjects: seconds > 0 ? 1 : 0, faults: faults,
      holds: "no status kept changing, in \((seconds * 10).rounded() / 10) s of rest and besides",
      unseen: "the candidate was never looked at while at rest")
  }
}
