import Plans
import Verdicts

/// What a program is to the run: how reports speak of it, and whom its failures accuse.
struct ProgramRole: Sendable {
  /// As in: the candidate.
  var title: String
  /// The file in the run folder that takes its output.
  var logName: String
  /// Where its program stands in the candidate's file.
  var setting: String
  /// What it is when it does not run.
  var failureKind: Failure.Kind
  /// Whether it is the one that is judged.
  var isCandidate = false

  static let candidate = ProgramRole(
    title: "the candidate", logName: "candidate.log", setting: "install.process", failureKind: .candidateNotRunning,
    isCandidate: true)

  /// It stands for what a lab would offer, so its trouble is the lab's.
  static func companion(_ name: String) -> ProgramRole {
    ProgramRole(
      title: "the companion \(name)", logName: "companion-\(name).log", setting: "companions[].process",
      failureKind: .labUnavailable)
  }
}
