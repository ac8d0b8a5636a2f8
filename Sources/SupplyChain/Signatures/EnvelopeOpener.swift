import Documents
import FoundationEssentials

/// Takes documents out of DSSE envelopes and Sigstore bundles, and says whose they are.
struct EnvelopeOpener {
  /// What a file is for.
  enum Purpose {
    case bill, scan, vex, provenance

    /// How the types of predicates begin.
    var predicates: [String] {
      switch self {
      case .bill: ["https://cyclonedx.org/bom", "https://spdx.dev/Document"]
      case .scan: ["https://cosign.sigstore.dev/attestation/vuln/"]
      case .vex: ["https://openvex.dev/ns", "https://cyclonedx.org/bom"]
      case .provenance: ["https://slsa.dev/provenance/"]
      }
    }

    var name: String {
      switch self {
      case .bill: "bill of materials"
      case .scan: "scan"
      case .vex: "VEX document"
      case .provenance: "SLSA provenance"
      }
    }
  }

  let keys: [PublicKey]

  /// The documents of a file for a purpose; statements of other kinds beside them are left out.
  ///
  /// - Throws: what is wrong with the file, also when nothing in it is for the purpose.
  func open(_ file: EvidenceFile, for purpose: Purpose) throws(Diagnostic) -> [OpenedDocument] {
    var documents: [OpenedDocument] = []
    var others: [String] = []
    for node in try file.nodes() {
      let document = try open(node)
      if let type = document.predicateType, !purpose.predicates.contains(where: type.hasPrefix) {
        others.append(type)
      } else {
        documents.append(document)
      }
    }
    guard documents.isEmpty else { return documents }
    throw .error(
      "there is no \(purpose.name) in \(file.path.quoted)", at: Place(file: file.path, line: 1, column: 1),
      hint: others.first.map { "it is about \($0.quoted)" }, rule: .wrongValue)
  }

  /// One document, whatever it is wrapped into.
  func open(_ node: Node) throws(Diagnostic) -> OpenedDocument {
    if node.isBundle {
      guard let envelope = try node.object("dsseEnvelope") else {
        throw .error("the bundle holds a signature and no statement", at: node.place, rule: .wrongValue)
      }
      return try open(envelope, hasCertificate: node.hasCertificate)
    }
    if node.field("payloadType") != nil, node.field("payload") != nil {
      return try open(node, hasCertificate: try node.list("signatures").contains { $0.field("cert") != nil })
    }
    return try OpenedDocument(node, seal: .unsigned)
  }

  private func open(_ envelope: Node, hasCertificate: Bool) throws(Diagnostic) -> OpenedDocument {
    let type = try envelope.requiredText("payloadType")
    guard let payload = Base64.decode(try envelope.requiredText("payload")) else {
      throw .error("\"payload\" is not base64", at: envelope.place, rule: .wrongValue)
    }
    var signatures: [Data] = []
    for signature in try envelope.list("signatures") {
      guard let data = Base64.decode(try signature.requiredText("sig")) else {
        throw .error("\"sig\" is not base64", at: signature.place, rule: .wrongValue)
      }
      signatures.append(data)
    }
    let seal = Seal(
      signatures, of: Self.preAuthenticationEncoding(type, payload), keys: keys, hasCertificate: hasCertificate)
    // Inside the envelope lines are counted anew.
    let name = "payload of \(envelope.place.file):\(envelope.place.line)"
    guard
      let node = try JSON.nodes([UInt8](payload), file: name, limits: EvidenceFile.jsonLimits).first
    else { throw .error("the payload is empty", at: envelope.place, rule: .syntax) }
    return try OpenedDocument(node, seal: seal)
  }

  /// What DSSE signs.
  static func preAuthenticationEncoding(_ type: String, _ payload: Data) -> Data {
    Data("DSSEv1 \(type.utf8.count) \(type) \(payload.count) ".utf8) + payload
  }
}

extension Node {
  /// Whether it is a Sigstore bundle, of any version.
  var isBundle: Bool { field("mediaType")?.string?.hasPrefix("application/vnd.dev.sigstore.bundle") ?? false }

  /// Whether a bundle was made without a key.
  var hasCertificate: Bool {
    let material = field("verificationMaterial")
    return material?.field("certificate") != nil || material?.field("x509CertificateChain") != nil
  }
}
