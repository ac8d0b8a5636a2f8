import Documents
import NIOCore
import NIOHTTP1

/// An answer that the proxy gives by itself.
struct ProxyAnswer: Sendable, Equatable {
  var status: Int
  var headers: HTTPHeaders
  var body: ByteBuffer

  init(_ status: Int, _ headers: HTTPHeaders = [:], body: ByteBuffer = ByteBuffer()) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  init(_ status: Int, _ headers: HTTPHeaders = [:], json: Value, type: String = "application/json") {
    var headers = headers
    headers.add(name: "Content-Type", value: type)
    self.init(status, headers, body: ByteBuffer(bytes: JSON.bytes(json)))
  }

  /// - Parameter body: a string is sent as it is, anything else as JSON.
  static func fault(_ status: Int, retryAfter: Duration?, body: Value?) -> ProxyAnswer {
    var headers = HTTPHeaders()
    if let retryAfter { headers.add(name: "Retry-After", value: String(wholeSeconds(retryAfter))) }
    switch body {
    case nil: return ProxyAnswer(status, headers)
    case .string(let text):
      headers.add(name: "Content-Type", value: "text/plain; charset=utf-8")
      return ProxyAnswer(status, headers, body: ByteBuffer(string: text))
    case let body?: return ProxyAnswer(status, headers, json: body)
    }
  }

  /// The system could not be asked, or broke off before it answered.
  static func unreachable(_ system: String, reason: String) -> ProxyAnswer {
    ProxyAnswer(502, json: ["proxy": "plugfest", "system": .string(system), "error": .string(reason)])
  }

  /// Part of a second is a whole one: nobody is told to come too early.
  private static func wholeSeconds(_ duration: Duration) -> Int64 {
    let (seconds, rest) = duration.components
    return rest > 0 ? seconds + 1 : seconds
  }
}
