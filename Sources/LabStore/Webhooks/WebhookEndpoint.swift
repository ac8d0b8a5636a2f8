internal import Documents

/// Where a webhook listens, as a `clientConfig` says.
package struct WebhookEndpoint: Sendable, Hashable {
  /// `https://…`
  package var url: String
  /// PEM of the authorities that may have signed its certificate; nil for those of the system.
  package var authorities: String?
  package var timeoutSeconds: Int64

  package init(url: String, authorities: String?, timeoutSeconds: Int64) {
    self.url = url
    self.authorities = authorities
    self.timeoutSeconds = timeoutSeconds
  }

  /// - Throws: for a service, since no container runs in the lab that could serve it.
  init(_ client: Value, timeoutSeconds: Int64) throws(WebhookFailure) {
    guard let url = client["url"]?.string else {
      let name = client["service"]?["name"]?.string ?? ""
      let namespace = client["service"]?["namespace"]?.string ?? ""
      throw WebhookFailure(
        "no endpoints available for service \"\(name)\" in \(namespace): no container runs in this lab; give the "
          + "webhook a url")
    }
    self.init(
      url: url,
      authorities: client["caBundle"]?.string.flatMap(Base64.decode).map { String(decoding: $0, as: UTF8.self) },
      timeoutSeconds: timeoutSeconds)
  }

  /// The address with the time limit, as an API server asks it.
  package var urlWithTimeout: String { "\(url)\(url.contains("?") ? "&" : "?")timeout=\(timeoutSeconds)s" }
}

/// Why a webhook gave no answer that can be used, in the words of Go's HTTP client where they fit.
package struct WebhookFailure: Error, Sendable, Hashable, CustomStringConvertible {
  package var description: String

  package init(_ description: String) { self.description = description }
}

/// Sends a review to a webhook and returns its answer: the store itself has no sockets.
package struct WebhookCaller: Sendable {
  package var send: @Sendable (WebhookEndpoint, [UInt8]) async throws(WebhookFailure) -> [UInt8]

  package init(_ send: @escaping @Sendable (WebhookEndpoint, [UInt8]) async throws(WebhookFailure) -> [UInt8]) {
    self.send = send
  }

  /// For a store that reaches nobody.
  package static let none = WebhookCaller { endpoint, _ throws(WebhookFailure) in
    throw WebhookFailure("Post \"\(endpoint.urlWithTimeout)\": this lab reaches no webhooks")
  }
}
