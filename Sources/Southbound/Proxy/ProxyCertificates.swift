import Documents
import Foundation
import Listening
import NIOSSL
import Plans

/// What a proxy that listens for TLS shows its clients.
struct ProxyCertificates: Sendable {
  /// The authority of the right certificate, in PEM: what a client has to trust.
  let file: String
  private let right: NIOSSLContext
  private let wrong: [TrafficFault.Certificate: NIOSSLContext]

  /// - Parameters:
  ///   - address: under which it listens; `localhost` is right as well.
  ///   - file: gets the authority.
  init(address: String, file: String) throws {
    self.file = file
    let authority = try CertificateAuthority(name: "plugfest-proxy")
    let names = Array(Set([address, "127.0.0.1", "::1", "localhost"])).sorted()
    let name = "plugfest-proxy"
    right = try Self.context(try authority.server(for: names, commonName: name))
    let twoYearsAgo = Date(timeIntervalSinceNow: -2 * 365 * 24 * 3600)
    wrong = [
      .expired: try Self.context(try authority.server(for: names, commonName: name, at: twoYearsAgo)),
      .wrongHost: try Self.context(try authority.server(for: ["elsewhere.invalid"], commonName: name)),
      .untrusted: try Self.context(
        try CertificateAuthority(name: "plugfest-proxy-unknown").server(for: names, commonName: name)),
    ]
    guard
      FileManager.default.createFile(
        atPath: file, contents: Data(authority.identity.certificate.utf8), attributes: [.posixPermissions: 0o600])
    else {
      throw Diagnostic.error("cannot write the authority's file \(file.quoted)")
    }
  }

  func context(for certificate: TrafficFault.Certificate?) -> NIOSSLContext {
    certificate.flatMap { wrong[$0] } ?? right
  }

  private static func context(_ identity: CertificateAuthority.Identity) throws -> NIOSSLContext {
    let certificate = try NIOSSLCertificate(bytes: Array(identity.certificate.utf8), format: .pem)
    let key = try NIOSSLPrivateKey(bytes: Array(identity.key.utf8), format: .pem)
    var tls = TLSConfiguration.makeServerConfiguration(
      certificateChain: [.certificate(certificate)], privateKey: .privateKey(key))
    tls.applicationProtocols = ["http/1.1"]
    return try NIOSSLContext(configuration: tls)
  }
}
