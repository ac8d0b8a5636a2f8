import ArgumentParser
import Documents
import Plans
import Suites

/// `plugfest criteria explain`
struct CriteriaExplainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Say what criteria mean, how they are checked, and what to do.",
    discussion: """
      EXAMPLES
        plugfest criteria explain REC-02
        plugfest criteria explain SEC                 all of a category
        plugfest criteria explain --format json API-03
      """)

  enum Format: String, CaseIterable, ExpressibleByArgument { case text, json }

  @Argument(help: "Ids of criteria, and categories.")
  var names: [String]

  @Option(name: .shortAndLong, help: "How to print them: text or json.")
  var format = Format.text

  func run() async throws {
    let criteria = try CriteriaCatalogue.nearby().criteria(named: names)
    switch format {
    case .text:
      let pages = criteria.map { CriteriaPage.explain($0, Terminal.output.style) }
      Terminal.output.write(pages.joined(separator: "\n"))
    case .json: Terminal.output.write(JSON.text(.array(criteria.map(\.document)), pretty: true) + "\n")
    }
  }
}
