import Documents
import Kubernetes

/// OBS-06: nearly all lines of the log can be taken apart by a program, and some name the object that they are about.
struct StructuredLogsCheck: RunCheck {
  private static let share = 0.95
  /// Fewer lines say little.
  private static let least = 5

  private var log: Value?

  mutating func see(_ mark: LedgerLine.Mark, in scene: RunScene) {
    if mark.name == CandidateLife.log { log = mark.details }
  }

  func judgement(in scene: RunScene) -> RunJudgement {
    let count = { (name: String) in Int(log?[name]?.integer ?? 0) }
    let (lines, structured) = (count("lines"), count("structured"))
    if let problem = log?["problem"]?.string { return .unseen("the log cannot be read: \(problem)") }
    guard lines >= Self.least else { return .unseen("the candidate printed \(lines) lines, too few to judge") }
    var faults = RunFaults()
    if Double(structured) < Self.share * Double(lines) {
      faults.add("\(structured) of \(lines) lines are JSON, logfmt or klog")
    } else if count("naming") == 0 {
      return .unseen("none of \(lines) lines is about an object")
    }
    return RunJudgement(
      subjects: lines, faults: faults, holds: "\(structured) of \(lines) lines are structured", unseen: "")
  }
}
