import Crypto
import Documents
import Foundation
import Plans
import Suites
import Testing
import Verdicts

@testable import SupplyChain

/// A release with evidence of which nothing is wrong, until a test changes it.
struct EvidenceSample: Sendable {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path()
  static let reference = "registry.example/team/manager:1.0.0"
  static let today = "2026-11-21"

  // The image.
  var user = "65532:65532"
  var environment = ["PATH=/bin", "TOKEN_FILE=/run/token"]
  var command = ["/manager"]
  var history = ["COPY /manager /manager # buildkit"]
  var layers: [Int] = [9_000_000, 20_000_000]
  var platforms = ["amd64", "arm64"]

  // Its evidence; DIGEST in texts becomes the digest of the image.
  var bill = Self.cycloneDX
  var scan = Self.trivy([])
  var vex: String?
  var statement = Self.provenance
  var notes = "All is new.\n"
  var changes = "changes: [{kind: changed, description: the port is 9443, impact: open it}]"
  var workflow: String? = "jobs: {a: {steps: [{uses: actions/checkout@\(String(repeating: "ab12", count: 10))}]}}"
  var knownExploited: String?

  /// With which everything is signed, and which the index names.
  let signer = P256.Signing.PrivateKey()
  var key: String
  /// What was signed in the place of the image.
  var signedDigest: String?
  /// Lists of the index by their names, in place of what is there.
  var fields: [String: String] = [:]
  /// More files, or others.
  var files: [String: String] = [:]
  /// Written after the sums were taken.
  var later: [String: String] = [:]

  init() { key = signer.publicKey.pemRepresentation }

  // MARK: Texts

  static let cycloneDX = """
    {"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1,
     "metadata": {"timestamp": "2026-11-19T10:00:00Z",
      "tools": {"components": [{"type": "application", "name": "syft", "version": "1.38.0"}]},
      "component": {"bom-ref": "root", "type": "container", "name": "manager", "version": "DIGEST"}},
     "components": [
      {"type": "library", "name": "golang.org/x/net", "version": "v0.47.0", "bom-ref": "net",
       "purl": "pkg:golang/golang.org/x/net@v0.47.0", "licenses": [{"license": {"id": "BSD-3-Clause"}}]},
      {"type": "library", "name": "k8s.io/api", "version": "v0.34.2", "purl": "pkg:golang/k8s.io/api@v0.34.2",
       "licenses": [{"expression": "Apache-2.0 OR (MIT AND ISC)"}]}]}
    """

  static let provenance = """
    {"_type": "https://in-toto.io/Statement/v1", "predicateType": "https://slsa.dev/provenance/v1",
     "subject": [{"name": "manager", "digest": {"sha256": "HEX"}}],
     "predicate": {
      "buildDefinition": {"buildType": "https://actions.github.io/buildtypes/workflow/v1", "externalParameters": {},
       "resolvedDependencies": [{"uri": "git+https://git.example/team/manager@refs/tags/v1.0.0",
        "digest": {"gitCommit": "0123456789abcdef0123456789abcdef01234567"}}]},
      "runDetails": {"builder": {"id": "https://builder.example/v1"}}}}
    """

  static func trivy(
    _ vulnerabilities: [String], version: String = "0.69.3", made: String = "2026-11-20T09:00:00Z",
    digest: String = "DIGEST"
  ) -> String {
    """
    {"SchemaVersion": 2, "Trivy": {"Version": "\(version)"}, "CreatedAt": "\(made)",
     "ArtifactName": "registry.example/team/manager", "ArtifactType": "container_image",
     "Metadata": {"RepoDigests": ["registry.example/team/manager@\(digest)"]},
     "Results": [{"Target": "debian", "Class": "os-pkgs", "Type": "debian",
      "Vulnerabilities": [\(vulnerabilities.joined(separator: ",\n"))]}]}
    """
  }

