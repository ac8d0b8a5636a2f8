import Documents
import Kubernetes

/// STS-05: what is not ready for a while says why, with a reason in one word and a message.
struct ToldFailuresCheck: RunCheck {
  /// Seconds; before that it may be on its way.
  private static let patience = 3.0

  private var failing: [String: (key: ObjectKey, since: Double, ready: ReadySummary)] = [:]
  private var subjects = 0
  private var faults = RunFaults()

  mutating func see(_ sight: RunSight, in scene: RunScene) {
    guard sight.isWish else { return }
    let ready = ReadySummary(sight.object)
    if let known = failing[sight.uid], sight.isDeletion || ready != known.ready {
      judge(known, until: sight.time)
      failing[sight.uid] = nil
    }
    guard !sight.isDeletion, let ready, ready.isFalse, !ready.isOnItsWay, failing[sight.uid] == nil else { return }
    failing[sight.uid] = (sight.revision.key, sight.time, ready)
  }

  private mutating func judge(_ state: (key: ObjectKey, since: Double, ready: ReadySummary), until end: Double) {
    guard end - state.since >= Self.patience else { return }
    subjects += 1
    let ready = state.ready
    if !Self.isReason(ready.reason) {
      let reason = ready.reason.isEmpty ? "no reason" : "the reason \(ready.reason.prefix(60)), which is not one word"
      faults.add("\(state.key) was not ready, with \(reason)")
    }
    if ready.message.allSatisfy(\.isWhitespace) {
      faults.add("\(state.key) was not ready (\(ready.reason.prefix(60))), without a message")
    }
  }

  /// As metav1.Condition has it.
  private static func isReason(_ text: String) -> Bool {
    guard let first = text.first, let last = text.last, text.utf8.count <= 1024 else { return false }
    let isInner = { (character: Character) in character.isASCII && (character.isLetter || character.isNumber) }
    return first.isASCII && first.isLetter && (isInner(last) || last == "_")
      && text.allSatisfy { isInner($0) || "_,:".contains($0) }
  }

  func judgement(in scene: RunScene) -> RunJudgement {
    var last = self
    for state in failing.values.sorted(by: { $0.since < $1.since }) { last.judge(state, until: scene.time) }
    return RunJudgement(
      subjects: last.subjects, faults: last.faults, holds: "\(last.subjects) failures had a reason and a message",
      unseen: "no wish stayed unready in this run")
  }
}
