package import Documents

/// One answer of the API, free of any HTTP library.
package struct APIResponse: Sendable {
  package var status: Int
  package var contentType: String
  /// Besides Content-Type and Warning, such as Retry-After.
  package var headers: [(name: String, value: String)] = []
  /// Texts for `Warning: 299 - "…"` headers, in order.
  package var warnings: [String] = []
  package var body: Body

  package enum Body: Sendable {
    case bytes([UInt8])
    /// A watch: the stream of its events, which ends when the watch does.
    case watch(WatchStream)
    /// No answer: the connection breaks.
    case reset
  }

  package init(status: Int = 200, contentType: String, body: Body) {
    self.status = status
    self.contentType = contentType
    self.body = body
  }

  package static func json(_ value: Value, status: Int = 200) -> APIResponse {
    APIResponse(status: status, contentType: "application/json", body: .bytes(JSON.bytes(value) + [0x0A]))
  }

  package static func text(_ text: String, status: Int = 200) -> APIResponse {
    APIResponse(status: status, contentType: "text/plain; charset=utf-8", body: .bytes(Array(text.utf8)))
  }
}
