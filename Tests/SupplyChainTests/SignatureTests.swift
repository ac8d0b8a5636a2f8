import Crypto
import Documents
import Foundation
import Plans
import Suites
import Testing
import Verdicts

@testable import SupplyChain

@Suite struct SignatureTests {
  typealias Example = CriteriaTests.Example

  static func base64(_ text: String) -> String { Data(text.utf8).base64EncodedString() }

  /// What `cosign download signature` prints.
  static func downloaded(_ sample: EvidenceSample, _ signature: (Data) throws -> Data, more: String = "") throws
    -> String
  {
    let payload = EvidenceSample.simpleSigning(sample.signedDigest ?? sample.digest)
    let text = try signature(Data(payload.utf8)).base64EncodedString()
    return #"{"Base64Signature": "\#(text)", "Payload": "\#(base64(payload))", "Cert": null, "Chain": null\#(more)}"#
  }

  static func bundle(_ material: String, _ content: String) -> String {
    """
    {"mediaType": "application/vnd.dev.sigstore.bundle.v0.3+json",
     "verificationMaterial": {\(material), "tlogEntries": []}, \(content)}
    """
  }

  static let keyMaterial = #""publicKey": {"hint": "abc"}"#
  static let certificate = #""certificate": {"rawBytes": "MIIB"}"#
  static let statement = """
    {"_type": "https://in-toto.io/Statement/v1", "subject": [{"digest": {"sha256": "HEX"}}],
     "predicateType": "https://sigstore.dev/cosign/sign/v1"}
    """

  static func alone(_ text: @escaping @Sendable (EvidenceSample) throws -> String)
    -> @Sendable (inout EvidenceSample) throws -> Void
  {
    { sample in
      sample.files["signature.json"] = try text(sample)
      sample.fields["signatures"] = "signature.json"
    }
  }

  static func ed25519(_ key: Curve25519.Signing.PublicKey) -> String {
    let prefix: [UInt8] = [0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00]
    let der = Data(prefix) + key.rawRepresentation
    return "-----BEGIN PUBLIC KEY-----\n\(der.base64EncodedString())\n-----END PUBLIC KEY-----\n"
  }

