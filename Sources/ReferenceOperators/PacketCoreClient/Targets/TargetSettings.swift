package import NETCONF
package import OperatorRuntime

/// Where a target is, and how to log in, as the environment says.
package struct TargetSettings: Sendable, Hashable {
  /// As objects call it: `smf`.
  package var name: String
  /// Without a final slash: `https://smf.example.com`, or `netconf://user@smf.example.com:830`.
  package var url: String
  package var credential: Credential.Source = .none
  /// PEM file of the authority that signed its certificate; nil for the system's.
  package var certificateAuthority: String?
  /// For NETCONF: the private key, the known host keys, and ssh's configuration.
  package var keyFile: String?
  package var knownHosts: String?
  package var sshConfiguration: String?

  /// Nil for what speaks HTTP.
  package var sshDestination: SSHDestination? {
    guard var destination = SSHDestination(url: url) else { return nil }
    destination.keyFile = keyFile
    destination.knownHostsFile = knownHosts
    destination.configurationFile = sshConfiguration
    return destination
  }

  package init(name: String, url: String) {
    self.name = name
    self.url = url
  }

  private static let prefix = "PACKET_CORE_"
  private static let suffixes = [
    "_TOKEN", "_TOKEN_FILE", "_CA_FILE", "_KEY_FILE", "_KNOWN_HOSTS", "_SSH_CONFIG",
  ]

  /// The targets that the environment names, `PACKET_CORE_NAME`, sorted by name.
  ///
  /// - Throws: when there is none, or an address is wrong.
  package static func all(in environment: [String: String]) throws(CallMistake) -> [TargetSettings] {
    var targets: [TargetSettings] = []
    for (variable, text) in environment.sorted(by: { $0.key < $1.key }) where !text.isEmpty {
      guard variable.hasPrefix(prefix), !suffixes.contains(where: variable.hasSuffix) else { continue }
      targets.append(try read(variable, text, environment))
    }
    guard !targets.isEmpty else {
      throw CallMistake("no packet core is named", hint: "set PACKET_CORE_NAME to the URL of a network function")
    }
    return targets
  }

  private static func read(
    _ variable: String, _ text: String, _ environment: [String: String]
  ) throws(CallMistake) -> TargetSettings {
    var url = text
    while url.hasSuffix("/") { url.removeLast() }
    guard ["http://", "https://", "netconf://"].contains(where: url.hasPrefix) else {
      throw CallMistake("\(variable) \"\(text)\" does not begin with http://, https:// or netconf://")
    }
    if url.hasPrefix("netconf://"), SSHDestination(url: url) == nil {
      throw CallMistake("\(variable) \"\(text)\" is no address", hint: "write netconf://USER@HOST:PORT")
    }
    func value(_ suffix: String) -> String? { environment[variable + suffix].flatMap { $0.isEmpty ? nil : $0 } }
    let name = variable.dropFirst(prefix.count).lowercased().replacing("_", with: "-")
    var target = TargetSettings(name: name, url: url)
    if let file = value("_TOKEN_FILE") {
      target.credential = .file(file)
    } else if let token = value("_TOKEN") {
      target.credential = .text(token)
    }
    target.certificateAuthority = value("_CA_FILE")
    target.keyFile = value("_KEY_FILE")
    target.knownHosts = value("_KNOWN_HOSTS")
    target.sshConfiguration = value("_SSH_CONFIG")
    return target
  }

  /// What `--help` says of it.
  package static let help = """
      PACKET_CORE_NAME      network function "name": https://… is RESTCONF, netconf://USER@HOST:PORT is NETCONF over ssh
      PACKET_CORE_NAME_TOKEN
                            bearer token; or PACKET_CORE_NAME_TOKEN_FILE, which is read again when the token is refused
      PACKET_CORE_NAME_CA_FILE
                            PEM file of the authority that signed its certificate
      PACKET_CORE_NAME_KEY_FILE, PACKET_CORE_NAME_KNOWN_HOSTS, PACKET_CORE_NAME_SSH_CONFIG
                            ssh's private key, known host keys and configuration
    """
}
