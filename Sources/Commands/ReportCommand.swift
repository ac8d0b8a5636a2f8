import ArgumentParser
import Documents
import Foundation
import Reports
import Verdicts

/// `plugfest report`: makes the reports of a run again from its record.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Tell a finished or killed run again, and write its junit.xml and scorecard.json anew.",
    discussion: """
      Needs nothing but the run folder: the reports are made from events.jsonl, which even a killed run leaves.

      EXAMPLES
        plugfest report reports/20260101-120000-abcd
        plugfest report reports/20260101-120000-abcd --format json | jq .result
      """)

  @Argument(help: "The run folder.", completion: .directory)
  var folder: String

  @Option(name: .long, help: "text, or json: the scorecard.")
  var format: RunCommand.OutputFormat = .text

  func run() throws {
    let folder = RunFolder(existingAt: self.folder)
    guard let events = try? folder.events(), let scorecard = Scorecard(events: events) else {
      throw Diagnostic.error(
        "there is no record of a run in \"\(self.folder)\"",
        hint: "name the folder that `plugfest run` printed as its last line")
    }
    try folder.write(scorecard)
    if format == .json {
      Terminal.output.write(String(decoding: try ScorecardFile.bytes(scorecard), as: UTF8.self))
      return
    }
    var report = ConsoleReport(style: Terminal.output.style, folder: self.folder)
    for event in events { Terminal.output.write(report.add(event).map { "\($0)\n" }.joined()) }
    Terminal.output.write("\n\(ConsoleReport.totals(scorecard.totals))\n")
    if let noise = ConsoleReport.noise(scorecard) { Terminal.output.write("\(noise)\n") }
    for line in ConsoleReport.recording(scorecard) { Terminal.output.write("\(line)\n") }
    for line in ProfileReport(style: Terminal.output.style).lines(scorecard) { Terminal.output.write("\(line)\n") }
  }
}
