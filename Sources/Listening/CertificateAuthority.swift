import Crypto
package import FoundationEssentials
import SwiftASN1
import X509

/// An authority for one run, and what it signs. Keys are P-256, so that issuing takes about a millisecond.
package struct CertificateAuthority: Sendable {
  /// A certificate and its key, in PEM.
  package struct Identity: Sendable {
    package var certificate: String
    package var key: String
  }

  package let identity: Identity

  private let name: DistinguishedName
  private let key: Certificate.PrivateKey

  private static let lifetime: TimeInterval = 365 * 24 * 3600

  package init(name: String) throws {
    key = Certificate.PrivateKey(P256.Signing.PrivateKey())
    self.name = try DistinguishedName { CommonName(name) }
    let certificate = try Self.sign(
      key.publicKey, as: self.name, by: key, named: self.name,
      Certificate.Extensions {
        Critical(BasicConstraints.isCertificateAuthority(maxPathLength: nil))
        Critical(KeyUsage(digitalSignature: true, keyCertSign: true))
      })
    identity = try Self.identity(certificate, key)
  }

  /// - Parameters:
  ///   - addresses: host names and IP addresses under which the server is reached.
  ///   - time: when a clock takes it to be issued; it is valid for a year.
  package func server(for addresses: [String], commonName: String, at time: Date = Date()) throws -> Identity {
    let key = Certificate.PrivateKey(P256.Signing.PrivateKey())
    let certificate = try Self.sign(
      key.publicKey, as: DistinguishedName { CommonName(commonName) }, by: self.key, named: name,
      Certificate.Extensions {
        Critical(KeyUsage(digitalSignature: true))
        try ExtendedKeyUsage([.serverAuth])
        SubjectAlternativeNames(addresses.map(Self.generalName))
      }, at: time)
    return try Self.identity(certificate, key)
  }

  package func client(commonName: String, organization: String) throws -> Identity {
    let key = Certificate.PrivateKey(P256.Signing.PrivateKey())
    let subject = try DistinguishedName {
      OrganizationName(organization)
      CommonName(commonName)
    }
    let certificate = try Self.sign(
      key.publicKey, as: subject, by: self.key, named: name,
      Certificate.Extensions {
        Critical(KeyUsage(digitalSignature: true))
        try ExtendedKeyUsage([.clientAuth])
      })
    return try Self.identity(certificate, key)
  }

  private static func sign(
    _ key: Certificate.PublicKey, as subject: DistinguishedName, by issuerKey: Certificate.PrivateKey,
    named issuer: DistinguishedName, _ extensions: Certificate.Extensions, at now: Date = Date()
  ) throws -> Certificate {
    // A little in the past, so that clocks that differ a bit agree.
    try Certificate(
      version: .v3, serialNumber: Certificate.SerialNumber(), publicKey: key,
      notValidBefore: now.addingTimeInterval(-300), notValidAfter: now.addingTimeInterval(lifetime), issuer: issuer,
      subject: subject, signatureAlgorithm: .ecdsaWithSHA256, extensions: extensions, issuerPrivateKey: issuerKey)
  }

  private static func identity(_ certificate: Certificate, _ key: Certificate.PrivateKey) throws -> Identity {
    Identity(
      certificate: try certificate.serializeAsPEM().pemString + "\n", key: try key.serializeAsPEM().pemString + "\n")
  }

  private static func generalName(_ address: String) -> GeneralName {
    let parts = address.split(separator: ".").compactMap { UInt8($0) }
    if parts.count == 4 { return .ipAddress(ASN1OctetString(contentBytes: ArraySlice(parts))) }
    if address == "::1" {
      return .ipAddress(ASN1OctetString(contentBytes: ArraySlice([UInt8](repeating: 0, count: 15) + [1])))
    }
    return .dnsName(address)
  }
}
