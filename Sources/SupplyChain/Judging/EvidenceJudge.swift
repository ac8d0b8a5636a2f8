import Documents
import Kubernetes
package import Plans
package import Verdicts

/// Judges what comes with a candidate by the criteria of the supply chain, without a network.
package struct EvidenceJudge: Sendable {
  package let evidence: Evidence
  package let policy: EvidencePolicy
  /// The day of the judgement, to its end.
  let now: KubernetesTime
  /// Images that the manifests name; none when there are no manifests.
  package var named: [NamedImage] = []
  /// What containers run; nil when nothing runs, or nobody could see it.
  package var running: [RunningImage]?
  /// Reports that a scanner in the cluster wrote.
  package var reports: [ScanReport] = []
  /// Of the lab's machines; the policy's when nil.
  package var architectures: [String]?

  /// - Parameter today: `2026-12-31`, as `CalendarDay` writes it.
  package init(_ evidence: Evidence, policy: EvidencePolicy, today: String) {
    self.evidence = evidence
    self.policy = policy
    now = KubernetesTime("\(today)T23:59:59Z") ?? .now
  }

  /// What a criterion comes to; nil when it is not one about evidence.
  package func judge(_ criterion: Criterion) -> CriterionOutcome? {
    guard case .evidence(let check) = criterion.check else { return nil }
    switch check {
    case .runningDigests: return judgeRunningDigests(criterion)
    case .verifiedSignatures: return judgeSignatures(criterion)
    case .billsOfMaterials: return judgeBills(criterion)
    case .provenance: return judgeProvenance(criterion)
    case .closedVulnerabilities: return judgeVulnerabilities(criterion)
    case .trustworthyScans: return judgeScans(criterion)
    case .minimalImages: return judgeSizes(criterion)
    case .unprivilegedImages: return judgeConfigurations(criterion)
    case .allowedLicences: return judgeLicences(criterion)
    case .releaseReport: return judgeRelease(criterion)
    case .labArchitectures: return judgeArchitectures(criterion)
    case .pinnedActions: return judgeWorkflows(criterion)
    }
  }

  /// What it comes to when a candidate brings no evidence; nil when it is not one about evidence.
  package static func withoutEvidence(_ criterion: Criterion) -> CriterionOutcome? {
    guard case .evidence = criterion.check else { return nil }
    return criterion.outcome(.notObservable("there is no evidence: no folder supplyChain is named"))
  }

  /// Whole days from a moment to the day of the judgement; negative for one that is to come.
  func days(since time: KubernetesTime) -> Int {
    let seconds = now.seconds - time.seconds
    return Int(seconds >= 0 ? seconds / 86400 : -1 - (-seconds - 1) / 86400)
  }

  /// `3 images`
  var count: String { Self.count(evidence.images.count, "image") }

  static func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
}
