import FoundationEssentials

/// What the signatures of a document come to.
package enum Seal: Sendable, Hashable {
  /// By one of the given keys, named as `PublicKey.label`.
  case verified(String)
  /// There is a signature, and none of the given keys made it.
  case refused
  /// It cannot be verified offline: why.
  case unverifiable(String)
  case unsigned

  /// - Parameters:
  ///   - signatures: of which one is enough.
  ///   - certificate: whether what came with them is a certificate of a signer and not the name of a key.
  init(_ signatures: [Data], of message: Data, keys: [PublicKey], hasCertificate: Bool) {
    guard !signatures.isEmpty else {
      self = .unsigned
      return
    }
    for key in keys where signatures.contains(where: { key.verifies($0, of: message) }) {
      self = .verified(key.label)
      return
    }
    if hasCertificate {
      self = .unverifiable(
        "it was signed without a key, and neither the certificate's chain nor the transparency log is verified offline")
    } else if keys.isEmpty {
      self = .unverifiable("no public key was given")
    } else {
      self = .refused
    }
  }
}
