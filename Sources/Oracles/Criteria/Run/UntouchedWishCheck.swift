import Documents
import Kubernetes

/// REC-12: the candidate does not write into what its users wish.
struct UntouchedWishCheck: RunCheck {
  private var wishes: Set<String> = []
  private var faults = RunFaults()

  mutating func see(_ sight: RunSight, in scene: RunScene) {
    guard sight.isWish, sight.isByCandidate, sight.revision.change == .modified else { return }
    wishes.insert(sight.uid)
    let paths = sight.revision.changes.map(\.path).filter { $0.isIn(plainText: "spec") }.map(\.plainText)
    guard !paths.isEmpty, !sight.isByDriver else { return }
    faults.add("the candidate wrote \(paths.prefix(3).joined(separator: ", ")) of \(sight.revision.key)")
  }

  func judgement(in scene: RunScene) -> RunJudgement {
    RunJudgement(
      subjects: wishes.count, faults: faults, holds: "it wrote to \(wishes.count) wishes, and into none's spec",
      unseen: "the candidate wrote to no wish")
  }
}
