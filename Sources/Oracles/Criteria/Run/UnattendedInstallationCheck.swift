import Documents
import Kubernetes

/// LCY-12: the harness could install the candidate without anybody's help, and it runs without an administrator's rights.
struct UnattendedInstallationCheck: RunCheck {
  private var seconds: Double?
  private var faults = RunFaults()

  mutating func see(_ mark: LedgerLine.Mark, in scene: RunScene) {
    switch mark.name {
    case CandidateLife.candidate:
      for sentence in mark.details["administrators"]?.array ?? [] {
        faults.add("it runs with the rights of a cluster administrator: \(sentence.string ?? "")")
      }
      for sentence in mark.details["blanks"]?.array ?? [] {
        faults.add("somebody has to fill in a manifest: \(sentence.string ?? "")")
      }
    case CandidateLife.refused:
      let text = { (name: String) in mark.details[name]?.string ?? "" }
      faults.add(
        "it could not be installed: the API server refuses \(text("kind")) \(text("name")): \(text("message"))")
    case CandidateLife.installed, CandidateLife.ready:
      if seconds == nil { seconds = mark.details["seconds"]?.number }
    default: break
    }
  }

  func judgement(in scene: RunScene) -> RunJudgement {
    if !faults.isEmpty { return RunJudgement(subjects: 1, faults: faults, holds: "", unseen: "") }
    if scene.candidate.installation == "external" { return .unseen("somebody else installed the candidate") }
    guard let seconds else { return .unseen("the candidate did not become ready") }
    return .holds(subjects: 1, "plugfest installed and started it by itself, in \((seconds * 10).rounded() / 10) s")
  }
}
