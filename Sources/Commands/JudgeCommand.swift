import ArgumentParser
import Documents
import Foundation
import Kubernetes
import Oracles
import Plans
import Suites

/// `plugfest judge`: what a recording says of the operator that was recorded.
struct JudgeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "judge",
    abstract: "Judge the recording of an operator, without a cluster.",
    discussion: """
      Reads a stream of watch events with marks of what was done, or the ledger of a recorded run, and says of each \
      rule of reconciliation whether the operator keeps it, breaks it, or the recording does not tell. Each finding \
      names the lines on which it rests. docs/judge.md describes what is found, and the format.

      The exit code is 0 when nothing is violated, 1 when something is, and 64 when the recording cannot be read.

      EXAMPLES
        plugfest judge ledger.jsonl.gz
        plugfest judge ledger.jsonl --format json | jq '.findings[] | select(.verdict == "violates")'
        plugfest judge reports/20260101-120000-abcd --candidate candidate.yaml     with its masks
      """)

  @Argument(help: "A recording (.jsonl or .jsonl.gz), or a run folder.", completion: .file())
  var recording: String

  @Option(name: .long, help: "text, or json: an object with the list `findings`.")
  var format: RunCommand.OutputFormat = .text

  @Option(
    name: .long, help: "The candidate's file: its masks and children hold.",
    completion: .file(extensions: ["yaml", "yml"]))
  var candidate: String?

  func run() throws {
    let known = try candidate.map { path in
      let read = try CandidateLoader.load(path)
      for warning in read.warnings { Terminal.error.write("\(warning)\n") }
      return read.candidate
    }
    let ledger = try readLedger()
    let judges = Self.parts(ledger).map { part in
      LedgerJudge(
        part, masks: Self.masks(known), childKinds: Set((known?.children ?? []).map(\.groupKind)))
    }
    let findings = judges.flatMap { $0.findings() }
    switch format {
    case .json:
      Terminal.output.write(JSON.text(["findings": .array(findings.map(\.value))], pretty: true) + "\n")
    case .text:
      let text = FindingsText(style: Terminal.output.style)
      Terminal.output.write(text.text(findings))
      Terminal.output.write(text.masks(judges.flatMap(\.masks)))
      Terminal.output.write("\(FindingsText.summary(findings))\n")
    }
    if findings.contains(where: { $0.verdict == .violates }) { throw ExitCode(1) }
  }

  /// A run tries oracles side by side, each in a namespace of its own.
  private static func parts(_ ledger: Ledger) -> [Ledger] {
    let namespaces = Set(ledger.marks.compactMap { $0.details["scope"]?.string }).sorted()
    return namespaces.isEmpty ? [ledger] : namespaces.map { ledger.filtered(to: $0) }
  }

  /// Those that held in a run are in its ledger.
  private static func masks(_ candidate: Candidate?) -> [Mask] {
    (candidate?.masks ?? []).map {
      Mask(path: $0.path, because: $0.because, source: .candidate, kind: $0.kind)
    }
  }

  /// - Throws: `Diagnostic` with the file and the line.
  private func readLedger() throws -> Ledger {
    do {
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: recording, isDirectory: &isFolder) else {
        throw Diagnostic.error("there is no file \"\(recording)\"")
      }
      if isFolder.boolValue { return try Ledger(folder: recording) }
      var ledger = Ledger()
      let file = LedgerFile(recording)
      let ending = try file.forEachLine { line, number in ledger.add(line, number: number) }
      try tell(ending, of: file)
      guard !ledger.revisions.isEmpty || !ledger.marks.isEmpty else {
        throw Diagnostic.error("\"\(recording)\" is empty", hint: "a recording has one JSON object on each line")
      }
      return ledger
    } catch let problem as LedgerFile.Unreadable {
      throw Diagnostic.error(
        problem.reason,
        at: problem.line.map { Place(file: problem.path, line: $0, column: 1) }
          ?? Place(file: problem.path, line: 1, column: 1),
        hint: "docs/judge.md describes the format of a recording")
    }
  }

  private func tell(_ ending: LedgerFile.Ending, of file: LedgerFile) throws {
    switch ending {
    case .whole: break
    case .cut(let line):
      let warning = Diagnostic.warning(
        "the last line is cut short and was left out; the rest is judged",
        at: Place(file: file.path, line: line, column: 1))
      Terminal.error.write("\(warning)\n")
    case .damaged(let line):
      throw LedgerFile.Unreadable(path: file.path, line: line, reason: "the compressed file ends or breaks here")
    }
  }
}
