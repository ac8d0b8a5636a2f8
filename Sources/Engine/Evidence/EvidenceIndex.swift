import Foundation
import Verdicts

/// The first page of a case's evidence: what failed, how to see it again, and what each file tells.
struct EvidenceIndex: Sendable {
  let summary: CaseSummary
  let attempt: Int
  let failure: Failure?
  let steps: [StepResult]
  /// The command that carries out this case again.
  var rerun: String?
  var began = Date()
  /// Kinds of evidence of which there was none.
  var empty: [String] = []
  /// What could not be had.
  var problems: [String] = []
  /// In the order in which they were written, which is that of reading.
  private(set) var files: [String] = []
  private var lines: [String] = []

  init(summary: CaseSummary, attempt: Int, failure: Failure?, steps: [StepResult]) {
    self.summary = summary
    self.attempt = attempt
    self.failure = failure
    self.steps = steps
  }

  mutating func add(_ file: String, _ name: String, _ what: String) {
    files.append(file)
    lines.append("- [\(name)](\(name)): \(what)")
  }

  var text: String {
    var text = "# \(summary.identity.title) \(summary.name)\n\n"
    if attempt > 1 { text += "Attempt \(attempt). " }
    text += "It began at \(EvidenceTime.text(began)) UTC; times with a sign count from there.\n"
    if let failure {
      text += "\n**\(failure.kind.rawValue)**: \(failure.message)\n"
      if let place = failure.place { text += "\nAt \(place).\n" }
      if !failure.details.isEmpty { text += "\n```\n\(failure.details.joined(separator: "\n"))\n```\n" }
      if let remedy = failure.remedy { text += "\nHint: \(remedy)\n" }
    }
    if let rerun { text += "\n## Again\n\n```sh\n\(rerun)\n```\n" }
    if !steps.isEmpty {
      text += "\n## Steps\n\n"
      for step in steps {
        let mark = step.skipReason != nil ? "left out" : step.passed ? "ok" : "**failed**"
        let more = (step.skipReason ?? step.observation).map { ": \($0)" } ?? ""
        text += "- \(mark), \((step.duration * 1000).rounded() / 1000) s, \(step.name)\(more)\n"
      }
    }
    if !lines.isEmpty { text += "\n## Files\n\n\(lines.joined(separator: "\n"))\n" }
    if !empty.isEmpty { text += "\nThere was nothing of: \(empty.joined(separator: "; ")).\n" }
    if !problems.isEmpty {
      text += "\n## What is missing\n\n\(problems.map { "- \($0)" }.joined(separator: "\n"))\n"
    }
    return text
  }
}
