import Documents
import Kubernetes

/// SEC-11: a candidate that claims so works with the rights of its namespaces alone.
struct NamespaceRightsCheck: RunCheck {
  private var wrote = 0

  mutating func see(_ sight: RunSight, in scene: RunScene) { if sight.isByCandidate { wrote += 1 } }

  func judgement(in scene: RunScene) -> RunJudgement {
    if scene.candidate.details["clusterRights"]?.bool == true {
      return .broken(
        subjects: 1, ["its manifests bind rights for the whole cluster, although it claims to need none"])
    }
    guard scene.candidate.installation == "manifests" else {
      return .unseen("the candidate did not run with the rights of its manifests, but with those that it was given")
    }
    guard wrote > 0 else { return .unseen("the candidate did nothing with the rights that it has") }
    return .holds(subjects: 1, "it worked, and its manifests bind no rights for the whole cluster")
  }
}
