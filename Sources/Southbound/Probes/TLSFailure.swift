import NIOSSL

/// Says in words why a connection over TLS was not made.
enum TLSFailure {
  /// Nil for what is no failure of TLS.
  static func text(_ error: any Error) -> String? {
    guard error is NIOSSLError || error is BoringSSLError || error is NIOSSLExtraError else { return nil }
    if let extra = error as? NIOSSLExtraError, extra == .failedToValidateHostname {
      return "its certificate is for another name; tls.serverName in the lab's endpoint says which it must bear"
    }
    let words = String(describing: error)
    let known = [
      (
        "CERTIFICATE_VERIFY_FAILED",
        "its certificate has expired, or is not signed by an authority that is trusted; tls.ca in the lab's endpoint names another"
      ),
      ("CERTIFICATE_REQUIRED", "it asks for a client certificate: tls.certificate and tls.key in the lab's endpoint"),
      ("UNKNOWN_CA", "it does not know the authority of the client certificate"),
      ("CERTIFICATE_EXPIRED", "the client certificate has expired"),
      ("BAD_CERTIFICATE", "it does not accept the client certificate"),
      ("WRONG_VERSION_NUMBER", "it does not speak TLS; its URL may have to begin with http://"),
      ("KEY_VALUES_MISMATCH", "the client key does not belong to the client certificate"),
    ]
    return known.first { words.contains($0.0) }?.1 ?? words
  }
}
