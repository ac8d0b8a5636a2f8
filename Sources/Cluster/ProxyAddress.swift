/// A proxy between us and the server: `http`, `https` or `socks5`.
package struct ProxyAddress: Sendable, Hashable, CustomStringConvertible {
  package enum Kind: String, Sendable, Hashable {
    case http, socks5
  }

  package var kind: Kind
  package var host: String
  package var port: Int
  /// `user:password`, for an HTTP proxy.
  package var userInfo: String?

  /// Nil for what is no URL of a proxy.
  package init?(_ text: String) {
    guard let parts = AddressParts(text, defaultScheme: "http") else { return nil }
    switch parts.scheme {
    case "http": kind = .http
    case "socks5", "socks5h": kind = .socks5
    default: return nil
    }
    host = parts.host
    port = parts.port ?? (kind == .http ? 80 : 1080)
    userInfo = parts.userInfo
  }

  /// Without the password.
  package var description: String { "\(kind.rawValue)://\(host.contains(":") ? "[\(host)]" : host):\(port)" }
}
