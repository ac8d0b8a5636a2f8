extension Lab {
  /// A program of this machine that is started for a run, when it is installed, and stopped after it. Without it the
  /// lab goes on, and the endpoint is absent with a reason.
  package enum Program: Sendable, Hashable {
    /// Debian's NETCONF server with the YANG modules of these files, behind an SSH server of its own on loopback.
    case netconfd(modules: [String])
    /// Debian's Prometheus on loopback, with a configuration folder that candidates write into.
    case prometheus(scrapeInterval: Duration)

    /// What endpoints of it speak.
    package var endpointProtocol: EndpointProtocol {
      switch self {
      case .netconfd: .netconf
      case .prometheus: .http
      }
    }
  }

  /// What an endpoint speaks: `lab.endpoints.NAME.protocol` in expressions.
  package enum EndpointProtocol: String, Sendable, Hashable, CaseIterable {
    case http, netconf
  }

  /// How to reach a NETCONF server that somebody runs.
  package struct NETCONFAddress: Sendable, Hashable {
    package var host: Setting
    package var port: Int
    package var user: Setting
    /// The file with the private key; nil leaves the choice to ssh and its configuration.
    package var keyFile: String?
    /// The file with the host keys that are accepted; nil is the user's own.
    package var knownHostsFile: String?
    /// ssh's configuration, for example with jump hosts; nil is none at all.
    package var sshConfigurationFile: String?

    package init(
      host: Setting, port: Int, user: Setting, keyFile: String?, knownHostsFile: String?,
      sshConfigurationFile: String?
    ) {
      self.host = host
      self.port = port
      self.user = user
      self.keyFile = keyFile
      self.knownHostsFile = knownHostsFile
      self.sshConfigurationFile = sshConfigurationFile
    }
  }
}
