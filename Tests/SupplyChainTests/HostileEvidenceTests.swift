import Documents
import Foundation
import Plans
import Suites
import Testing
import Verdicts

@testable import SupplyChain

/// Folders that somebody made to break the reader, or to be believed.
@Suite struct HostileEvidenceTests {
  /// Texts that are nothing, or nearly something.
  static let texts = [
    "", " ", "\u{0}", "{", "[", "}", "null", "1", "\"a\"", "[]", "{}", "[{}]", "{\"a\": }", "{\"a\": 1, \"a\": 2}",
    String(repeating: "[", count: 200_000), String(repeating: "{\"a\":", count: 200_000), "\u{FEFF}{}", "{}{}", "nul",
    "{\"bomFormat\": 1}", "{\"bomFormat\": \"CycloneDX\", \"specVersion\": \"1.6\", \"components\": {}}",
    "{\"bomFormat\": \"CycloneDX\", \"specVersion\": \"1.6\", \"components\": [[]]}",
    "{\"bomFormat\": \"CycloneDX\", \"specVersion\": \"9\"}", "{\"spdxVersion\": \"SPDX-2.3\", \"packages\": [1]}",
    "{\"@context\": [], \"@graph\": [{}]}", "{\"@graph\": {}}", "{\"SchemaVersion\": 2}",
    "{\"SchemaVersion\": 2, \"ArtifactType\": \"container_image\", \"Results\": [{\"Vulnerabilities\": [{}]}]}",
    "{\"SchemaVersion\": 2, \"ArtifactType\": \"container_image\", \"CreatedAt\": \"yesterday\"}",
    "{\"SchemaVersion\": 2, \"ArtifactType\": \"container_image\", \"Metadata\": []}",
    "{\"matches\": [{\"vulnerability\": {}}], \"descriptor\": {}}", "{\"matches\": 1, \"descriptor\": 1}",
    "{\"kind\": \"VulnerabilityReport\"}", "{\"kind\": \"List\", \"items\": [{\"report\": 1}]}",
    "{\"@context\": \"https://openvex.dev/ns/v0.2.0\", \"author\": \"a\", \"statements\": [{\"status\": \"fixed\"}]}",
    "{\"@context\": \"https://openvex.dev/ns/v0.2.0\", \"author\": \"a\", \"statements\": [null, 1]}",
    "{\"payloadType\": \"a\", \"payload\": \"e30=\", \"signatures\": [{\"sig\": \"\"}]}",
    "{\"payloadType\": \"a\", \"payload\": \"W1tb\", \"signatures\": []}",
    "{\"payloadType\": \"a\", \"payload\": \"=\", \"signatures\": {}}",
    "{\"_type\": \"https://in-toto.io/Statement/v1\", \"subject\": [], \"predicateType\": \"a\"}",
    "{\"_type\": \"https://in-toto.io/Statement/v1\", \"subject\": [{\"digest\": 1}], \"predicateType\": 2}",
    "{\"_type\": \"https://in-toto.io/Statement/v9\"}",
    "{\"mediaType\": \"application/vnd.dev.sigstore.bundle.v0.3+json\"}",
    "{\"mediaType\": \"application/vnd.dev.sigstore.bundle.v0.3+json\", \"messageSignature\": {\"signature\": \"a\"}}",
    "{\"Base64Signature\": \"a\", \"Payload\": \"e30=\"}", "{\"Base64Signature\": \"\", \"Payload\": \"W10=\"}",
    "{\"manifests\": [{}]}", "{\"manifests\": 1}", "{\"layers\": [{\"size\": -1}], \"config\": {}}",
    "{\"layers\": [], \"config\": {\"digest\": \"sha256:\"}}", "{\"rootfs\": 1, \"config\": 1, \"history\": [1]}",
    "jobs: {a: 1}", "jobs: [a]", "runs: {steps: {}}", "a: &a [*a]", "&a [&b [&c [*a]]]", "- {kind: fixed}",
    "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----",
    "-----BEGIN PUBLIC KEY-----\n-----END PUBLIC KEY-----",
    "-----END PUBLIC KEY----------BEGIN PUBLIC KEY-----",
  ]
  static let names = [
    "sbom.json", "scan.json", "vex.json", "provenance.intoto.jsonl", "payload.json", "signature", "cosign.pub",
    "changes.yaml", "release.yaml", "kev.json", "oci-index.json", "amd64.manifest.json", "amd64.config.json",
  ]

