extension Lab {
  /// How a connection to an endpoint is secured, beyond what https means anyway.
  package struct TLS: Sendable, Hashable {
    /// PEM with the authorities that are trusted instead of the machine's.
    package var caFile: String?
    /// PEM with the certificate of the run, and its key, for servers that ask for one.
    package var certificateFile: String?
    package var keyFile: String?
    /// The name that the server's certificate must bear, when it is another than the URL's.
    package var serverName: String?
    /// Any certificate will do.
    package var isInsecure: Bool

    package init(
      caFile: String? = nil, certificateFile: String? = nil, keyFile: String? = nil, serverName: String? = nil,
      isInsecure: Bool = false
    ) {
      self.caFile = caFile
      self.certificateFile = certificateFile
      self.keyFile = keyFile
      self.serverName = serverName
      self.isInsecure = isInsecure
    }
  }
}
