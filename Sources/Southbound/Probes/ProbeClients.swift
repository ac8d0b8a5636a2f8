import AsyncHTTPClient
import Foundation
import Plans
import Synchronization

/// The HTTP clients of probes: one for each way to secure a connection. They live as long as the process.
enum ProbeClients {
  private struct Key: Hashable {
    var tls: Lab.TLS?
    var route: [String: String]
  }

  private static let clients = Mutex<[Key: HTTPClient]>([:])

  /// - Parameter url: of the system itself.
  /// - Throws: `UnusableFile`.
  static func client(_ tls: Lab.TLS?, for url: String) throws -> HTTPClient {
    let key = Key(tls: tls, route: tls?.route(to: url) ?? [:])
    if let client = clients.withLock({ $0[key] }) { return client }
    let configuration = try configuration(key)
    return clients.withLock { clients in
      if let client = clients[key] { return client }
      let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
      clients[key] = client
      return client
    }
  }

  private static func configuration(_ key: Key) throws -> HTTPClient.Configuration {
    var configuration = HTTPClient.Configuration(redirectConfiguration: .follow(max: 5, allowCycles: false))
    // A connection that is refused is told at once: whoever wants to wait asks again.
    configuration.connectionPool.retryConnectionEstablishment = false
    configuration.tlsConfiguration = try key.tls?.clientConfiguration()
    configuration.dnsOverride = key.route
    return configuration
  }
}
