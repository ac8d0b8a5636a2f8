package import ArgumentParser
import Documents
import Reports
import Suites

/// `plugfest check`: mistakes in files, without a run.
package struct CheckCommand: ParsableCommand {
  enum Output: String, CaseIterable, ExpressibleByArgument { case text, json, sarif }

  package static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Find the mistakes in suites, candidates and labs, without running anything.",
    discussion: """
      One candidate, one lab and suites given together are also checked against each other. Of a folder, all files of \
      plugfest in it are checked. The exit code is 64 when there is a mistake; warnings alone leave it 0, unless \
      --strict is given. docs/checker.md describes what is found.
      """)

  @Argument(
    help: "Files of any of these kinds, and folders.", completion: .file(extensions: ["yaml", "yml", "json"]))
  var paths: [String] = []

  @Option(name: .shortAndLong, help: "How to print what is found: text, json or sarif (2.1.0).")
  var output = Output.text

  @Flag(name: .long, help: "Fail for warnings, too.")
  var strict = false

  @Flag(name: .long, help: "List all that can be found, with what to do about it.")
  var rules = false

  package init() {}

  package func validate() throws {
    if paths.isEmpty, !rules { throw ValidationError("Missing expected argument '<paths> ...'") }
  }

  package func run() throws {
    if rules {
      Terminal.output.write(RuleList.text(DiagnosticRule.catalogue, Terminal.output.style))
      return
    }
    let check = FileCheck(paths)
    let report = FindingsReport(check.findings, files: check.files.count)
    switch output {
    case .text: Terminal.output.write(report.text(Terminal.output.style))
    case .json: Terminal.output.write(JSON.text(report.json, pretty: true) + "\n")
    case .sarif:
      let document = report.sarif(rules: DiagnosticRule.catalogue, version: Version.current)
      Terminal.output.write(JSON.text(document, pretty: true) + "\n")
    }
    if report.count(.error) > 0 || strict && report.count(.warning) > 0 { throw ExitCode(64) }
  }
}
