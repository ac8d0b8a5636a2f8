/// One HTTP request to the API, free of any HTTP library.
package struct APIRequest: Sendable {
  package var method: String
  /// The path as it was sent, still percent-encoded, without the query.
  package var path: String
  /// The decoded query in its order; a name may occur several times.
  package var query: [(name: String, value: String)]
  /// Names in lower case; values of a repeated header are joined by `, `.
  package var headers: [String: String]
  package var body: [UInt8]
  /// Who the TLS client certificate names, when there was one.
  package var certificateUser: UserInfo?

  package init(
    method: String, path: String, query: [(name: String, value: String)] = [], headers: [String: String] = [:],
    body: [UInt8] = [], certificateUser: UserInfo? = nil
  ) {
    self.method = method
    self.path = path
    self.query = query
    self.headers = headers
    self.body = body
    self.certificateUser = certificateUser
  }

  package func parameter(_ name: String) -> String? { query.first { $0.name == name }?.value }
}
