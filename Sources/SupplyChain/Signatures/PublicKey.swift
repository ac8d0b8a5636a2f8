import Crypto
package import Documents
import FoundationEssentials

/// A key that signatures are verified with, from a PEM file (`BEGIN PUBLIC KEY`).
package struct PublicKey: Sendable {
  private enum Algorithm: Sendable {
    case p256(P256.Signing.PublicKey)
    case p384(P384.Signing.PublicKey)
    case p521(P521.Signing.PublicKey)
    case ed25519(Curve25519.Signing.PublicKey)
  }

  /// Where it was read.
  package let path: String
  /// SHA-256 of the key in DER, in hexadecimal digits: what vendors publish to compare with.
  package let fingerprint: String
  private let algorithm: Algorithm

  /// DER of an Ed25519 key (RFC 8410) up to its 32 bytes.
  private static let ed25519Prefix: [UInt8] = [0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00]

  init(_ file: EvidenceFile) throws(Diagnostic) {
    try self.init(pem: String(decoding: file.bytes, as: UTF8.self), path: file.path)
  }

  /// - Throws: that the text is no public key, or one of an algorithm that is not verified here.
  package init(pem: String, path: String) throws(Diagnostic) {
    func wrong(_ message: String, _ hint: String) -> Diagnostic {
      .error("\(path.quoted) \(message)", at: Place(file: path, line: 1, column: 1), hint: hint, rule: .wrongValue)
    }
    guard let der = Self.der(pem) else {
      throw wrong("is no public key in PEM", "cosign public-key --key cosign.key > cosign.pub")
    }
    if let key = try? P256.Signing.PublicKey(derRepresentation: der) {
      algorithm = .p256(key)
    } else if let key = try? P384.Signing.PublicKey(derRepresentation: der) {
      algorithm = .p384(key)
    } else if let key = try? P521.Signing.PublicKey(derRepresentation: der) {
      algorithm = .p521(key)
    } else if der.starts(with: Self.ed25519Prefix), der.count == Self.ed25519Prefix.count + 32,
      let key = try? Curve25519.Signing.PublicKey(rawRepresentation: der.dropFirst(Self.ed25519Prefix.count))
    {
      algorithm = .ed25519(key)
    } else {
      throw wrong(
        "is a key of an algorithm that is not verified here", "sign with ECDSA (P-256, P-384, P-521) or Ed25519")
    }
    fingerprint = EvidenceFile.hexadecimal(SHA256.hash(data: der))
    self.path = path
  }

  /// Keys of the person who judges, in place of the vendor's word.
  static func read(_ files: [(path: String, text: String)]) -> ReadFiles<PublicKey> {
    var result = ReadFiles<PublicKey>()
    for file in files {
      result.paths.append(file.path)
      do { result.documents.append(try PublicKey(pem: file.text, path: file.path)) } catch {
        result.problems.append(error)
      }
    }
    return result
  }

  private static func der(_ pem: String) -> Data? {
    guard let begin = pem.firstRange(of: "-----BEGIN PUBLIC KEY-----"),
      let end = pem[begin.upperBound...].firstRange(of: "-----END PUBLIC KEY-----")
    else { return nil }
    return Base64.decode(pem[begin.upperBound..<end.lowerBound].filter { !$0.isWhitespace })
  }

  /// Whether the signature (ECDSA in DER, or Ed25519's 64 bytes) over the message was made with the private half.
  func verifies(_ signature: Data, of message: Data) -> Bool {
    switch algorithm {
    case .p256(let key):
      guard let signature = try? P256.Signing.ECDSASignature(derRepresentation: signature) else { return false }
      return key.isValidSignature(signature, for: SHA256.hash(data: message))
    case .p384(let key):
      guard let signature = try? P384.Signing.ECDSASignature(derRepresentation: signature) else { return false }
      // Cosign hashed with SHA-256 whatever the curve, and later with the hash that belongs to it.
      return key.isValidSignature(signature, for: SHA256.hash(data: message))
        || key.isValidSignature(signature, for: SHA384.hash(data: message))
    case .p521(let key):
      guard let signature = try? P521.Signing.ECDSASignature(derRepresentation: signature) else { return false }
      return key.isValidSignature(signature, for: SHA256.hash(data: message))
        || key.isValidSignature(signature, for: SHA512.hash(data: message))
    case .ed25519(let key): return key.isValidSignature(signature, for: message)
    }
  }

  /// `cosign.pub (sha256 1f2e3d4c5b6a)`
  package var label: String { "\(path) (sha256 \(fingerprint.prefix(12)))" }
}