  static func vulnerability(
    _ id: String, _ severity: String, fixed: String = "", published: String? = nil
  ) -> String {
    let date = published.map { ", \"PublishedDate\": \"\($0)\"" } ?? ""
    return """
      {"VulnerabilityID": "\(id)", "PkgName": "openssl", "InstalledVersion": "3.0.1", "FixedVersion": "\(fixed)",
       "PkgIdentifier": {"PURL": "pkg:deb/debian/openssl@3.0.1?arch=amd64"}, "Severity": "\(severity)"\(date)}
      """
  }

  static func openVEX(_ statements: [String]) -> String {
    """
    {"@context": "https://openvex.dev/ns/v0.2.0", "@id": "https://vex.example/1", "author": "team@example.com",
     "timestamp": "2026-11-10T00:00:00Z", "version": 1, "statements": [\(statements.joined(separator: ", "))]}
    """
  }

  /// - Parameter fields: of a statement, besides the vulnerability; without products it is about the image.
  static func statement(_ id: String, _ fields: String) -> String {
    let products = fields.contains("\"products\"") ? "" : #""products": [{"@id": "pkg:oci/manager@DIGEST"}], "#
    return #"{"vulnerability": {"name": "\#(id)"}, \#(products)\#(fields)}"#
  }

  // MARK: The image

  static func digest(_ text: String) -> String {
    "sha256:" + SHA256.hash(data: Data(text.utf8)).map { String(format: "%02x", $0) }.joined()
  }

