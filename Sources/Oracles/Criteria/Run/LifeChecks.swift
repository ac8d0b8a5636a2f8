import Documents
import Kubernetes

/// RES-07: the candidate neither ends by itself nor panics.
struct NoPanicsCheck: RunCheck {
  private var wasSeen = false
  private var faults = RunFaults()

  mutating func see(_ mark: LedgerLine.Mark, in scene: RunScene) {
    switch mark.name {
    case CandidateLife.ready: wasSeen = true
    case CandidateLife.ended: faults.add(mark.details["text"]?.string ?? "it ended by itself")
    case CandidateLife.log:
      for line in mark.details["panics"]?.array ?? [] { faults.add("it logged \((line.string ?? "").prefix(200))") }
    default: break
    }
  }

  /// Containers of its pods may be started again, too.
  mutating func see(_ sight: RunSight, in scene: RunScene) {
    guard sight.revision.key.kind == "Pod", sight.revision.key.group.isEmpty, !sight.isDeletion,
      let namespace = sight.revision.key.namespace, scene.candidate.namespaces.contains(namespace)
    else { return }
    wasSeen = true
    for container in sight.object.value["status"]?["containerStatuses"]?.array ?? [] {
      guard let count = container["restartCount"]?.integer, count > 0 else { continue }
      faults.add("a container of \(sight.revision.key) was started again \(count) times")
    }
  }

  func judgement(in scene: RunScene) -> RunJudgement {
    RunJudgement(
      subjects: wasSeen ? 1 : 0, faults: faults, holds: "it ran until it was asked to stop, and logged no panic",
      unseen: "plugfest saw neither its process nor its pods")
  }
}

/// CFG-08: pods of the candidate run from images that its manifests list.
struct ListedImagesCheck: RunCheck {
  private var images: Set<String> = []
  private var faults = RunFaults()

  mutating func see(_ sight: RunSight, in scene: RunScene) {
    guard sight.revision.key.kind == "Pod", sight.revision.key.group.isEmpty, let spec = sight.object.value["spec"],
      sight.revision.key.namespace.map(scene.candidate.namespaces.contains) ?? false
        || scene.wish(above: sight.uid) != nil
    else { return }
    for list in ["initContainers", "containers"] {
      for image in (spec[list]?.array ?? []).compactMap({ $0["image"]?.string })
      where images.insert(image).inserted && !scene.candidate.images.contains(image) {
        faults.add("\(sight.revision.key) runs \(image), which no manifest of the candidate lists")
      }
    }
  }

  func judgement(in scene: RunScene) -> RunJudgement {
    RunJudgement(
      subjects: images.count, faults: faults, holds: "all \(images.count) images that ran are listed",
      unseen: "no pod of the candidate was seen")
  }
}
