import NIOSSL

/// Says in words why two ends do not trust each other.
enum TLSFailureText {
  /// Nil for what is no failure of TLS, or one that another attempt may mend.
  static func text(_ error: any Error, configuration: ClusterConfiguration) -> String? {
    let isTLS = error is NIOSSLError || error is BoringSSLError || error is NIOSSLExtraError
    guard isTLS else { return nil }
    let name = configuration.tlsServerName ?? configuration.server.host
    if let extra = error as? NIOSSLExtraError, extra == .failedToValidateHostname {
      return "the server's certificate is not for \"\(name)\""
    }
    let words = String(describing: error)
    if words.contains("eofDuringHandshake") || words.contains("uncleanShutdown") { return nil }
    let known = [
      ("CERTIFICATE_VERIFY_FAILED", "the server's certificate is not signed by a trusted authority, or has expired"),
      ("CERTIFICATE_REQUIRED", "the server asks for a client certificate"),
      ("UNKNOWN_CA", "the server does not know the authority of the client certificate"),
      ("CERTIFICATE_EXPIRED", "the client certificate has expired"),
      ("BAD_CERTIFICATE", "the server does not accept the client certificate"),
      ("WRONG_VERSION_NUMBER", "the server does not speak TLS; its address may have to begin with http://"),
      ("KEY_VALUES_MISMATCH", "the client key does not belong to the client certificate"),
      ("failedToLoadPrivateKey", "the client key does not belong to the client certificate"),
    ]
    return known.first { words.contains($0.0) }?.1 ?? words
  }
}