  @Test("no text makes a reader fail, and none makes a criterion pass that needs the file", arguments: names)
  func texts(name: String) throws {
    let needing = [
      "sbom.json": ["SUP-05", "SUP-11"], "scan.json": ["SUP-07", "SUP-08"], "provenance.intoto.jsonl": ["SUP-06"],
      "payload.json": ["SUP-04"], "signature": ["SUP-04"], "cosign.pub": ["SUP-04", "SUP-06"],
      "changes.yaml": ["SUP-12"], "release.yaml": ["SUP-14"], "oci-index.json": ["SUP-13", "SUP-10"],
      "amd64.config.json": ["SUP-10"], "amd64.manifest.json": ["SUP-10"],
    ]
    let criteria = try EvidenceSample.catalogue.get().criteria.filter(\.isByEvidence)
    for text in Self.texts {
      var sample = EvidenceSample()
      sample.vex = EvidenceSample.openVEX([])
      sample.knownExploited = #"{"vulnerabilities": []}"#
      sample.files[name] = text
      try sample.read { evidence, _ in
        let judge = EvidenceJudge(evidence, policy: try EvidenceSample.policy.get(), today: EvidenceSample.today)
        for criterion in criteria {
          let outcome = try #require(judge.judge(criterion))
          guard needing[name]?.contains(criterion.id) ?? false else { continue }
          #expect(outcome.status != .passed, "\(criterion.id) with \(text.prefix(60)): \(outcome.message)")
        }
      }
    }
  }

  @Test(
    "files outside the folder are not read, whatever the index says",
    arguments: [
      "/etc/hostname", "../a", "a/../../b", "./a", "a//b", "", "missing.json", ".", "link.json", "pipe", "folder",
    ])
  func paths(path: String) throws {
    let folder = NSTemporaryDirectory() + "plugfest-evidence-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder + "/folder", withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try FileManager.default.createSymbolicLink(atPath: folder + "/link.json", withDestinationPath: "/etc/hostname")
    mkfifo(folder + "/pipe", 0o600)
    let place = Place(file: "index.yaml", line: 7, column: 3)
    let file = EvidenceIndex.File(path: path, sum: String(repeating: "0", count: 64), place: place)
    let error = #expect(throws: Diagnostic.self) { _ = try EvidenceFile.read(file, in: folder, sums: [:]) }
    #expect(error?.place == place)
  }

  @Test("a file is what its sum says, or is not used; without a sum it is not used either")
  func sums() throws {
    var sample = EvidenceSample()
    sample.later = ["SHA256SUMS": ""]
    try sample.read { evidence, _ in
      #expect(evidence.problems.allSatisfy { $0.message.hasSuffix("has no sha256") } && !evidence.problems.isEmpty)
      #expect(evidence.images[0].bills.documents.isEmpty)
    }
  }

  @Test("hundreds of thousands of vulnerabilities are counted, and a hundred told")
  func flood() throws {
    var sample = EvidenceSample()
    let one = EvidenceSample.vulnerability("CVE-ID", "CRITICAL", fixed: "1")
    sample.scan = EvidenceSample.trivy((0..<5000).map { one.replacing("CVE-ID", with: "CVE-\($0)") })
    let outcome = try sample.judge("SUP-07")
    #expect(outcome.findings.count == 100 && outcome.message.contains("4900 more are not told"))
    sample.vex = EvidenceSample.openVEX(
      (0..<5000).map { EvidenceSample.statement("CVE-\($0)", #""status": "fixed""#) })
    #expect(try sample.judge("SUP-07").message.hasSuffix("suppressed 5000 by VEX"))
  }

  @Test("an index names hundreds of files at most")
  func manyFiles() throws {
    var sample = EvidenceSample()
    sample.fields["sbom"] = "[\(Array(repeating: "sbom.json", count: 501).joined(separator: ", "))]"
    let error = #expect(throws: Diagnostics.self) { try sample.read { _, _ in } }
    #expect(error?.all.first?.message.hasSuffix("files; at most 500 are read") == true)
  }
}
