import ArgumentParser
import Documents
import Foundation
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

  @Option(help: ArgumentHelp("Where to listen; port 0 takes a free one.", valueName: "host:port"))
  var listen = "127.0.0.1:0"

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
    let (host, port) = try address()
    let configuration = NetBoxSimulator.Configuration(
      version: version, token: token, readOnlyToken: readonlyToken, unprivilegedToken: unprivilegedToken,
      seed: try seed.map { try NetBoxSeed.load(file: $0) }, journalFile: journal)
    let simulator = try NetBoxSimulator(configuration)
    let release = version.release
    do {
      try await simulator.run(host: host, port: port, stopOnSignals: true) { address in
        Self.report("netbox simulator (NetBox \(release)) ready at \(address.url)")
      }
    } catch let error as any Error & CustomStringConvertible {
      throw Diagnostic.error(
        "cannot listen on \(listen): \(error)", hint: "is the address this machine's, and the port free?")
    }
  }

  private func address() throws -> (host: String, port: Int) {
    guard let colon = listen.lastIndex(of: ":"), let port = Int(listen[listen.index(after: colon)...]),
      (0...65535).contains(port)
    else { throw ValidationError("--listen wants HOST:PORT, not \"\(listen)\"") }
    let host = listen[..<colon].trimmingPrefix("[")
    return (host.hasSuffix("]") ? String(host.dropLast()) : String(host), port)
  }

  /// Prints at once, also into a pipe.
  private static func report(_ line: String) {
    print(line)
    fflush(nil)
  }
}

extension NetBoxVersion: ExpressibleByArgument {}
