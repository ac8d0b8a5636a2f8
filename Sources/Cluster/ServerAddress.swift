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

  /// Host and port, with brackets around an IPv6 address, for the `Host` header.
  package var authority: String { "\(host.contains(":") ? "[\(host)]" : host):\(port)" }

  package var description: String { "\(isEncrypted ? "https" : "http")://\(authority)\(path)" }
}

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

/// The parts of a URL without query and fragment.
private struct AddressParts {
  var scheme: String
  var userInfo: String?
  var host: String
  var port: Int?
  var path: String

  init?(_ text: String, defaultScheme: String) {
    var rest = text[...]
    if let separator = text.firstRange(of: "://") {
      scheme = text[..<separator.lowerBound].lowercased()
      rest = text[separator.upperBound...]
    } else {
      scheme = defaultScheme
    }
    let slash = rest.firstIndex(of: "/") ?? rest.endIndex
    var authority = rest[..<slash]
    path = String(rest[slash...])
    while path.hasSuffix("/") { path.removeLast() }
    if let at = authority.lastIndex(of: "@") {
      userInfo = String(authority[..<at])
      authority = authority[authority.index(after: at)...]
    }
    if authority.hasPrefix("[") {
      guard let close = authority.firstIndex(of: "]") else { return nil }
      host = String(authority[authority.index(after: authority.startIndex)..<close])
      authority = authority[authority.index(after: close)...]
      if !authority.isEmpty, !authority.hasPrefix(":") { return nil }
    } else {
      let colon = authority.firstIndex(of: ":") ?? authority.endIndex
      host = String(authority[..<colon])
      authority = authority[colon...]
    }
    if authority.hasPrefix(":") {
      guard let number = Int(authority.dropFirst()), (1...65535).contains(number) else { return nil }
      port = number
    }
    let isPlain = host.unicodeScalars.allSatisfy { $0.value > 0x20 && $0.value < 0x7F }
    guard !host.isEmpty, isPlain, !path.contains("?"), !path.contains("#") else { return nil }
  }
}
