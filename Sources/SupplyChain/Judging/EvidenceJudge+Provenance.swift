import Documents
import Plans
import Verdicts

extension EvidenceJudge {
  /// SUP-06: each image has provenance that is about it, names builder and commit, and is signed.
  func judgeProvenance(_ criterion: Criterion) -> CriterionOutcome {
    var judgement = Judgement(criterion)
    for image in evidence.images {
      judgement.subjects += 1
      judgement.files += image.provenance.paths
      judgement.find(image.provenance.problems)
      if image.provenance.paths.isEmpty { judgement.find("\(image.label) has no provenance", at: image.place) }
      for provenance in image.provenance.documents { judge(provenance, of: image, &judgement) }
    }
    return judgement.outcome(criterion, "\(count) with provenance")
  }

  private func judge(_ provenance: Provenance, of image: Evidence.Image, _ judgement: inout Judgement) {
    let what = "the provenance of \(image.label)"
    if image.digests.isDisjoint(with: provenance.subjects) {
      judgement.find("\(what) is about \(provenance.subjects.first ?? "nothing")", at: provenance.place)
    }
    if provenance.builder?.isEmpty ?? true { judgement.find("\(what) names no builder", at: provenance.place) }
    if provenance.commit == nil { judgement.find("\(what) names no commit", at: provenance.place) }
    switch provenance.seal {
    case .verified(let key):
      judgement.notes.append("\(image.label) by \(provenance.builder ?? ""), signed with \(key)")
    case .refused: judgement.find("\(what) was signed by none of the given keys", at: provenance.place)
    case .unsigned: judgement.cannotSee("\(what) is not signed, so anybody may have written it")
    case .unverifiable(let reason): judgement.cannotSee("the signature of \(what) cannot be verified: \(reason)")
    }
  }
}
