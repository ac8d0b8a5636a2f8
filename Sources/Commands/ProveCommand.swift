package import ArgumentParser
import Foundation
import Plans
import Reports
import Verdicts

/// `plugfest prove`: whether the oracles catch what they are there for, and accuse nobody else.
package struct ProveCommand: AsyncParsableCommand {
  enum Output: String, CaseIterable, ExpressibleByArgument { case text, json, markdown }

  package static let configuration = CommandConfiguration(
    commandName: "prove",
    abstract: "Find out whether the oracles catch operators with mistakes, and leave good ones alone.",
    discussion: """
      Runs the battery of each candidate as it is, and the oracles that its file names against each of its mistakes. The \
      table has mistakes in rows and oracles in columns; the last line tells how many were caught and how many good runs \
      accused. The exit code is 0 only when all are caught and nobody is accused, 1 otherwise, and 2 when harness or lab broke.

      EXAMPLES
        plugfest prove suites/*/candidates/*/candidate.yaml --lab labs/embedded.yaml
        plugfest prove … --quick                     a few mistakes of each candidate, for every commit
        plugfest prove … --rounds 50 --faults        each battery fifty times, and fifty times more on a failing API server
        plugfest prove … --oracle deletion           only what this oracle has to catch
        plugfest prove … --output markdown > table.md
      """)

  @Argument(help: "Candidates with samples and mistakes.", completion: .file(extensions: ["yaml"]))
  var candidates: [String]

  @Option(name: .long, help: "The lab's file.", completion: .file(extensions: ["yaml"]))
  var lab: String

  @Option(name: .long, help: "How often each battery is run against the candidate as it is.")
  var rounds = 1

  @Flag(
    name: .long,
    help: "Repeat each of these rounds on an API server that is slow, says 429 and cuts watches (an embedded lab only)."
  )
  var faults = false

  @Flag(name: .long, help: "Only the first three mistakes of each candidate.")
  var quick = false

  @Option(name: .long, help: "Only this oracle; may be given several times.")
  var oracle: [String] = []

  @Option(name: .long, help: "Only this mistake; may be given several times.")
  var mistake: [String] = []

  @Option(name: .long, help: "How many labs are used at a time.")
  var parallel = 3

  @Option(name: .long, help: "Keep the run folders of what does not come out as it should in this one.")
  var keep: String?

  @Option(name: .shortAndLong, help: "How to print the table: text, json or markdown.")
  var output = Output.text

  package init() {}

  package func validate() throws {
    guard rounds >= 0, rounds <= 10_000 else { throw ValidationError("--rounds must be from 0 to 10000") }
    guard parallel > 0, parallel <= 64 else { throw ValidationError("--parallel must be from 1 to 64") }
    let unknown = oracle.filter { RecipeName(rawValue: $0) == nil }
    guard unknown.isEmpty else {
      let known = RecipeName.battery.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("there is no oracle \(unknown.joined(separator: ", ")); there are \(known)")
    }
  }

  package func run() async throws {
    RunCommand.putOwnFolderOnPath()
    var jobs = OracleJobs()
    jobs.rounds = rounds
    jobs.hasFaults = faults
    jobs.mistakesEach = quick ? 3 : nil
    jobs.oracles = oracle.compactMap(RecipeName.init)
    jobs.mistakes = mistake
    let session: OracleProofSession
    do {
      session = OracleProofSession(
        jobs: try jobs.jobs(candidates: candidates, lab: lab), lab: lab, sideBySide: parallel, keep: keep)
    } catch {
      Terminal.error.write("\(error)\n")
      throw ExitCode(64)
    }
    let proof = await session.carryOut()
    let table = CatchTable(style: Terminal.output.style)
    switch output {
    case .text: Terminal.output.write("\(table.text(proof))\n")
    case .markdown: Terminal.output.write("\(table.markdown(proof))\n")
    case .json:
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      Terminal.output.write(String(decoding: try encoder.encode(proof), as: UTF8.self) + "\n")
    }
    (output == .text ? Terminal.output : Terminal.error).write("\n\(proof.summary)\n")
    switch proof.verdict {
    case .proven: return
    case .notProven: throw ExitCode(1)
    case .inconclusive: throw ExitCode(2)
    }
  }
}
