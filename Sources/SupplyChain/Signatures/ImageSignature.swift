package import Documents
import FoundationEssentials

/// A signature of an image, by cosign.
package struct ImageSignature: Sendable {
  /// What was signed; empty when the signature does not tell.
  package var digests: [String]
  package var seal: Seal
  package var place: Place

  /// The type of predicate of a signature that is a statement.
  private static let predicate = "https://sigstore.dev/cosign/sign/v1"

  /// Those of a file: what `cosign download signature` prints, a bundle, an envelope, or the signature alone beside its
  /// payload.
  ///
  /// - Throws: what is wrong with the file.
  static func all(
    _ file: EvidenceFile, payload: EvidenceFile?, contents: ImageContents, opener: EnvelopeOpener
  ) throws(Diagnostic) -> [ImageSignature] {
    if let payload {
      let text = String(decoding: file.bytes, as: UTF8.self).filter { !$0.isWhitespace }
      let place = Place(file: file.path, line: 1, column: 1)
      return [
        try simple(
          payload: Data(payload.bytes), signature: text, hasCertificate: false, place: place, keys: opener.keys)
      ]
    }
    var signatures: [ImageSignature] = []
    for node in try file.nodes() {
      if let text = try node.text("Base64Signature") {
        guard let payload = Base64.decode(try node.requiredText("Payload")) else {
          throw .error("\"Payload\" is not base64", at: node.place, rule: .wrongValue)
        }
        // Cosign writes an empty certificate for signatures by key.
        let hasCertificate = node.field("Cert").map { $0.members?.isEmpty == false || $0.string?.isEmpty == false }
        signatures.append(
          try simple(
            payload: payload, signature: text, hasCertificate: hasCertificate ?? false, place: node.place,
            keys: opener.keys))
      } else if node.isBundle, let signature = try node.object("messageSignature") {
        signatures.append(try message(signature, node, contents, opener.keys))
      } else {
        let opened = try opener.open(node)
        // Attestations beside it are no signature of the image itself.
        guard opened.predicateType == predicate else { continue }
        signatures.append(ImageSignature(digests: opened.subjects, seal: opened.seal, place: node.place))
      }
    }
    guard signatures.isEmpty else { return signatures }
    throw .error(
      "there is no signature of an image in \(file.path.quoted)", at: Place(file: file.path, line: 1, column: 1),
      hint: "cosign download signature IMAGE@DIGEST, or the bundle that cosign sign wrote", rule: .wrongValue)
  }

  /// Red Hat's simple signing, as cosign uses it.
  private static func simple(
    payload: Data, signature: String, hasCertificate: Bool, place: Place, keys: [PublicKey]
  ) throws(Diagnostic) -> ImageSignature {
    guard let signature = Base64.decode(signature) else {
      throw .error("the signature is not base64", at: place, rule: .wrongValue)
    }
    let name = "payload of \(place.file):\(place.line)"
    let node = try JSON.nodes([UInt8](payload), file: name, limits: EvidenceFile.jsonLimits).first
    let critical = try node?.requiredObject("critical")
    let digest = try critical?.requiredObject("image").requiredText("docker-manifest-digest")
    return ImageSignature(
      digests: digest.map { [$0] } ?? [],
      seal: Seal([signature], of: payload, keys: keys, hasCertificate: hasCertificate), place: place)
  }

  /// A signature over the bytes of the image's manifest.
  private static func message(
    _ signature: Node, _ bundle: Node, _ contents: ImageContents, _ keys: [PublicKey]
  ) throws(Diagnostic) -> ImageSignature {
    guard let data = Base64.decode(try signature.requiredText("signature")),
      let sum = try signature.requiredObject("messageDigest").text("digest").flatMap(Base64.decode)
    else { throw .error("the signature is not base64", at: signature.place, rule: .wrongValue) }
    let digest = "sha256:" + EvidenceFile.hexadecimal(sum)
    guard let bytes = contents.bytes[digest] else {
      return ImageSignature(
        digests: [digest], seal: .unverifiable("the bytes that were signed are not in the folder"),
        place: bundle.place)
    }
    return ImageSignature(
      digests: [digest],
      seal: Seal([data], of: Data(bytes), keys: keys, hasCertificate: bundle.hasCertificate), place: bundle.place)
  }
}
