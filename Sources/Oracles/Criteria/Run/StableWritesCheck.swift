import Documents
import Kubernetes

/// API-19: the candidate writes objects of Kubernetes by stable versions of their APIs, as managed fields tell.
struct StableWritesCheck: RunCheck {
  private static let groups: Set<String> = ["apps", "batch", "autoscaling", "policy", "extensions"]

  private var subjects: Set<String> = []
  private var faults = RunFaults()

  mutating func see(_ sight: RunSight, in scene: RunScene) {
    let group = sight.revision.key.group
    guard sight.isByCandidate, !sight.isByDriver, !sight.isDeletion, Self.isOfKubernetes(group, scene) else { return }
    subjects.insert(sight.uid)
    let writers = Set(sight.revision.writers.map(\.manager))
    for entry in sight.object.value[path: "metadata", "managedFields"]?.array ?? [] {
      guard let writer = entry["manager"]?.string, writers.contains(writer),
        let version = entry["apiVersion"]?.string, Self.isUnstable(version)
      else { continue }
      faults.add("it writes \(sight.revision.key) by \(version), which is not a stable version")
    }
  }

  private static func isOfKubernetes(_ group: String, _ scene: RunScene) -> Bool {
    (group.isEmpty || groups.contains(group) || group.hasSuffix(".k8s.io"))
      && !scene.candidate.kinds.contains { $0.group == group }
  }

  /// `policy/v1beta1`
  private static func isUnstable(_ apiVersion: String) -> Bool {
    // Nearly all are `v1`, and to look for words in a text takes long.
    if apiVersion.hasSuffix("/v1") || apiVersion == "v1" { return false }
    let version = apiVersion.split(separator: "/").last ?? ""
    return version.contains("alpha") || version.contains("beta")
  }

  func judgement(in scene: RunScene) -> RunJudgement {
    RunJudgement(
      subjects: subjects.count, faults: faults,
      holds: "what it wrote of Kubernetes' own kinds (\(subjects.count) objects) it wrote by stable versions",
      unseen: "the candidate wrote no object of Kubernetes' own kinds")
  }
}
