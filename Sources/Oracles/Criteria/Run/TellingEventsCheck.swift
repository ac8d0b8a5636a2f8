import Documents
import Kubernetes

/// OBS-05: Events tell what happens to wishes, without repeating themselves.
struct TellingEventsCheck: RunCheck {
  private struct Cause: Hashable {
    var subject: String
    var reason: String
    var message: String
  }

  /// Of one cause, as Events of their own.
  private static let limit = 5
  /// Seconds.
  private static let patience = 5.0

  private var events: [Cause: Int] = [:]
  private var told: Set<String> = []
  private var warned: Set<String> = []
  private var ready: Set<String> = []
  private var failing: [String: (key: ObjectKey, since: Double)] = [:]
  private var failed: [String: ObjectKey] = [:]
  private var faults = RunFaults()

  mutating func see(_ sight: RunSight, in scene: RunScene) {
    if sight.revision.key.kind == "Event" { return take(sight, scene) }
    guard sight.isWish else { return }
    let summary = ReadySummary(sight.object)
    if summary?.isTrue ?? false { ready.insert(sight.uid) }
    if let summary, summary.isFalse, !summary.isOnItsWay, !sight.isDeletion {
      if failing[sight.uid] == nil { failing[sight.uid] = (sight.revision.key, sight.time) }
    } else if let known = failing.removeValue(forKey: sight.uid), sight.time - known.since > Self.patience {
      failed[sight.uid] = known.key
    }
  }

  private mutating func take(_ sight: RunSight, _ scene: RunScene) {
    let event = sight.object.value
    let subject = event["involvedObject"] ?? event["regarding"] ?? .null
    guard sight.revision.change == .added, let uid = subject["uid"]?.string, scene.wishes[uid] != nil else { return }
    told.insert(uid)
    if event["type"]?.string == "Warning" { warned.insert(uid) }
    let cause = Cause(
      subject: uid, reason: event["reason"]?.string ?? "",
      message: event["message"]?.string ?? event["note"]?.string ?? "")
    events[cause, default: 0] += 1
    if events[cause] == Self.limit {
      faults.add(
        "\(Self.limit) Events say the same of \(subject["kind"]?.string ?? "") \(subject["name"]?.string ?? ""): "
          + "\(cause.reason): \(cause.message.prefix(120))")
    }
  }

  func judgement(in scene: RunScene) -> RunJudgement {
    var faults = faults
    if told.isEmpty, ready.count >= 3 { faults.add("\(ready.count) wishes became ready, and no Event tells of any") }
    let silent = failed.filter { !warned.contains($0.key) }.values.map { "\($0)" }.sorted()
    for key in silent { faults.add("\(key) was not ready for a while, and no Warning tells it") }
    return RunJudgement(
      subjects: told.count, faults: faults,
      holds: "Events tell of \(told.count) wishes, with \(events.count) causes, none too often",
      unseen: "no Event of a wish was seen")
  }
}
