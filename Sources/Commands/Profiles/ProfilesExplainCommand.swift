import ArgumentParser
import Documents
import Plans
import Suites

/// `plugfest profiles explain`
struct ProfilesExplainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Say what profiles are for, what they count and why.",
    discussion: """
      EXAMPLES
        plugfest profiles explain core
        plugfest profiles explain pre-qualification
        plugfest profiles explain --format json ha ./own-profile.yaml
      """)

  @Argument(help: "Names of profiles, and files with one.")
  var names: [String]

  @Option(name: .shortAndLong, help: "How to print them: text, json or markdown.")
  var format = ProfilesCommand.Format.text

  func run() async throws {
    let criteria = try CriteriaCatalogue.nearby()
    let chosen = try ProfileCatalogue.nearby(criteria).choose(names, criteria).chosen
    switch format {
    case .text:
      Terminal.output.write(chosen.map { ProfilePage.explain($0, Terminal.output.style) }.joined(separator: "\n"))
    case .json: Terminal.output.write(JSON.text(.array(chosen.map(\.document)), pretty: true) + "\n")
    case .markdown: Terminal.output.write(ProfileCatalogue(chosen).markdown)
    }
  }
}
