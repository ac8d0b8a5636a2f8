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

/// What a server answered, whatever its status.
struct APIAnswer: Sendable {
  var code: Int
  var contentType: String
  var body: [UInt8]
}

/// Escapes text for URLs (RFC 3986).
enum PercentEncoding {
  static func query(_ text: String) -> String { encode(text, allowed: "-._~") }

  static func pathSegment(_ text: String) -> String { encode(text, allowed: "-._~!$&'()*+,;=:@") }

  private static func encode(_ text: String, allowed: StaticString) -> String {
    var result: [UInt8] = []
    let digits = Array("0123456789ABCDEF".utf8)
    for byte in text.utf8 {
      let isPlain: Bool
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        isPlain = true
      default: isPlain = allowed.withUTF8Buffer { $0.contains(byte) }
      }
      if isPlain {
        result.append(byte)
      } else {
        result += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
