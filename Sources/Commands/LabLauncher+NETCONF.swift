import Documents
import Engine
import Foundation
import NETCONF
import Plans
import Southbound
import Verdicts

// NETCONF servers: the run's own client of each, and the relay between it and the candidate.
extension LabLauncher {
  /// Puts a relay before each NETCONF server, as far as the lab wants it and the candidate can be told, and keeps a client of each
  /// for the run itself.
  func withRelays(
    _ surroundings: Surroundings, _ body: @escaping @Sendable (Surroundings) async throws -> Void
  ) async throws {
    var surroundings = surroundings
    var clients: [NETCONFClient] = []
    for (name, endpoint) in surroundings.endpoints {
      guard let destination = endpoint.ssh else { continue }
      let client = NETCONFClient(destination)
      surroundings.endpoints[name]?.netconf = client
      clients.append(client)
    }
    let relayed = surroundings.endpoints.filter { name, endpoint in
      endpoint.ssh != nil && startsCandidate && lab.endpoints[name]?.proxy != nil
    }.keys.sorted()
    try await withThrowingTaskGroup(of: Void.self) { [surroundings] group in
      for client in clients { group.addTask { await client.run() } }
      defer { group.cancelAll() }
      try await withRelays(relayed[...], known: surroundings, body)
    }
  }

  private func withRelays(
    _ names: ArraySlice<String>, known: Surroundings, _ body: @escaping @Sendable (Surroundings) async throws -> Void
  ) async throws {
    guard let name = names.first, let endpoint = known.endpoints[name], let destination = endpoint.ssh else {
      return try await body(known)
    }
    let relay: NETCONFRelay
    do {
      relay = try NETCONFRelay(configuration(of: name, destination))
      _ = try InstalledProgram.sshServer.path()
    } catch {
      throw Failure(
        .labUnavailable, "the relay of \(name) cannot be started: \((error as? Diagnostic)?.message ?? "\(error)")",
        at: lab.endpoints[name]?.place, remedy: "switch it off in the lab file: proxy: off")
    }
    try await relay.withRelay { entrance, system in
      var known = known
      known.candidateEndpoints[name] = LabConnection.Endpoint(entrance)
      known.southbound[name] = system
      known.journals.append(.requests(to: name, system.journal))
      try await withRelays(names.dropFirst(), known: known, body)
    }
  }

  private func configuration(of name: String, _ destination: SSHDestination) -> NETCONFRelay.Configuration {
    let itself =
      (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
    var configuration = NETCONFRelay.Configuration(
      name: name, upstream: destination.pipe(), journalFile: "\(folder)/southbound-\(name).jsonl",
      joiner: (itself, [JoinSocketCommand.name]))
    let redactor = redactor
    configuration.redact = { redactor.redact($0) }
    return configuration
  }

  func destination(_ address: Lab.NETCONFAddress, at place: Place) throws -> SSHDestination {
    SSHDestination(
      host: try address.host.read(at: place), port: address.port, user: try address.user.read(at: place),
      keyFile: address.keyFile, knownHostsFile: address.knownHostsFile,
      configurationFile: address.sshConfigurationFile)
  }
}

extension LabConnection.Endpoint {
  /// A NETCONF server.
  init(_ destination: SSHDestination) {
    var files: [String: String] = [:]
    files["keyFile"] = destination.keyFile
    files["knownHostsFile"] = destination.knownHostsFile
    self.init(url: destination.url, token: nil, tokenScheme: "Bearer", endpointProtocol: .netconf, files: files)
    ssh = destination
  }
}
