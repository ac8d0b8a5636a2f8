import ArgumentParser
import Documents
import Reports
import Suites

/// `plugfest contract list`
struct ContractListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the contracts that can be shown by name.",
    discussion: """
      Those of the suites in ./suites and of ./contracts, then those that come with plugfest.

      EXAMPLES
        plugfest contract list
        plugfest contract list --output json
      """)

  @Option(name: .shortAndLong, help: "How to print them: text or json.")
  var output = Output.text

  enum Output: String, CaseIterable, ExpressibleByArgument { case text, json }

  func run() async throws {
    let entries = ContractCatalogue.nearby.entries
    switch output {
    case .json:
      let list = entries.map { ["title": .string($0.title), "file": .string($0.path)] as Value }
      Terminal.output.write(JSON.text(.array(list), pretty: true) + "\n")
    case .text:
      let width = entries.map(\.title.count).max() ?? 0
      for entry in entries {
        let title = PlainText.sanitized(entry.title)
        let space = String(repeating: " ", count: width - entry.title.count)
        Terminal.output.write("\(Terminal.output.style(title, .strong))\(space)  \(PlainText.sanitized(entry.path))\n")
      }
      if entries.isEmpty {
        Terminal.error.write("there is no contract in ./suites, in ./contracts or beside plugfest\n")
      }
    }
  }
}
