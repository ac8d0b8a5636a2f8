/// One request to an API server, before it is known who asks and how often.
struct APICall: Sendable {
  enum Method: String, Sendable {
    case get = "GET"
    case post = "POST"
    case put = "PUT"
    case patch = "PATCH"
    case delete = "DELETE"
  }

  var method: Method
  /// Escaped, below the server's base URL.
  var path: String
  var query: [(name: String, value: String)] = []
  var body: [UInt8]?
  var contentType = "application/json"
  var accept = "application/json"
  /// Whether doing it twice is the same as doing it once.
  var isIdempotent: Bool

  init(_ method: Method, _ path: String) {
    self.method = method
    self.path = path
    isIdempotent = method != .post && method != .patch
  }

  mutating func add(_ name: String, _ value: String?) {
    if let value, !value.isEmpty { query.append((name, value)) }
  }

  /// For messages: `PATCH /api/v1/namespaces/a/configmaps/b`.
  var description: String { "\(method.rawValue) \(path)" }

  /// Path and query.
  var target: String {
    if query.isEmpty { return path }
    return path + "?"
      + query.map { "\(PercentEncoding.query($0.name))=\(PercentEncoding.query($0.value))" }.joined(separator: "&")
  }
}
