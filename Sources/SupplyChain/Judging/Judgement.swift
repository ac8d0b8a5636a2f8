import Documents
import Plans
import Verdicts

/// What a check gathers, image by image.
struct Judgement {
  /// How many things were looked at.
  var subjects = 0
  private(set) var findings: [Diagnostic] = []
  private let rule: DiagnosticRule
  /// Why something could not be seen.
  private(set) var unseen: [String] = []
  /// What belongs to the result though it does not decide it.
  var notes: [String] = []
  var files: [String] = []
  /// More than that are counted, not told.
  private static let limit = 100
  private var untold = 0

  init(_ criterion: Criterion) { rule = criterion.rule }

  mutating func find(_ message: String, at place: Place?, hint: String? = nil) {
    guard findings.count < Self.limit else {
      untold += 1
      return
    }
    findings.append(Diagnostic(rule.severity, message, at: place, hint: hint ?? rule.remedy, rule: rule))
  }

  /// Files that are wrong.
  mutating func find(_ problems: [Diagnostic]) {
    for problem in problems { find(problem.message, at: problem.place, hint: problem.hint) }
  }

  mutating func cannotSee(_ reason: String) { unseen.append(reason) }

  /// - Parameter summary: what holds, when nothing is wrong.
  func outcome(_ criterion: Criterion, _ summary: String) -> CriterionOutcome {
    var outcome = criterion.outcome(subjects: subjects, findings: findings, nothing: "the evidence names no image")
    outcome.evidence = files
    if findings.isEmpty, let first = unseen.first {
      let more = unseen.count > 1 ? " (and \(unseen.count - 1) more)" : ""
      outcome.status = .notObservable(first + more)
      outcome.message = first + more
    } else if outcome.status == .passed {
      outcome.message = ([summary] + notes).joined(separator: "; ")
    } else if untold > 0 {
      outcome.message += "; \(untold) more are not told"
    }
    return outcome
  }
}
