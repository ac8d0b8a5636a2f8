/// Where an SSH server is, and how to log in.
package struct SSHDestination: Sendable, Hashable {
  package var host: String
  package var port: Int
  package var user: String
  /// The file with the private key; nil leaves the choice to ssh and its configuration.
  package var keyFile: String?
  /// The file with the host keys that are accepted; nil is the user's own.
  package var knownHostsFile: String?
  /// ssh's configuration, for example with jump hosts; nil is none at all.
  package var configurationFile: String?

  package init(
    host: String, port: Int = 830, user: String, keyFile: String? = nil, knownHostsFile: String? = nil,
    configurationFile: String? = nil
  ) {
    self.host = host
    self.port = port
    self.user = user
    self.keyFile = keyFile
    self.knownHostsFile = knownHostsFile
    self.configurationFile = configurationFile
  }

  /// `netconf://admin@127.0.0.1:830`
  package var url: String { "netconf://\(user)@\(host.contains(":") ? "[\(host)]" : host):\(port)" }

  /// Reads `netconf://USER@HOST:PORT`; the port is 830 unless told.
  package init?(url: String) {
    guard url.hasPrefix("netconf://") else { return nil }
    var rest = url.dropFirst("netconf://".count)
    while rest.last == "/" { rest.removeLast() }
    guard let at = rest.lastIndex(of: "@") else { return nil }
    let user = rest[..<at]
    var host = rest[rest.index(after: at)...]
    var port = 830
    if let colon = host.lastIndex(of: ":"), !host[colon...].contains("]") {
      guard let number = Int(host[host.index(after: colon)...]), (1...65535).contains(number) else { return nil }
      port = number
      host = host[..<colon]
    }
    if host.first == "[", host.last == "]" { host = host.dropFirst().dropLast() }
    // A name that began with a dash would be an option of ssh's.
    guard Self.isName(user), Self.isName(host) else { return nil }
    self.init(host: String(host), port: port, user: String(user))
  }

  private static func isName(_ text: Substring) -> Bool {
    !text.isEmpty && text.first != "-" && !text.contains { $0.isWhitespace || $0 == "/" || $0 == "@" }
  }
}
