package import ArgumentParser
import Documents
import Reports
import Suites

/// `plugfest check`: mistakes in files, without a run.
package struct CheckCommand: AsyncParsableCommand {
  enum Output: String, CaseIterable, ExpressibleByArgument { case text, json, sarif }

  package static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Find the mistakes in suites, candidates and labs, without running anything.",
    discussion: """
      One candidate, one lab and suites given together are also checked against each other, and each candidate against \
      its contract: what its bindings lack, and which valid examples its own custom resource definitions refuse. Of a \
      folder, all files of plugfest in it are checked. The exit code is 64 when there is a mistake; warnings alone leave it 0, unless \
      --strict is given. docs/checker.md describes what is found.

      With --prove, suites run against a candidate that conforms and against broken versions of it, of which each has \
      to fail: the exit code is 1 when one passes, and 2 when nothing can be said.

      EXAMPLES
        plugfest check suites labs/embedded.yaml
        plugfest check candidate.yaml                what its bindings still lack
        plugfest check --strict --output sarif suites > findings.sarif
        plugfest check --prove suites/netbox/suite.yaml
        plugfest check --prove --case IPAM-011 suites/netbox/suite.yaml
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

  @Flag(name: .long, help: "Run suites against broken operators, and tell which of them they notice.")
  var prove = false

  @Option(name: .long, help: "With --prove: multiplies every time limit, since what is broken fails by the limits.")
  var patience: Double = 0.3

  @Flag(
    name: .long,
    help: "With --prove: end the run of a broken operator as soon as a case has failed, and name only that.")
  var untilNoticed = false

  @OptionGroup(title: "Which cases, with --prove")
  var selection: SelectionOptions

  package init() {}

  package func validate() throws {
    guard patience > 0, patience <= 100 else { throw ValidationError("--patience must be above 0 and at most 100") }
    if prove, output == .sarif { throw ValidationError("--prove has findings about no place: text or json") }
    if !prove, !selection.isEmpty { throw ValidationError("only with --prove cases are selected") }
    if paths.isEmpty, !rules { throw ValidationError("Missing expected argument '<paths> ...'") }
  }

  package func run() async throws {
    if prove {
      RunCommand.putOwnFolderOnPath()
      let session: ProofSession
      do {
        session = try ProofSession(
          paths: paths, selection: selection, patience: patience, endsWhenNoticed: untilNoticed,
          isJSON: output == .json)
      } catch let diagnostics as Diagnostics {
        Terminal.error.write("\(diagnostics)\n")
        throw ExitCode(64)
      }
      throw ExitCode(try await session.carryOut())
    }
    if rules {
      Terminal.output.write(RuleList.text(DiagnosticRule.catalogue, Terminal.output.style))
      return
    }
    let criteria = try? CriteriaCatalogue.nearby()
    var check = FileCheck(
      paths, contracts: .nearby, criteria: criteria, profiles: criteria.flatMap { try? ProfileCatalogue.nearby($0) })
    check.add(
      check.candidates.flatMap { candidate in
        check.contract(of: candidate).map { ExampleAdmission.check(candidate, $0) } ?? []
      })
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
