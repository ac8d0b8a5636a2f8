import Documents
import Kubernetes

/// CFG-01: the API server of the lab takes the manifests of the candidate.
struct TakenManifestsCheck: RunCheck {
  private var taken: Set<ObjectKey> = []
  private var faults = RunFaults()

  mutating func see(_ mark: LedgerLine.Mark, in scene: RunScene) {
    guard mark.name == CandidateLife.refused else { return }
    let text = { (name: String) in mark.details[name]?.string ?? "" }
    faults.add("the API server of the lab refuses \(text("kind")) \(text("name")): \(text("message"))")
  }

  mutating func see(_ sight: RunSight, in scene: RunScene) {
    if scene.candidate.package.contains(sight.revision.key) { taken.insert(sight.revision.key) }
  }

  func judgement(in scene: RunScene) -> RunJudgement {
    RunJudgement(
      subjects: taken.count, faults: faults, holds: "the API server of the lab took \(taken.count) of them",
      unseen: "plugfest applied none of the candidate's manifests")
  }
}
