import Documents
import Kubernetes

/// STS-11: no secret of the lab stands in objects or in the log.
struct KeptSecretsCheck: RunCheck {
  private var secrets = 0
  private var hasLog = false
  private var faults = RunFaults()

  mutating func see(_ mark: LedgerLine.Mark, in scene: RunScene) {
    switch mark.name {
    case CandidateLife.secretTold:
      let text = { (name: String) in mark.details[name]?.string ?? "" }
      faults.add("a secret of the lab stands in \(text("path")) of \(text("kind")) \(text("name"))")
    case CandidateLife.log:
      secrets = Int(mark.details["secrets"]?.integer ?? 0)
      hasLog = (mark.details["lines"]?.integer ?? 0) > 0
      let told = mark.details["secretsTold"]?.integer ?? 0
      if told > 0 { faults.add("a secret of the lab stands in \(told) lines of the candidate's log") }
    default: break
    }
  }

  func judgement(in scene: RunScene) -> RunJudgement {
    RunJudgement(
      subjects: secrets, faults: faults,
      holds: "none of \(secrets) secrets was seen in objects\(hasLog ? " or in the log" : "")",
      unseen: "the lab has no secret that could be told")
  }
}
