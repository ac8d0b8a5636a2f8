import Documents
import Kubernetes

/// REC-13: applying the source manifest again changes nothing, which is what a dry run of it would show.
struct EmptyDryRunCheck: RunCheck {
  /// Which namespace is in the midst of it.
  private var applying: Set<String> = []
  private var subjects = 0
  private var faults = RunFaults()

  mutating func see(_ mark: LedgerLine.Mark, in scene: RunScene) {
    guard let namespace = mark.details["scope"]?.string else { return }
    if mark.name == "re-apply server-side" {
      applying.insert(namespace)
      subjects += 1
    } else if Phase.begins(with: mark) || mark.name == "oracle ended" {
      applying.remove(namespace)
    }
    if mark.name == RecipeEvidence.conflict {
      faults.add("a manifest cannot be applied again: \(mark.details["message"]?.string ?? "")")
    }
  }

  mutating func see(_ sight: RunSight, in scene: RunScene) {
    guard let namespace = sight.revision.key.namespace, applying.contains(namespace), sight.isWish, sight.isByDriver,
      sight.revision.change == .modified
    else { return }
    let paths = sight.revision.changes.map(\.path).filter { $0.isIn(plainText: "spec") }.map(\.plainText)
    guard !paths.isEmpty else { return }
    faults.add(
      "the manifest of \(sight.revision.key) applied again changes \(paths.prefix(3).joined(separator: ", "))")
  }

  func judgement(in scene: RunScene) -> RunJudgement {
    RunJudgement(
      subjects: subjects, faults: faults,
      holds: "\(subjects == 1 ? "a manifest" : "\(subjects) manifests") applied again changed nothing",
      unseen: "no manifest was applied again at rest (oracle re-apply)")
  }
}
