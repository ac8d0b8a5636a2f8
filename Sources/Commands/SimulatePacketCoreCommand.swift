import ArgumentParser
import Documents
import Southbound

/// `plugfest simulate packet-core`.
struct SimulatePacketCoreCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "packet-core",
    abstract: "Answers RESTCONF for the access points of a packet core from memory, and journals every request.",
    discussion: """
      Prints one line with the URL when it is ready, and runs until it is interrupted. It speaks JSON alone. GET \
      /_plugfest/journal with the token shows the requests that it answered, GET /_plugfest/changes what they changed.
      """)

  @OptionGroup var listening: ListenOption

  @Option(help: "The bearer token of a user, and the password of \"admin\".")
  var token: String

  @Option(help: "A token that may only read.")
  var readonlyToken: String?

  @Option(help: ArgumentHelp("Another YANG model than the one for access points.", valueName: "file"))
  var model: String?

  @Option(
    help: ArgumentHelp("YAML or JSON with the configuration to begin with, as RESTCONF has it.", valueName: "file"))
  var seed: String?

  @Option(help: ArgumentHelp("A file that gets a line of JSON for every request.", valueName: "file"))
  var journal: String?

  mutating func run() async throws {
    let simulator = try PacketCoreSimulator(
      PacketCoreSimulator.Configuration(
        token: token, readOnlyToken: readonlyToken, model: try model.map { try YANGModule.load(file: $0) },
        seed: try seed.map { try PacketCoreSeed.load(file: $0) }, journalFile: journal))
    try await listening.serve(simulator.server, "packet core simulator")
  }
}
