import Documents
import Kubernetes

/// OBS-07: at rest there is less than a line a second in the log.
struct QuietLogCheck: RunCheck {
  /// Lines a second.
  private static let limit = 1.0
  /// Seconds; in less a few lines mean nothing.
  private static let least = 5.0

  private var lines = 0
  private var seconds = 0.0

  mutating func see(_ mark: LedgerLine.Mark, in scene: RunScene) {
    guard mark.name == CandidateLife.logAtRest else { return }
    lines += Int(clamping: mark.details["lines"]?.integer ?? 0)
    seconds += mark.details["seconds"]?.number ?? 0
  }

  func judgement(in scene: RunScene) -> RunJudgement {
    guard seconds >= Self.least else { return .unseen("the candidate's log was never looked at while at rest") }
    let text = "\(lines) lines in \((seconds * 10).rounded() / 10) s in which nothing happened"
    return Double(lines) / seconds < Self.limit
      ? .holds(subjects: 1, text) : .broken(subjects: 1, ["it logged \(text)"])
  }
}
