package import OperatorRuntime

/// Carries requests to a Prometheus over HTTP.
package struct PrometheusTransport: Sendable {
  private let client: OutsideClient

  private static let limit = Duration.seconds(5)

  /// Close it with `shutdown`.
  ///
  /// - Parameters:
  ///   - url: Without a slash at its end.
  ///   - agent: Who asks.
  package init(url: String, agent: String, metrics: Metrics) {
    client = OutsideClient(url, agent: agent, metrics: metrics)
  }

  package func shutdown() async throws { try await client.shutdown() }

  package func callAsFunction(
    _ method: String, _ path: String
  ) async throws(PrometheusTrouble) -> PrometheusClient.Answer {
    do {
      let reply = try await client.send(OutsideClient.Request(method, path), within: Self.limit)
      return PrometheusClient.Answer(status: reply.status, text: String(decoding: reply.body, as: UTF8.self))
    } catch {
      throw .unreachable(error.message)
    }
  }
}
