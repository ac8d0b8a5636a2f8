import ArgumentParser
import Documents
import Plans
import Reports
import Suites

/// `plugfest criteria list`
struct CriteriaListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the criteria by category, and whether each is checked yet.",
    discussion: """
      A criterion that is not checked yet never counts as passed.

      EXAMPLES
        plugfest criteria
        plugfest criteria --format json
        plugfest criteria --format markdown > docs/criteria.md
      """)

  enum Format: String, CaseIterable, ExpressibleByArgument { case text, json, markdown }

  @Option(name: .shortAndLong, help: "How to print them: text, json or markdown.")
  var format = Format.text

  func run() async throws {
    let catalogue = try CriteriaCatalogue.nearby()
    switch format {
    case .text: Terminal.output.write(CriteriaPage.list(catalogue, Terminal.output.style))
    case .json: Terminal.output.write(JSON.text(catalogue.document, pretty: true) + "\n")
    case .markdown: Terminal.output.write(catalogue.markdown)
    }
  }
}
