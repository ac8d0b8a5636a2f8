import Documents
import Kubernetes

/// STS-03: the status says which generation it is about, and never one that is not there yet.
struct ObservedGenerationsCheck: RunCheck {
  private var live: [String: (key: ObjectKey, generation: Int64, observed: Int64?)] = [:]
  private var told: Set<String> = []
  private var silent: Set<GroupKind> = []
  private var faults = RunFaults()

  mutating func see(_ sight: RunSight, in scene: RunScene) {
    guard sight.isWish else { return }
    if sight.isDeletion {
      live[sight.uid] = nil
      return
    }
    guard let generation = sight.object.generation else { return }
    let observed = Self.observed(sight.object)
    live[sight.uid] = (sight.revision.key, generation, observed)
    if let observed {
      told.insert(sight.uid)
      if observed > generation {
        faults.add("the status of \(sight.revision.key) was about generation \(observed), and it had \(generation)")
      }
    } else if sight.isByCandidate, ReadySummary(sight.object)?.isTrue ?? false {
      silent.insert(sight.revision.key.groupKind)
    }
  }

  private static func observed(_ object: KubernetesObject) -> Int64? {
    object.value["status"]?["observedGeneration"]?.integer ?? object.conditions.compactMap(\.observedGeneration).max()
  }

  /// The candidate has come to rest when somebody looks at it without doing anything.
  mutating func see(_ mark: LedgerLine.Mark, in scene: RunScene) {
    guard mark.name == "idle", let namespace = mark.details["scope"]?.string else { return }
    for wish in live.values where wish.key.namespace == namespace {
      guard let observed = wish.observed, observed < wish.generation else { continue }
      faults.add("\(wish.key) was at rest, and its status about generation \(observed) of \(wish.generation)")
    }
  }

  func judgement(in scene: RunScene) -> RunJudgement {
    var faults = faults
    for kind in silent.sorted(by: { "\($0)" < "\($1)" }) {
      faults.add("the status of a \(kind.kind) that is ready does not say which generation it is about")
    }
    return RunJudgement(
      subjects: told.count, faults: faults, holds: "\(told.count) wishes told it, and at rest the present one",
      unseen: "no status of a wish was seen")
  }
}
