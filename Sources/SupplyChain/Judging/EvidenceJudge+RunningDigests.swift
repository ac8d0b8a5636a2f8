import Documents
import Kubernetes
import Plans
import Verdicts

extension EvidenceJudge {
  /// SUP-03: what runs, what the manifests name and what the evidence is about are the same images.
  func judgeRunningDigests(_ criterion: Criterion) -> CriterionOutcome {
    var judgement = Judgement(criterion)
    judgement.subjects = evidence.images.count
    for image in evidence.images { judgement.find(image.contents.problems) }
    for image in named where !evidence.images.contains(where: { $0.isNamed(by: image) }) {
      judgement.find("\(image.reference.text.quoted) is not among the images of the evidence", at: image.place)
    }
    for image in running ?? [] {
      guard let digest = image.digest else {
        judgement.find("\(image.label) runs \(image.imageID.quoted), which is no digest", at: nil)
        continue
      }
      if !evidence.images.contains(where: { $0.digests.contains(digest) }) {
        judgement.find("\(image.label) runs \(digest), which is not among the images of the evidence", at: nil)
      }
    }
    for image in evidence.images where isSuperfluous(image) {
      judgement.find("\(image.label) is neither named by the manifests nor runs", at: image.place)
    }
    if running == nil || running?.isEmpty ?? false {
      let manifests = named.isEmpty ? "" : "; the manifests and the evidence agree"
      judgement.cannotSee("which digests run can be seen in a run only, on a cluster that runs containers\(manifests)")
    }
    return judgement.outcome(
      criterion, "\(count) of the evidence, and \(Self.count(running?.count ?? 0, "container")) running them")
  }

  private func isSuperfluous(_ image: Evidence.Image) -> Bool {
    guard !named.isEmpty, !named.contains(where: image.isNamed) else { return false }
    return !(running ?? []).contains { $0.digest.map(image.digests.contains) ?? false }
  }
}

extension Evidence.Image {
  /// By its digest; without one by name and tag.
  fileprivate func isNamed(by image: NamedImage) -> Bool {
    if !image.reference.digest.isEmpty { return digests.contains(image.reference.digest) }
    return image.reference.name == reference.name && image.reference.tag == reference.tag
  }
}
