import Documents
import Kubernetes

/// RES-10: no container of the candidate is killed because it takes more memory than it may.
///
/// That none was seen shows nothing by itself.
struct NoMemoryKillsCheck: RunCheck {
  private var faults = RunFaults()

  mutating func see(_ sight: RunSight, in scene: RunScene) {
    guard sight.revision.key.kind == "Pod", sight.revision.key.group.isEmpty,
      sight.revision.key.namespace.map(scene.candidate.namespaces.contains) ?? false
    else { return }
    for list in ["initContainerStatuses", "containerStatuses"] {
      for container in sight.object.value["status"]?[list]?.array ?? [] {
        for state in ["state", "lastState"] where container[state]?["terminated"]?["reason"]?.string == "OOMKilled" {
          faults.add(
            "the container \(container["name"]?.string ?? "") of \(sight.revision.key) was killed because of its memory"
          )
        }
      }
    }
  }

  func judgement(in scene: RunScene) -> RunJudgement {
    RunJudgement(subjects: 0, faults: faults, holds: "", unseen: "no container was seen to be killed")
  }
}
