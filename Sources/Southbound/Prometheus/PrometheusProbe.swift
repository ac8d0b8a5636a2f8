package import Plans

/// Asks a Prometheus, once.
package struct PrometheusProbe: Sendable {
  /// Without a slash at its end.
  private let url: String
  private let authorization: String?
  private let tls: Lab.TLS?

  /// - Parameter authorization: The whole header.
  package init(url: String, authorization: String? = nil, tls: Lab.TLS? = nil) {
    self.url = url
    self.authorization = authorization
    self.tls = tls
  }

  /// - Throws: `PrometheusError`; `HTTPProbe.Unanswered`; `CancellationError` when the task is cancelled.
  package func ask(_ read: PrometheusRead, timeout: Duration) async throws -> PrometheusResult {
    let headers = authorization.map { [("Authorization", $0)] } ?? []
    var request = HTTPProbe.Request(method: "GET", url: url + read.path, headers: headers)
    request.tls = tls
    let response = try await HTTPProbe().send(request, timeout: timeout)
    return try PrometheusResult(read, status: response.status, body: response.body)
  }
}
