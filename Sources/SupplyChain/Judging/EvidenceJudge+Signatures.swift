import Documents
import Plans
import Verdicts

extension EvidenceJudge {
  /// SUP-04: each image has a signature that one of the keys made.
  func judgeSignatures(_ criterion: Criterion) -> CriterionOutcome {
    var judgement = Judgement(criterion)
    judgement.find(evidence.keys.problems)
    judgement.files = evidence.keys.paths
    for image in evidence.images {
      judgement.subjects += 1
      judgement.files += image.signatures.paths
      judgement.find(image.signatures.problems)
      guard !image.signatures.paths.isEmpty else {
        judgement.find("\(image.label) has no signature", at: image.place)
        continue
      }
      judge(image.signatures.documents, of: image, &judgement)
    }
    return judgement.outcome(criterion, "signatures of \(count) verify")
  }

  private func judge(_ signatures: [ImageSignature], of image: Evidence.Image, _ judgement: inout Judgement) {
    let own = signatures.filter { $0.digests.contains(image.digest) }
    guard let first = own.first ?? signatures.first else { return }
    guard !own.isEmpty else {
      let other = first.digests.first ?? "nothing that it tells"
      return judgement.find("the signature is of \(other), and not of \(image.label)", at: first.place)
    }
    for signature in own {
      if case .verified(let key) = signature.seal {
        return judgement.notes.append("\(image.label) by \(key)")
      }
    }
    for signature in own {
      if case .unverifiable(let reason) = signature.seal {
        return judgement.cannotSee("the signature of \(image.label) cannot be verified: \(reason)")
      }
    }
    let what = first.seal == .unsigned ? "holds no signature" : "was made by none of the given keys"
    judgement.find("the signature of \(image.label) \(what)", at: first.place)
  }
}
