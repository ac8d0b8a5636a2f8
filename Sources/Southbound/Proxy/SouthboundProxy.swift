import AsyncHTTPClient
import Documents
import Listening
import NIOCore
package import Plans

/// A proxy of HTTP between the candidate and one system outside: it notes each request before it passes it on, has a
/// credential of its own for the candidate, and carries out the faults that are on.
///
/// It adds no headers, follows no redirects and changes no bodies; links in answers lead through it, since the system sees
/// the `Host` that the candidate named.
package struct SouthboundProxy: Sendable {
  package struct Configuration: Sendable {
    /// The endpoint's name in the lab.
    package var name: String
    /// Of the system, without a slash at its end: `https://netbox.example/ipam`.
    package var upstream: String
    package var token: String?
    /// Where to listen; port 0 is any that is free.
    package var address = "127.0.0.1"
    package var port = 0
    /// Whether to listen for TLS, with a certificate of an authority of its own.
    package var isTLS = false
    /// Whether the system sees the `Host` that the candidate named, and not its own.
    package var keepsHost = true
    /// With it, the token is this user's password.
    package var upstreamUser: String?
    /// How the connection to the system is secured; nil is as this machine trusts.
    package var upstreamTLS: Lab.TLS?
    /// For the files of the credential and the authority. It must exist, and nobody else may look into it.
    package var folder: String
    package var journalFile: String?
    /// Takes out of the journal what nobody may read there.
    package var redact: @Sendable (String) -> String = { $0 }

    package init(name: String, upstream: String, folder: String) {
      self.name = name
      self.upstream = upstream
      self.folder = folder
    }
  }

  /// What the candidate is told.
  package struct Access: Sendable {
    /// Without a slash at its end.
    package var url: String
    /// Nil where the system wants none.
    package var token: String?
    /// Always holds the token that is good now.
    package var tokenFile: String?
    /// The authority of the proxy's certificate, in PEM.
    package var caFile: String?
  }

  package let configuration: Configuration
  package let journal: TrafficJournal
  package let faults = TrafficFaults()
  let upstream: Upstream
  let credential: ProxyCredential?
  let certificates: ProxyCertificates?
  let reads = RememberedReads()

  /// Opens the journal and writes the files for the candidate; nothing listens yet.
  ///
  /// - Throws: a `Diagnostic` about a file that cannot be written or a URL that is none.
  package init(_ configuration: Configuration) throws {
    self.configuration = configuration
    upstream = try Upstream(configuration.upstreamTLS?.address(of: configuration.upstream) ?? configuration.upstream)
    journal = try TrafficJournal(file: configuration.journalFile)
    credential = try configuration.token.map {
      try ProxyCredential(
        system: $0, user: configuration.upstreamUser,
        file: "\(configuration.folder)/\(configuration.name).token")
    }
    certificates =
      configuration.isTLS
      ? try ProxyCertificates(
        address: configuration.address, file: "\(configuration.folder)/\(configuration.name)-ca.pem") : nil
  }

  /// What the run's steps do with the proxy.
  package var system: SouthboundSystem {
    SouthboundSystem(
      name: configuration.name, journal: journal, faults: faults,
      credential: credential.map { credential in
        SouthboundSystem.Credential(rotate: { try credential.rotate() }, readmit: { credential.readmit() })
      })
  }

  /// Listens while `body` runs.
  ///
  /// - Throws: what keeps it from listening; what `body` throws.
  package func withProxy<Output: Sendable>(
    _ body: @escaping @Sendable (Access) async throws -> Output
  ) async throws -> Output {
    let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: try clientConfiguration())
    let result: Result<Output, any Error>
    do { result = .success(try await listening(client, body)) } catch { result = .failure(error) }
    try await client.shutdown()
    return try result.get()
  }

  private func listening<Output: Sendable>(
    _ client: HTTPClient, _ body: @escaping @Sendable (Access) async throws -> Output
  ) async throws -> Output {
    let (ports, port) = AsyncStream.makeStream(of: Int.self, bufferingPolicy: .bufferingOldest(1))
    return try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        // Whatever ends the listening ends the waiting for its port, too.
        defer { port.finish() }
        try await listen(client, onPort: { port.yield($0) })
      }
      guard let number = await ports.first(where: { _ in true }) else {
        try await group.waitForAll()
        throw CancellationError()
      }
      let result: Result<Output, any Error>
      do { result = .success(try await body(access(port: number))) } catch { result = .failure(error) }
      group.cancelAll()
      while let ended = await group.nextResult() { _ = ended }
      return try result.get()
    }
  }

  private func access(port: Int) -> Access {
    let host = configuration.address.contains(":") ? "[\(configuration.address)]" : configuration.address
    return Access(
      url: "\(configuration.isTLS ? "https" : "http")://\(host):\(port)\(upstream.path)", token: credential?.current,
      tokenFile: credential?.file, caFile: certificates?.file)
  }

  private func clientConfiguration() throws -> HTTPClient.Configuration {
    let tls = configuration.upstreamTLS
    var client = HTTPClient.Configuration(
      tlsConfiguration: try tls?.clientConfiguration(), redirectConfiguration: .disallow,
      // How long an answer may take is the candidate's own affair.
      timeout: HTTPClient.Configuration.Timeout(connect: .seconds(10)))
    client.httpVersion = .http1Only
    client.dnsOverride = tls?.route(to: configuration.upstream) ?? [:]
    client.connectionPool.retryConnectionEstablishment = false
    client.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 1024
    // Shorter than servers keep idle connections: one that they close in this moment would break a write.
    client.connectionPool.idleTimeout = .seconds(1)
    return client
  }
}
