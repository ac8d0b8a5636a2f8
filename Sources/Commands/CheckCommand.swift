package import ArgumentParser
import Documents
import Suites

/// `plugfest check`: mistakes in files, without a run.
package struct CheckCommand: ParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Find the mistakes in suites, candidates and labs, without running anything.",
    discussion: """
      One candidate, one lab and suites given together are also checked against each other. The exit code is 64 when \
      there is a mistake; warnings alone leave it 0.
      """)

  @Argument(help: "Files of any of these kinds.", completion: .file(extensions: ["yaml", "yml", "json"]))
  var paths: [String]

  package init() {}

  package func run() throws {
    let found = Diagnostics(FileCheck.check(paths))
    if !found.all.isEmpty { Terminal.output.write("\(found)\n") }
    if found.hasErrors { throw ExitCode(64) }
    Terminal.output.write("no mistakes in \(paths.count == 1 ? "the file" : "\(paths.count) files")\n")
  }
}
