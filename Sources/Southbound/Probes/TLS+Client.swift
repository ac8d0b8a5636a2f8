import Foundation
package import NIOSSL
package import Plans

extension Lab.TLS {
  /// A file of the lab that cannot be used.
  package struct UnusableFile: Error, CustomStringConvertible {
    package var path: String
    package var what: String

    package var description: String { "\(path) holds no \(what) in PEM" }
  }

  /// The same for NIO.
  ///
  /// - Throws: `UnusableFile`.
  package func clientConfiguration() throws -> TLSConfiguration {
    var configuration = TLSConfiguration.makeClientConfiguration()
    if isInsecure { configuration.certificateVerification = .none }
    if let caFile {
      configuration.trustRoots = .certificates(try Self.certificates(caFile))
    }
    if let certificateFile {
      configuration.certificateChain = try Self.certificates(certificateFile).map { .certificate($0) }
    }
    if let keyFile {
      guard let key = try? NIOSSLPrivateKey(file: keyFile, format: .pem) else {
        throw UnusableFile(path: keyFile, what: "private key")
      }
      configuration.privateKey = .privateKey(key)
    }
    return configuration
  }

  /// A URL with the name in it that the certificate must bear, for a client that goes the way of `route`.
  package func address(of url: String) -> String {
    guard let serverName, var parts = URLComponents(string: url) else { return url }
    parts.host = serverName
    return parts.string ?? url
  }

  /// Where a client goes for which name: it asks for the certificate's name at the address of the URL.
  package func route(to url: String) -> [String: String] {
    guard let serverName, let host = URL(string: url)?.host(percentEncoded: false) else { return [:] }
    return [serverName: host]
  }

  private static func certificates(_ path: String) throws -> [NIOSSLCertificate] {
    guard let certificates = try? NIOSSLCertificate.fromPEMFile(path), !certificates.isEmpty else {
      throw UnusableFile(path: path, what: "certificate")
    }
    return certificates
  }
}
