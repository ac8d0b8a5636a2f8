import AsyncHTTPClient
import NIOSSL

extension ClusterConfiguration {
  /// - Throws: `ClusterError.tlsFailure` for certificates or keys that cannot be read.
  func tls(certificate: ClientCertificate?) throws -> TLSConfiguration {
    var tls = TLSConfiguration.makeClientConfiguration()
    switch trust {
    case .system: break
    case .anyone: tls.certificateVerification = .none
    case .authorities(let pem):
      tls.trustRoots = .certificates(try read("the certificate authority") { try NIOSSLCertificate.fromPEMBytes(pem) })
    }
    if let certificate {
      let chain = try read("the client certificate") { try NIOSSLCertificate.fromPEMBytes(certificate.chain) }
      tls.certificateChain = chain.map { .certificate($0) }
      let key = try read("the client key") { try NIOSSLPrivateKey(bytes: certificate.key, format: .pem) }
      tls.privateKey = .privateKey(key)
    }
    return tls
  }

  private func read<Result>(_ what: String, _ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch {
      throw ClusterError.tlsFailure(address: server.description, cause: "\(what) is not readable as PEM")
    }
  }
}

extension ProxyAddress {
  var setting: HTTPClient.Configuration.Proxy {
    switch kind {
    case .socks5: return .socksServer(host: host, port: port)
    case .http:
      guard let userInfo else { return .server(host: host, port: port) }
      return .server(
        host: host, port: port, authorization: .basic(credentials: Base64.encode(Array(userInfo.utf8))))
    }
  }
}
