internal import FoundationEssentials
internal import Listening
internal import Plans

/// The authority of one lab, and what it has signed.
struct Certificates: Sendable {
  let authority: CertificateAuthority.Identity
  private(set) var server: CertificateAuthority.Identity
  /// Of the administrator: common name `kubernetes-admin`, organization `system:masters`.
  let administrator: CertificateAuthority.Identity
  /// Of the program under test: it may do what roles allow, and can be told from everybody else.
  let candidate: CertificateAuthority.Identity

  private let addresses: [String]
  private let issuer: CertificateAuthority

  /// - Parameters:
  ///   - addresses: host names and IP addresses under which the server is reached.
  ///   - validity: of the server's certificate alone.
  static func issue(
    for addresses: [String], validity: Lab.CertificateValidity = .current
  ) throws -> Certificates {
    let issuer = try CertificateAuthority(name: "plugfest-lab")
    return Certificates(
      authority: issuer.identity, server: try server(for: addresses, by: issuer, validity),
      administrator: try issuer.client(commonName: "kubernetes-admin", organization: "system:masters"),
      candidate: try issuer.client(commonName: LabServer.candidateUser, organization: "plugfest:candidates"),
      addresses: addresses, issuer: issuer)
  }

  /// The same, with a new certificate of the server.
  func renewed(_ validity: Lab.CertificateValidity) throws -> Certificates {
    var renewed = self
    renewed.server = try Self.server(for: addresses, by: issuer, validity)
    return renewed
  }

  private static func server(
    for addresses: [String], by issuer: CertificateAuthority, _ validity: Lab.CertificateValidity
  ) throws -> CertificateAuthority.Identity {
    try issuer.server(for: addresses, commonName: "kube-apiserver", at: validity.date)
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