  static let examples = [
    Example("SUP-04", "has no signature") { $0.fields["signatures"] = "[]" },
    Example("SUP-04", "was made by none of the given keys") {
      $0.key = P256.Signing.PrivateKey().publicKey.pemRepresentation
    },
    Example("SUP-04", "the signature is of sha256:dddd") { $0.signedDigest = RunningDigestsTests.other },
    // The payload is another than was signed.
    Example("SUP-04", "was made by none of the given keys") {
      let text = EvidenceSample.simpleSigning($0.digest)
      $0.files["payload.json"] = text.replacing("\"optional\":null", with: "\"optional\":{}")
    },
    Example("SUP-04", "\"cosign.pub\" is no public key in PEM".replacing("\"cosign.pub\"", with: "")) {
      $0.key = "-----BEGIN PUBLIC KEY-----"
    },
    CriteriaTests.unseen("SUP-04", "no public key was given") { $0.fields["keys"] = "[]" },
    CriteriaTests.passes("SUP-04", "signatures of 1 image verify") {
      try alone { sample in
        try downloaded(sample) { try sample.signer.signature(for: SHA256.hash(data: $0)).derRepresentation }
      }(&$0)
    },
    CriteriaTests.passes("SUP-04", "signatures of 1 image verify") {
      let key = P384.Signing.PrivateKey()
      $0.key = key.publicKey.pemRepresentation
      try alone { try downloaded($0) { try key.signature(for: SHA384.hash(data: $0)).derRepresentation } }(&$0)
    },
    CriteriaTests.passes("SUP-04", "signatures of 1 image verify") {
      let key = P384.Signing.PrivateKey()
      $0.key = key.publicKey.pemRepresentation
      try alone { try downloaded($0) { try key.signature(for: SHA256.hash(data: $0)).derRepresentation } }(&$0)
    },
    CriteriaTests.passes("SUP-04", "signatures of 1 image verify") {
      let key = Curve25519.Signing.PrivateKey()
      $0.key = ed25519(key.publicKey)
      try alone { try downloaded($0) { try key.signature(for: $0) } }(&$0)
    },
    Example("SUP-04", "was made by none of the given keys", alone { try downloaded($0) { _ in Data([0x30, 1, 2]) } }),
    // By a certificate, which is not verified: whoever made it.
    CriteriaTests.unseen(
      "SUP-04", "neither the certificate's chain nor the transparency log",
      alone { sample in
        try downloaded(sample) { _ in Data([1]) }.replacing("\"Cert\": null", with: "\"Cert\": {\"Raw\": \"MIIB\"}")
      }),
    CriteriaTests.passes(
      "SUP-04", "signatures of 1 image verify",
      alone { sample in
        bundle(keyMaterial, "\"dsseEnvelope\": \(try sample.envelope(statement))")
      }),
    CriteriaTests.unseen(
      "SUP-04", "neither the certificate's chain nor the transparency log",
      alone { sample in
        bundle(certificate, "\"dsseEnvelope\": \(try sample.envelope(statement, by: .init()))")
      }),
    CriteriaTests.passes(
      "SUP-04", "signatures of 1 image verify",
      alone { sample in
        let contents = try sample.contents()
        let manifest = Data((contents["oci-index.json"] ?? "").utf8)
        let signature = try sample.signer.signature(for: SHA256.hash(data: manifest)).derRepresentation
          .base64EncodedString()
        let digest = Data(SHA256.hash(data: manifest)).base64EncodedString()
        return bundle(
          keyMaterial,
          #""messageSignature": {"messageDigest": {"algorithm": "SHA2_256", "digest": "\#(digest)"}, "signature": "\#(signature)"}"#
        )
      }),
    Example("SUP-04", "there is no signature of an image", alone { try $0.envelope(EvidenceSample.provenance) }),
    Example("SUP-04", "\"payload\" is not base64", alone { _ in #"{"payloadType": "a", "payload": "*"}"# }),
  ]

  @Test(
    "signatures by key verify, whatever they are wrapped into; what cannot be verified never passes",
    arguments: examples)
  func example(example: Example) throws {
    var sample = EvidenceSample()
    try example.change(&sample)
    let outcome = try sample.judge(example.id)
    #expect(outcome.status.name == example.status, "\(outcome.message)")
    let all = [outcome.message] + outcome.findings.map(\.message)
    #expect(all.contains { $0.contains(example.message) }, "\(all)")
  }

  @Test("keys of the person who judges are used in place of the vendor's")
  func trusted() throws {
    let sample = EvidenceSample()
    let other = P256.Signing.PrivateKey().publicKey.pemRepresentation
    for (key, status) in [(sample.key, "passed"), (other, "failed")] {
      let outcome = try sample.read { _, folder in
        let (index, path, _) = try EvidenceSample.load(folder)
        let evidence = Evidence(index, folder: path, trusted: [("lab.pub", key)])
        let judge = EvidenceJudge(evidence, policy: EvidencePolicy(), today: EvidenceSample.today)
        let criterion = try #require(try EvidenceSample.catalogue.get().criteria.first { $0.id == "SUP-04" })
        return try #require(judge.judge(criterion))
      }
      #expect(outcome.status.name == status, "\(outcome.message)")
    }
  }

  @Test("what DSSE signs is the type and the payload with their lengths")
  func encoding() {
    let encoded = EnvelopeOpener.preAuthenticationEncoding("http://example.com/HelloWorld", Data("hello world".utf8))
    #expect(String(decoding: encoded, as: UTF8.self) == "DSSEv1 29 http://example.com/HelloWorld 11 hello world")
  }
}
