package import Documents

/// One request by RESTCONF (RFC 8040), below `/restconf/data/`.
package struct RESTCONFCall: Sendable, Hashable {
  package var method: String
  package var path: String
  package var body: Value?

  package init(method: String, path: String, body: Value? = nil) {
    self.method = method
    self.path = path
    self.body = body
  }

  package var isRead: Bool { method == "GET" }
}

package struct RESTCONFReply: Sendable, Hashable {
  package var status: Int
  /// Null when the answer had no body, or one that is not JSON.
  package var body: Value
  package var retryAfter: Duration?

  package init(status: Int, body: Value = .null, retryAfter: Duration? = nil) {
    self.status = status
    self.body = body
    self.retryAfter = retryAfter
  }
}
