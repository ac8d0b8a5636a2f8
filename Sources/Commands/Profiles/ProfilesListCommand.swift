import ArgumentParser
import Documents
import Plans
import Suites

/// `plugfest profiles list`
struct ProfilesListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the profiles, with what each counts and how much has to be reached.",
    discussion: """
      EXAMPLES
        plugfest profiles
        plugfest profiles --format json
        plugfest profiles --format markdown          the tables of docs/profiles.md
      """)

  @Option(name: .shortAndLong, help: "How to print them: text, json or markdown.")
  var format = ProfilesCommand.Format.text

  func run() async throws {
    let catalogue = try ProfileCatalogue.nearby(CriteriaCatalogue.nearby())
    switch format {
    case .text: Terminal.output.write(ProfilePage.list(catalogue, Terminal.output.style))
    case .json: Terminal.output.write(JSON.text(catalogue.document, pretty: true) + "\n")
    case .markdown: Terminal.output.write(catalogue.markdown)
    }
  }
}
