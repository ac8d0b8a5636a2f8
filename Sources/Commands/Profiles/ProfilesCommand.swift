import ArgumentParser
import Documents
import Foundation
import Plans
import Suites

/// `plugfest profiles`: which criteria and cases count for which purpose.
struct ProfilesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "profiles",
    abstract: "List the profiles that candidates are scored by, or explain one.",
    subcommands: [ProfilesListCommand.self, ProfilesExplainCommand.self],
    defaultSubcommand: ProfilesListCommand.self)

  enum Format: String, CaseIterable, ExpressibleByArgument { case text, json, markdown }
}

extension ProfileCatalogue {
  /// Those of the working directory, or those that come with this program.
  static func nearby(_ criteria: CriteriaCatalogue) throws(Diagnostics) -> ProfileCatalogue {
    try nearby(
      program: Bundle.main.executableURL?.resolvingSymlinksInPath().path ?? CommandLine.arguments[0], criteria)
  }
}
