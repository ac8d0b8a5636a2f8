import ArgumentParser
import Documents
import Foundation
import Plans
import Suites

/// `plugfest init candidate`
struct InitCandidateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "candidate",
    abstract: "Write the file of a candidate, with all that a contract asks for as comments.",
    discussion: """
      The file is one that the checker reads; `plugfest check` tells what is still to be filled in.

      EXAMPLES
        plugfest init candidate --contract apn-config/v1 --name acme-core --output candidate.yaml
        plugfest check candidate.yaml
      """)

  @Option(name: .long, help: "The contract's name, as `contract list` tells it, or its file.")
  var contract: String

  @Option(name: .long, help: "The candidate's name: small letters, digits and -.")
  var name = "my-operator"

  @Option(name: .shortAndLong, help: "The file to write; standard output unless told.", completion: .file())
  var output: String?

  @Flag(name: .long, help: "Overwrite the file when it is there.")
  var force = false

  func validate() throws {
    guard name.count <= 63, name.wholeMatch(of: /[a-z0-9]([-a-z0-9]*[a-z0-9])?/) != nil else {
      throw ValidationError("--name wants small letters, digits and \"-\", at most 63 of them, not \(name.quoted)")
    }
  }

  func run() async throws {
    let text = CandidateDraft.text(try ContractShowCommand.contract(name: contract, file: nil), name: name)
    guard let output else { return Terminal.output.write(text) }
    try write(text, to: output)
    Terminal.error.write("\(output): now fill it in, and `plugfest check \(output)` tells what is missing\n")
  }

  /// - Throws: `Diagnostic`.
  private func write(_ text: String, to path: String) throws {
    do {
      try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: force ? [] : .withoutOverwriting)
    } catch let error as CocoaError where error.code == .fileWriteFileExists {
      throw Diagnostic.error("\(path.quoted) is there already", hint: "name another file, or overwrite it with --force")
    } catch {
      throw Diagnostic.error("\(path.quoted) cannot be written: \(error.localizedDescription)")
    }
  }
}
