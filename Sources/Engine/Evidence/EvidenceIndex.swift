import Documents
import Foundation
import Verdicts

/// The first page of a case's evidence: what failed, how to see it again, and what each file tells.
struct EvidenceIndex: Sendable {
  let description: RunDescription
  let summary: CaseSummary
  let attempt: Int
  var verdict: Verdict
  /// The command that shows it again.
  var rerun: String?
  var failure: Failure?
  var warnings: [String]
  var steps: [CaseRecord.Step]
  var began: Date
  var duration: Double
  /// The most telling first.
  var files: [(file: EvidenceFolder.Written, what: String)]
  /// Files that would have been empty.
  var nothingOf: [String]
  /// What could not be had.
  var gaps: [String]

  var text: String {
    ([head] + [failurePart, reproduction, filesPart, stepsPart, gapsPart].compactMap(\.self)).joined(separator: "\n")
  }

  private var head: String {
    let times = attempt > 1 ? ", attempt \(attempt)" : ""
    return """
      # \(summary.identity.title) \(summary.name)

      **\(verdict.rawValue)**\(times), after \((duration * 1000).rounded() / 1000) s. Candidate \
      \(description.candidate.name) \(description.candidate.version), suite \(summary.identity.suite), lab \
      \(description.lab.name) (\(description.lab.kind)), run \(description.id). It began at \(EvidenceTime.text(began)) \
      UTC; times with a sign count from there.

      """
  }

  private var failurePart: String? {
    guard let failure else { return nil }
    let lines =
      ["\(failure.kind.rawValue): \(failure.message)"] + (failure.place.map { ["at \($0)"] } ?? []) + failure.details
      + (failure.remedy.map { ["hint: \($0)"] } ?? [])
    return "## Why\n\n" + Self.fenced(lines + warnings.map { "also: \($0)" })
  }

  private var reproduction: String? {
    rerun.map { "## Reproduce\n\nIn the folder in which the run was started:\n\n" + Self.fenced([$0], as: "sh") }
  }

  private var filesPart: String? {
    guard !files.isEmpty else { return nil }
    let lines = files.enumerated().map { index, entry in
      let cut = entry.file.leftOut > 0 ? "; \(Self.size(entry.file.leftOut)) are left out" : ""
      return
        "\(index + 1). [\(entry.file.name)](\(entry.file.name)): \(entry.what) (\(Self.size(entry.file.bytes))\(cut))"
    }
    let nothing = nothingOf.isEmpty ? "" : "\nThere was nothing for \(nothingOf.joined(separator: ", ")).\n"
    return "## What is here, in the order of reading\n\n\(lines.joined(separator: "\n"))\n\(nothing)"
  }

  private var stepsPart: String? {
    guard !steps.isEmpty else { return nil }
    let lines = steps.map { step -> String in
      let result = step.result
      let mark = result.skipReason != nil ? "left out" : result.passed ? "ok" : "FAILED"
      let more = (result.skipReason ?? result.observation).map { ": \($0)" } ?? ""
      return "\(mark), \((result.duration * 1000).rounded() / 1000) s  \(result.name)\(more)"
    }
    return "## Steps\n\n" + Self.fenced(lines)
  }

  private var gapsPart: String? {
    gaps.isEmpty ? nil : "## What is missing\n\n" + Self.fenced(gaps)
  }

  /// Whatever a candidate writes stays text.
  private static func fenced(_ lines: [String], as language: String = "") -> String {
    let text = lines.joined(separator: "\n")
    var fence = "```"
    while text.contains(fence) { fence += "`" }
    return "\(fence)\(language)\n\(text)\n\(fence)\n"
  }

  private static func size(_ bytes: Int) -> String {
    switch bytes {
    case ..<1024: "\(bytes) bytes"
    case ..<(1 << 20): "\((bytes + 512) / 1024) KiB"
    default: "\((Double(bytes) / Double(1 << 20) * 10).rounded() / 10) MiB"
    }
  }
}
