import ArgumentParser
import Foundation
import Suites

/// `plugfest contract`: what suites ask of candidates.
struct ContractCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "contract",
    abstract: "Show what a candidate has to bind for a kind of suite.",
    subcommands: [ContractShowCommand.self, ContractListCommand.self])
}

extension ContractCatalogue {
  /// Those of the working directory, and those that come with this program.
  static var nearby: ContractCatalogue {
    nearby(program: Bundle.main.executableURL?.resolvingSymlinksInPath().path ?? CommandLine.arguments[0])
  }
}
