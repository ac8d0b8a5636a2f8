import ArgumentParser
import Foundation
import Plans
import Suites

/// `plugfest criteria`: what cloud-native operators are measured by.
struct CriteriaCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "criteria",
    abstract: "List the criteria for cloud-native operators, or explain one.",
    subcommands: [CriteriaListCommand.self, CriteriaExplainCommand.self],
    defaultSubcommand: CriteriaListCommand.self)
}

extension CriteriaCatalogue {
  /// That of the working directory, or the one that comes with this program.
  static func nearby() throws -> CriteriaCatalogue {
    try nearby(program: Bundle.main.executableURL?.resolvingSymlinksInPath().path ?? CommandLine.arguments[0])
  }
}
