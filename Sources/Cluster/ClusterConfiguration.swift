/// All that is needed to reach one API server as one user: what a kubeconfig's context comes to.
package struct ClusterConfiguration: Sendable {
  /// Whom to trust as the server.
  package enum Trust: Sendable, Hashable {
    /// The certificate authorities of the operating system.
    case system
    /// Certificates in PEM.
    case authorities([UInt8])
    /// Anyone: `insecure-skip-tls-verify`.
    case anyone
  }

  /// How to say who is asking, besides a client certificate.
  package enum Bearer: Sendable, Hashable {
    case none
    case token(String)
    /// Read again whenever the file changes.
    case tokenFile(path: String)
    case basic(user: String, password: String)
    case plugin(CredentialPlugin)
  }

  package struct ClientCertificate: Sendable, Hashable {
    /// In PEM, the user's own certificate first.
    package var chain: [UInt8]
    /// In PEM.
    package var key: [UInt8]

    package init(chain: [UInt8], key: [UInt8]) {
      self.chain = chain
      self.key = key
    }
  }

  /// Scheme, host, port and perhaps a path below which the API is served.
  package var server: ServerAddress
  package var trust: Trust
  /// The name to expect in the server's certificate, where it differs from the host in `server`.
  package var tlsServerName: String?
  package var proxy: ProxyAddress?
  package var clientCertificate: ClientCertificate?
  package var bearer: Bearer
  package var impersonation: Impersonation?
  /// For objects that name none.
  package var defaultNamespace: String
  /// The context's name, for messages and guards; nil when it comes from none.
  package var contextName: String?

  package init(
    server: ServerAddress, trust: Trust = .system, tlsServerName: String? = nil, proxy: ProxyAddress? = nil,
    clientCertificate: ClientCertificate? = nil, bearer: Bearer = .none, impersonation: Impersonation? = nil,
    defaultNamespace: String = "default", contextName: String? = nil
  ) {
    self.server = server
    self.trust = trust
    self.tlsServerName = tlsServerName
    self.proxy = proxy
    self.clientCertificate = clientCertificate
    self.bearer = bearer
    self.impersonation = impersonation
    self.defaultNamespace = defaultNamespace
    self.contextName = contextName
  }
}
