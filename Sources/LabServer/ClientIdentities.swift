internal import LabStore
internal import NIOSSL
internal import SwiftASN1
internal import Synchronization
internal import X509

/// Who client certificates name; each is read once.
final class ClientIdentities: Sendable {
  private let known = Mutex<[[UInt8]: UserInfo]>([:])

  /// The common name is the user, the organizations are the groups. Nil for a certificate without a name.
  func user(of certificate: NIOSSLCertificate) throws -> UserInfo? {
    let bytes = try certificate.toDERBytes()
    if let user = known.withLock({ $0[bytes] }) { return user }
    let subject = try Certificate(derEncoded: bytes).subject
    var name: String?
    var groups: [String] = []
    for attribute in subject.flatMap({ $0 }) {
      switch attribute.type {
      case .RDNAttributeType.commonName: name = String(describing: attribute.value)
      case .RDNAttributeType.organizationName: groups.append(String(describing: attribute.value))
      default: break
      }
    }
    guard let name else { return nil }
    let user = UserInfo(name: name, groups: groups)
    known.withLock { $0[bytes] = user }
    return user
  }
}
