import Documents
import Kubernetes

/// CFG-10: what was installed stays as the package has it, so that nothing that applies it again shows a difference.
struct UntouchedPackageCheck: RunCheck {
  private var subjects: Set<ObjectKey> = []
  private var faults = RunFaults()

  mutating func see(_ sight: RunSight, in scene: RunScene) {
    let key = sight.revision.key
    guard scene.candidate.package.contains(key), !sight.isDeletion else { return }
    subjects.insert(key)
    guard sight.revision.change == .modified, sight.isByCandidate, !sight.isByDriver else { return }
    // What the package leaves open, others may fill in.
    let paths = sight.revision.changes.filter { change in
      change.before != nil && ["metadata", "status"].allSatisfy { !change.path.isIn(plainText: $0) }
    }.map(\.path.plainText)
    guard !paths.isEmpty else { return }
    faults.add("the candidate changed \(paths.prefix(3).joined(separator: ", ")) of \(key), which its package brings")
  }

  func judgement(in scene: RunScene) -> RunJudgement {
    RunJudgement(
      subjects: subjects.count, faults: faults,
      holds: "\(subjects.count) objects of the package were applied, and the candidate left them as they were",
      unseen: "no object of the package was seen in the lab")
  }
}