  /// Index, manifests and configurations by file.
  private var documents: (index: String, parts: [String: String]) {
    var parts: [String: String] = [:]
    var entries: [String] = []
    for platform in platforms {
      let config: Value = [
        "architecture": .string(platform), "os": "linux", "rootfs": ["type": "layers"],
        "config": [
          "User": .string(user), "Env": .array(environment.map(Value.string)),
          "Entrypoint": .array(command.map(Value.string)),
        ],
        "history": .array(history.map { ["created_by": .string($0)] }),
      ]
      let configuration = JSON.text(config)
      let manifest = JSON.text([
        "schemaVersion": 2, "config": ["digest": .string(Self.digest(configuration))],
        "layers": .array(layers.map { ["size": .integer(Int64($0))] }),
      ])
      parts["\(platform).config.json"] = configuration
      parts["\(platform).manifest.json"] = manifest
      entries.append(
        """
        {"digest": "\(Self.digest(manifest))", "platform": {"os": "linux", "architecture": "\(platform)"}}
        """)
    }
    // BuildKit's attestations are no platform.
    entries.append(#"{"digest": "sha256:0", "platform": {"os": "unknown", "architecture": "unknown"}}"#)
    return ("{\"schemaVersion\": 2, \"manifests\": [\(entries.joined(separator: ", "))]}", parts)
  }

  var digest: String { Self.digest(documents.index) }

  func filled(_ text: String) -> String { Self.filled(text, digest) }

  static func filled(_ text: String, _ digest: String) -> String {
    text.replacing("DIGEST", with: digest).replacing("HEX", with: digest.dropFirst(7))
  }

  // MARK: Signatures

  func envelope(_ statement: String, by key: P256.Signing.PrivateKey? = nil) throws -> String {
    let payload = Data(filled(statement).utf8)
    let type = "application/vnd.in-toto+json"
    let signed = EnvelopeOpener.preAuthenticationEncoding(type, payload)
    let signature = try (key ?? signer).signature(for: SHA256.hash(data: signed)).derRepresentation
    return """
      {"payloadType": "\(type)", "payload": "\(payload.base64EncodedString())",
       "signatures": [{"keyid": "", "sig": "\(signature.base64EncodedString())"}]}
      """
  }

  static func simpleSigning(_ digest: String) -> String {
    """
    {"critical":{"identity":{"docker-reference":"registry.example/team/manager"},\
    "image":{"docker-manifest-digest":"\(digest)"},"type":"cosign container image signature"},"optional":null}
    """
  }

  // MARK: The folder

  /// All that is written, by path.
  func contents() throws -> [String: String] {
    let documents = documents
    let digest = Self.digest(documents.index)
    let filled = { (text: String) in Self.filled(text, digest) }
    let payload = Self.simpleSigning(signedDigest ?? digest)
    let signature = try signer.signature(for: SHA256.hash(data: Data(payload.utf8))).derRepresentation
    var contents = documents.parts
    contents["oci-index.json"] = documents.index
    contents["sbom.json"] = filled(bill)
    contents["scan.json"] = filled(scan)
    contents["vex.json"] = vex.map(filled)
    contents["provenance.intoto.jsonl"] = try envelope(statement)
    contents["payload.json"] = payload
    contents["signature"] = signature.base64EncodedString() + "\n"
    contents["cosign.pub"] = key
    contents["NOTES.md"] = notes
    contents["changes.yaml"] = changes
    contents["release.yaml"] = workflow
    contents["kev.json"] = knownExploited
    for (name, text) in files { contents[name] = filled(text) }
    return contents
  }

  private func index(_ contents: [String: String]) -> String {
    let parts =
      contents.keys.filter { $0.hasSuffix(".config.json") || $0.hasSuffix(".manifest.json") }.sorted()
      + ["oci-index.json"]
    let digest = digest
    var image = [
      "oci": "[\(parts.joined(separator: ", "))]", "sbom": "sbom.json", "scans": "scan.json",
      "provenance": "provenance.intoto.jsonl", "signatures": "[{file: signature, payload: payload.json}]",
    ]
    image["vex"] = vex.map { _ in "vex.json" }
    var lines = [
      "apiVersion: plugfest.dev/v1alpha1", "kind: SupplyChain", "metadata: {name: manager}", "spec:",
      "  keys: \(fields["keys"] ?? "cosign.pub")",
      "  release: \(fields["release"] ?? "{notes: NOTES.md, changes: changes.yaml}")",
    ]
    if workflow != nil { lines.append("  workflows: \(fields["workflows"] ?? "release.yaml")") }
    if knownExploited != nil { lines.append("  knownExploited: kev.json") }
    lines += ["  images:", "    - ref: \(Self.reference)", "      digest: \(digest)"]
    for (name, value) in image.sorted(by: { $0.key < $1.key }) {
      let value = fields[name] ?? value
      if !value.isEmpty { lines.append("      \(name): \(value)") }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Writes the folder, and reads it.
  func read<Result>(_ use: (Evidence, String) throws -> Result) throws -> Result {
    let folder = NSTemporaryDirectory() + "plugfest-evidence-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var contents = try contents()
    let sums = contents.map { "\(Self.digest($0.value).dropFirst(7))  ./\($0.key)" }
    contents["SHA256SUMS"] = sums.joined(separator: "\n") + "\n"
    contents["index.yaml"] = index(contents)
    for (name, text) in contents.merging(later, uniquingKeysWith: { $1 }) {
      try Data(text.utf8).write(to: URL(filePath: "\(folder)/\(name)"))
    }
    let (index, path, _) = try EvidenceIndexLoader.load(folder)
    return try use(Evidence(index, folder: path), folder)
  }

  static let catalogue = Result { try CriteriaCatalogue.load(folder: "\(root)/criteria") }
  static let policy = Result { try EvidencePolicyLoader.load("\(root)/criteria/evidence/policy.yaml") }

  /// What one criterion comes to.
  func judge(_ id: String, _ prepare: (inout EvidenceJudge) -> Void = { _ in }) throws -> CriterionOutcome {
    try read { evidence, _ in
      var policy = try Self.policy.get()
      policy.architectures = ["amd64", "arm64"]
      var judge = EvidenceJudge(evidence, policy: policy, today: Self.today)
      judge.running = [RunningImage(imageID: "registry.example/team/manager@\(digest)", label: "container")]
      prepare(&judge)
      let criterion = try #require(try Self.catalogue.get().criteria.first { $0.id == id })
      return try #require(judge.judge(criterion))
    }
  }
}

extension EvidenceSample {
  static func load(_ folder: String) throws -> (EvidenceIndex, String, [Diagnostic]) {
    try EvidenceIndexLoader.load(folder)
  }
}
