import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
package import OperatorRuntime

/// Carries requests to a Prometheus over HTTP.
package struct HTTPTransport: Sendable {
  private let client: HTTPClient
  private let base: String
  private let agent: String
  private let timeout: Duration
  private let metrics: Metrics

  /// Close it with `shutdown`.
  ///
  /// - Parameters:
  ///   - url: Without a slash at its end.
  ///   - agent: Who asks.
  package init(url: String, agent: String, metrics: Metrics, timeout: Duration = .seconds(5)) {
    var configuration = HTTPClient.Configuration()
    configuration.timeout.connect = .seconds(3)
    configuration.redirectConfiguration = .disallow
    // A refused connection is told at once; whoever wants to wait asks again.
    configuration.connectionPool.retryConnectionEstablishment = false
    client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    base = url
    self.agent = agent
    self.timeout = timeout
    self.metrics = metrics
  }

  package func shutdown() async throws { try await client.shutdown() }

  package func callAsFunction(
    _ method: String, _ path: String
  ) async throws(PrometheusTrouble) -> PrometheusClient.Answer {
    var request = HTTPClientRequest(url: base + path)
    request.method = HTTPMethod(rawValue: method)
    request.headers.add(name: "User-Agent", value: agent)
    do {
      let response = try await client.execute(request, timeout: .nanoseconds(Int64(timeout / .nanoseconds(1))))
      let body = try await response.body.collect(upTo: 32 << 20)
      count(method, "\(response.status.code)")
      return PrometheusClient.Answer(status: Int(response.status.code), text: String(buffer: body))
    } catch {
      count(method, "<error>")
      throw .unreachable(describe(error))
    }
  }

  private func count(_ method: String, _ code: String) {
    let host = String(base.drop { $0 != "/" }.dropFirst(2))
    metrics.count(.requests, ["host": host, "method": method, "code": code])
  }

  /// The same words for the same trouble, because they stand in conditions.
  private func describe(_ error: any Error) -> String {
    if error is NIOConnectionError { return "no connection to \(base)" }
    if error is NIOSSLError { return "the certificate of \(base) is not accepted" }
    guard let error = error as? HTTPClientError else { return "\(base) did not answer" }
    switch error {
    case .connectTimeout, .deadlineExceeded, .readTimeout: return "no answer from \(base) in time"
    case .remoteConnectionClosed: return "\(base) closed the connection"
    default: return "\(base): \(error.shortDescription)"
    }
  }
}
