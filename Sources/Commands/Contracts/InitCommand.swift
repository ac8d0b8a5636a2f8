import ArgumentParser

/// `plugfest init`: files to begin with.
struct InitCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Write a file to begin with.",
    subcommands: [InitCandidateCommand.self])
}
