import Documents
import Plans
import Verdicts

extension EvidenceJudge {
  /// SUP-05: each image has a bill of materials that is about its digest, and says something.
  func judgeBills(_ criterion: Criterion) -> CriterionOutcome {
    var judgement = Judgement(criterion)
    for image in evidence.images {
      judgement.subjects += 1
      judgement.files += image.bills.paths
      judgement.find(image.bills.problems)
      if image.bills.paths.isEmpty { judgement.find("\(image.label) has no bill of materials", at: image.place) }
      for bill in image.bills.documents { judge(bill, of: image, &judgement) }
    }
    return judgement.outcome(criterion, "\(count) with bills of materials")
  }

  private func judge(_ bill: BillOfMaterials, of image: Evidence.Image, _ judgement: inout Judgement) {
    if bill.seal == .refused {
      judgement.find("the bill of \(image.label) was signed by none of the given keys", at: bill.place)
    }
    if image.digests.isDisjoint(with: bill.digests) {
      let other = bill.digests.first.map { "is about \($0)" } ?? "does not say of which digest it is"
      judgement.find(
        "the bill of \(image.label) \(other)", at: bill.place, hint: "syft REGISTRY/IMAGE@DIGEST, or cosign attest")
    }
    let named = bill.components.filter { $0.url != nil && $0.version?.isEmpty == false }
    if named.count < policy.components {
      judgement.find(
        "the bill of \(image.label) lists \(named.count) components with version and package URL, and says nothing",
        at: bill.place)
    }
    for tool in bill.tools {
      if let build = policy.compromised(tool) {
        judgement.find(
          "the bill of \(image.label) was made by \(tool), which was compromised (\(build.identity))", at: bill.place,
          hint: "use \(build.safe)")
      }
    }
    judgement.notes.append("\(bill.format) with \(bill.components.count) components for \(image.label)")
  }

  /// SUP-11: every component has a licence, and one that the policy allows.
  func judgeLicences(_ criterion: Criterion) -> CriterionOutcome {
    var judgement = Judgement(criterion)
    for image in evidence.images {
      judgement.subjects += 1
      judgement.files += image.bills.paths
      guard !image.bills.documents.isEmpty else {
        judgement.cannotSee("\(image.label) has no bill of materials that can be read")
        continue
      }
      for bill in image.bills.documents { judgeLicences(of: bill, image, &judgement) }
    }
    return judgement.outcome(criterion, "all packages of \(count) have licences that are on the list")
  }

  private func judgeLicences(of bill: BillOfMaterials, _ image: Evidence.Image, _ judgement: inout Judgement) {
    // Lock files and the distribution itself are listed, too.
    let packages = bill.components.filter { $0.url != nil }
    let missing = packages.filter(\.licences.isEmpty)
    if let first = missing.first {
      judgement.find(
        "\(missing.count) of \(packages.count) packages of \(image.label) have no licence, such as "
          + first.name.quoted, at: first.place)
    }
    var seen: Set<String> = []
    for component in packages {
      for licence in component.licences where !LicenceExpression.isAllowed(licence, by: policy.licences) {
        guard seen.insert(licence).inserted else { continue }
        judgement.find(
          "the licence \(licence.quoted) of \(component.name.quoted) in \(image.label) is not on the list",
          at: component.place)
      }
    }
  }
}
