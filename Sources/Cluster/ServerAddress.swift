/// The base URL of a server: `https://host:port/path`.
package struct ServerAddress: Sendable, Hashable, CustomStringConvertible {
  package var isEncrypted: Bool
  /// Without the brackets of an IPv6 address.
  package var host: String
  package var port: Int
  /// Empty, or begins with `/` and does not end with it.
  package var path: String

  package init(isEncrypted: Bool = true, host: String, port: Int, path: String = "") {
    self.isEncrypted = isEncrypted
    self.host = host
    self.port = port
    self.path = path
  }

  /// `https://host:port/path`, `http://…`, or `host:port`, which is `https`; nil for anything else.
  package init?(_ text: String) {
    guard let parts = AddressParts(text, defaultScheme: "https"), ["http", "https"].contains(parts.scheme),
      parts.userInfo == nil
    else { return nil }
    isEncrypted = parts.scheme == "https"
    host = parts.host
    port = parts.port ?? (isEncrypted ? 443 : 80)
    path = parts.path
  }

  /// Host and port, with brackets around an IPv6 address.
  package var authority: String { "\(bracketedHost):\(port)" }

  /// The `Host` header: without the port where it is the scheme's own, since some gateways compare names literally.
  package var hostHeader: String { port == (isEncrypted ? 443 : 80) ? bracketedHost : authority }

  private var bracketedHost: String { host.contains(":") ? "[\(host)]" : host }

  package var description: String { "\(isEncrypted ? "https" : "http")://\(authority)\(path)" }
}
