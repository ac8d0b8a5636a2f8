import ArgumentParser

/// `plugfest simulate`: stands in for a system outside Kubernetes.
struct SimulateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "Runs a simulator of a system that operators manage.",
    subcommands: [SimulateNetBoxCommand.self, SimulatePacketCoreCommand.self])
}
