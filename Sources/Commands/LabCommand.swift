internal import ArgumentParser

/// `plugfest lab`
struct LabCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lab", abstract: "Works with labs.", subcommands: [LabUpCommand.self, LabFaultCommand.self])
}
