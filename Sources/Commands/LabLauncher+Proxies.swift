import Documents
import Engine
import Foundation
import Plans
import Southbound
import Verdicts

// The journaling proxies between the candidate and the systems outside.
extension LabLauncher {
  /// Puts a proxy before each system that speaks HTTP, as far as the lab wants it and the candidate can be told.
  func withProxies(
    _ surroundings: Surroundings, _ body: @escaping @Sendable (Surroundings) async throws -> Void
  ) async throws {
    let names = surroundings.endpoints.filter { name, endpoint in
      guard endpoint.endpointProtocol == .http, let proxy = lab.endpoints[name]?.proxy else { return false }
      return startsCandidate || proxy.listen != nil
    }.keys.sorted()
    guard !names.isEmpty else { return try await body(surroundings) }
    // Credentials are no evidence: they are kept out of the run folder.
    let directory = FileManager.default.temporaryDirectory.appendingPathComponent("plugfest-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(
      atPath: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    defer { try? FileManager.default.removeItem(atPath: directory) }
    try await withProxies(names[...], in: directory, known: surroundings, body)
  }

  private func withProxies(
    _ names: ArraySlice<String>, in directory: String, known: Surroundings,
    _ body: @escaping @Sendable (Surroundings) async throws -> Void
  ) async throws {
    guard let name = names.first, let endpoint = known.endpoints[name] else { return try await body(known) }
    let proxy: SouthboundProxy
    do { proxy = try SouthboundProxy(configuration(of: name, endpoint, in: directory)) } catch {
      throw Failure(
        .labUnavailable, "the proxy of \(name) cannot be started: \((error as? Diagnostic)?.message ?? "\(error)")",
        at: lab.endpoints[name]?.place)
    }
    try await proxy.withProxy { access in
      if let token = access.token { redactor.add(token) }
      var known = known
      var entrance = endpoint
      entrance.url = access.url
      entrance.token = access.token
      entrance.tls = nil
      entrance.files["tokenFile"] = access.tokenFile
      entrance.files["caFile"] = access.caFile
      known.candidateEndpoints[name] = entrance
      known.southbound[name] = proxy.system
      let journal = LabJournal.requests(to: name, proxy.journal)
      known.journals.removeAll { $0.name == journal.name }
      known.journals.append(journal)
      try await withProxies(names.dropFirst(), in: directory, known: known, body)
    }
  }

  private func configuration(
    of name: String, _ endpoint: LabConnection.Endpoint, in directory: String
  ) -> SouthboundProxy.Configuration {
    var configuration = SouthboundProxy.Configuration(name: name, upstream: endpoint.url, folder: directory)
    configuration.token = endpoint.token
    configuration.upstreamUser = endpoint.user
    configuration.upstreamTLS = endpoint.tls
    configuration.journalFile = "\(folder)/southbound-\(name).jsonl"
    let redactor = redactor
    configuration.redact = { redactor.redact($0) }
    if let proxy = lab.endpoints[name]?.proxy {
      configuration.isTLS = proxy.isTLS
      configuration.keepsHost = proxy.host == .client
      if let listen = proxy.listen {
        configuration.address = listen.address
        configuration.port = listen.port
      }
    }
    return configuration
  }
}
