import NIOHTTP1

extension HTTPHeaders {
  /// Those of one connection, which a proxy does not pass on (RFC 9110, section 7.6.1).
  private static let hopByHop = [
    "Connection", "Keep-Alive", "Proxy-Connection", "TE", "Trailer", "Transfer-Encoding", "Upgrade",
    "Proxy-Authorization", "Proxy-Authenticate",
  ]

  /// Without those of the connection, and those that it names.
  var endToEnd: HTTPHeaders {
    var headers = self
    for name in self[canonicalForm: "Connection"] { headers.remove(name: String(name)) }
    for name in Self.hopByHop { headers.remove(name: name) }
    return headers
  }

  /// The length that was announced; nil when there is none, or more than one.
  var contentLength: Int64? {
    let values = self["Content-Length"]
    return values.count == 1 ? Int64(values[0]) : nil
  }
}
