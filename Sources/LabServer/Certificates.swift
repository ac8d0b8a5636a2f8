internal import Crypto
internal import FoundationEssentials
internal import Plans
internal import SwiftASN1
internal import X509

/// An authority of one lab, and what it signs. Keys are P-256, so that issuing takes about a millisecond.
struct Certificates: Sendable {
  /// A certificate and its key, in PEM.
  struct Identity: Sendable {
    var certificate: String
    var key: String
  }

  let authority: Identity
  private(set) var server: Identity
  /// Of the administrator: common name `kubernetes-admin`, organization `system:masters`.
  let administrator: Identity

  private let addresses: [String]
  private let authorityKey: Certificate.PrivateKey

  private static let lifetime: TimeInterval = 365 * 24 * 3600

  /// - Parameters:
  ///   - addresses: host names and IP addresses under which the server is reached.
  ///   - validity: of the server's certificate alone.
  static func issue(
    for addresses: [String], validity: Lab.CertificateValidity = .current
  ) throws -> Certificates {
    let authorityKey = Certificate.PrivateKey(P256.Signing.PrivateKey())
    let authorityName = try authorityName()
    let authority = try sign(
      authorityKey.publicKey, as: authorityName, by: authorityKey, named: authorityName,
      Certificate.Extensions {
        Critical(BasicConstraints.isCertificateAuthority(maxPathLength: nil))
        Critical(KeyUsage(digitalSignature: true, keyCertSign: true))
      })
    let clientKey = Certificate.PrivateKey(P256.Signing.PrivateKey())
    let client = try sign(
      clientKey.publicKey,
      as: DistinguishedName {
        OrganizationName("system:masters")
        CommonName("kubernetes-admin")
      }, by: authorityKey, named: authorityName,
      Certificate.Extensions {
        Critical(KeyUsage(digitalSignature: true))
        try ExtendedKeyUsage([.clientAuth])
      })
    return Certificates(
      authority: try identity(authority, authorityKey),
      server: try serverIdentity(for: addresses, by: authorityKey, named: authorityName, validity),
      administrator: try identity(client, clientKey), addresses: addresses, authorityKey: authorityKey)
  }

  /// The same, with a new certificate of the server.
  func renewed(_ validity: Lab.CertificateValidity) throws -> Certificates {
    var renewed = self
    renewed.server = try Self.serverIdentity(
      for: addresses, by: authorityKey, named: Self.authorityName(), validity)
    return renewed
  }

  private static func authorityName() throws -> DistinguishedName {
    try DistinguishedName { CommonName("plugfest-lab") }
  }

  private static func serverIdentity(
    for addresses: [String], by authorityKey: Certificate.PrivateKey, named authorityName: DistinguishedName,
    _ validity: Lab.CertificateValidity
  ) throws -> Identity {
    let key = Certificate.PrivateKey(P256.Signing.PrivateKey())
    let certificate = try sign(
      key.publicKey, as: DistinguishedName { CommonName("kube-apiserver") }, by: authorityKey, named: authorityName,
      Certificate.Extensions {
        Critical(KeyUsage(digitalSignature: true))
        try ExtendedKeyUsage([.serverAuth])
        SubjectAlternativeNames(addresses.map(generalName))
      }, at: validity.date)
    return try identity(certificate, key)
  }

  private static func sign(
    _ key: Certificate.PublicKey, as subject: DistinguishedName, by issuerKey: Certificate.PrivateKey,
    named issuer: DistinguishedName, _ extensions: Certificate.Extensions, at now: Date = Date()
  ) throws -> Certificate {
    // A little in the past, so that clocks that differ a bit agree.
    return try Certificate(
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

extension Lab.CertificateValidity {
  /// When a clock that is wrong by two years would have issued it; it is valid for one.
  fileprivate var date: Date {
    let twoYears: TimeInterval = 2 * 365 * 24 * 3600
    return switch self {
    case .current: Date()
    case .expired: Date(timeIntervalSinceNow: -twoYears)
    case .notYetValid: Date(timeIntervalSinceNow: twoYears)
    }
  }
}
