/// Why NetBox did not do what it was asked for.
package enum NetBoxError: Error, Sendable, Hashable {
  /// No answer: refused, timed out, wrong certificate.
  case unreachable(String)
  /// 401 or 403.
  case unauthorized(String)
  case notFound(String)
  /// 409 to an allocation: no room.
  case insufficient
  /// NetBox refuses the request for what it asks.
  case rejected(String)
  /// 429, or 5xx.
  case unavailable(status: Int, String, retryAfter: Duration?)
  /// A success that is not what NetBox sends.
  case unintelligible(String)
}

extension NetBoxError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .unreachable(let why): "NetBox cannot be reached: \(why)"
    case .unauthorized(let detail): "NetBox refuses the token: \(detail)"
    case .notFound(let path): "NetBox has no \(path)"
    case .insufficient: "NetBox has no room left"
    case .rejected(let why): "NetBox rejects the request: \(why)"
    case .unavailable(let status, let detail, _): "NetBox answers \(status): \(detail)"
    case .unintelligible(let what): "NetBox answers something unexpected: \(what)"
    }
  }
}
