import ArgumentParser
import Documents
import Southbound

/// `plugfest simulate netbox`.
struct SimulateNetBoxCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "netbox",
    abstract: "Answers the REST API of NetBox's IPAM from memory, and journals every request.",
    discussion: """
      Prints one line with the URL when it is ready, and runs until it is interrupted. GET /_plugfest/journal with the \
      token shows the requests that it answered.
      """)

  @OptionGroup var listening: ListenOption

  @Option(help: "The API token of a superuser.")
  var token: String

  @Option(help: "A token of the superuser that may only read.")
  var readonlyToken: String?

  @Option(help: "A token of a user without permissions.")
  var unprivilegedToken: String?

  @Option(help: "Which NetBox to answer like: 4.4 or 4.6.")
  var version: NetBoxVersion = .v44

  @Option(
    help: ArgumentHelp(
      "YAML with the objects to begin with: lists by kind, such as tenants and prefixes.", valueName: "file"))
  var seed: String?

  @Option(help: ArgumentHelp("A file that gets a line of JSON for every request.", valueName: "file"))
  var journal: String?

  mutating func run() async throws {
    let configuration = NetBoxSimulator.Configuration(
      version: version, token: token, readOnlyToken: readonlyToken, unprivilegedToken: unprivilegedToken,
      seed: try seed.map { try NetBoxSeed.load(file: $0) }, journalFile: journal)
    let simulator = try NetBoxSimulator(configuration)
    try await listening.serve(simulator.server, "netbox simulator (NetBox \(version.release))")
  }
}

extension NetBoxVersion: ExpressibleByArgument {}
