import Documents
import Kubernetes

/// STS-06: the transition time of a condition changes only when its status does.
struct TransitionTimesCheck: RunCheck {
  private var subjects = 0
  private var faults = RunFaults()

  mutating func see(_ sight: RunSight, in scene: RunScene) {
    guard sight.isByCandidate, let before = sight.before, !sight.isDeletion,
      scene.candidate.kinds.contains(sight.revision.key.groupKind), sight.revision.changes(in: "status")
    else { return }
    let old = Dictionary(before.conditions.map { ($0.type, $0) }, uniquingKeysWith: { first, _ in first })
    var hasSeen = false
    for condition in sight.object.conditions {
      guard let known = old[condition.type], let was = known.lastTransitionTime,
        let isNow = condition.lastTransitionTime
      else { continue }
      hasSeen = true
      if was != isNow, known.status == condition.status {
        faults.add(
          "\(sight.revision.key): \(condition.type) stayed \(condition.status), and its transition time moved from "
            + "\(was) to \(isNow)")
      }
    }
    if hasSeen { subjects += 1 }
  }

  func judgement(in scene: RunScene) -> RunJudgement {
    RunJudgement(
      subjects: subjects, faults: faults, holds: "\(subjects) writes of conditions kept it",
      unseen: "no condition was written twice")
  }
}
