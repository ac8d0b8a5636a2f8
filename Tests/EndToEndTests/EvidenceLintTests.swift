import Crypto
import Documents
import Foundation
import Testing

@Suite(.timeLimit(.minutes(5))) struct EvidenceLintTests {
  static let digest = "sha256:" + String(repeating: "0f", count: 32)
  static let index = """
    apiVersion: plugfest.dev/v1alpha1
    kind: SupplyChain
    metadata: {name: manager}
    spec:
      images:
        - ref: registry.example/manager:1.0.0
          digest: \(digest)
          scans: scan.json

    """

  static func scan(_ version: String) -> String {
    """
    {"SchemaVersion": 2, "Trivy": {"Version": "\(version)"}, "CreatedAt": "2026-11-20T09:00:00Z",
     "ArtifactType": "container_image", "Metadata": {"RepoDigests": ["registry.example/manager@\(digest)"]}}
    """
  }

  /// A folder with one scan, and sums of what was meant.
  static func write(_ folder: borrowing TemporaryFolder, scan: String, meant: String? = nil) throws {
    let sum = SHA256.hash(data: Data((meant ?? scan).utf8)).map { String(format: "%02x", $0) }.joined()
    _ = try folder.file("index.yaml", index)
    _ = try folder.file("scan.json", scan)
    _ = try folder.file("SHA256SUMS", "\(sum)  scan.json\n")
  }

  static func lint(_ folder: borrowing TemporaryFolder, _ criteria: String) async throws -> Program.Result {
    try await Program.plugfest(
      ["lint", "--evidence", folder.path, "--today", "2026-11-21", "--select", criteria])
  }

  @Test("a scan is believed, or not, by who made it; what passes tells on what it stands")
  func scanners() async throws {
    let folder = try TemporaryFolder()
    try Self.write(folder, scan: Self.scan("0.69.3"))
    let good = try await Self.lint(folder, "SUP-03,SUP-07,SUP-08")
    #expect(good.code == 0, "\(good.output)\(good.errors)")
    #expect(good.output.contains("SUP-03 not observable: which digests run can be seen in a run only"))
    #expect(good.output.contains("SUP-07 passed: nothing is open in 1 image that could be closed\n"))
    #expect(good.output.contains("SUP-08 passed: scans of 1 image are about them and fresh;"))
    try Self.write(folder, scan: Self.scan("0.69.4"))
    let bad = try await Self.lint(folder, "SUP-07,SUP-08")
    #expect(bad.code == 1)
    #expect(bad.output.contains("\(folder.path)/scan.json:1:1: essential: the scan of image"))
    #expect(
      bad.output.contains("was made by trivy 0.69.4, a build of March 2026 that stole credentials (GHSA-69fq-xp46-6x23")
    )
    #expect(bad.output.contains("SUP-07 not observable: "))
  }

  @Test("evidence is compared with the images of manifests, and a changed file is found by check, too")
  func manifests() async throws {
    let folder = try TemporaryFolder()
    try Self.write(folder, scan: Self.scan("0.69.3"), meant: "another")
    let manifests = try TemporaryFolder()
    let deployment = try manifests.file(
      "a.yaml",
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: a}
      spec: {template: {spec: {containers: [{name: a, image: registry.example/other:1}]}}}

      """)
    let result = try await Program.plugfest([
      "lint", "--evidence", folder.path, "--select", "SUP-03,SUP-08", deployment,
    ])
    #expect(result.code == 1)
    #expect(result.output.contains(": essential: \"registry.example/other:1\" is not among the images"))
    #expect(result.output.contains("index.yaml:8:14: essential: \"scan.json\" is not the file that was meant"))
    let check = try await Program.plugfest(["check", folder.path])
    #expect(check.code == 64 && check.output.contains("index.yaml:8:14: error: \"scan.json\" is not the file"))
  }

  @Test("mistakes in the index and the command line are told before anything is judged")
  func mistakes() async throws {
    let folder = try TemporaryFolder()
    let none = try await Program.plugfest(["lint", "--evidence", folder.path])
    #expect(none.code == 64 && none.errors.contains("there is no index.yaml in"))
    _ = try folder.file("index.yaml", Self.index.replacingOccurrences(of: "scans:", with: "scan:"))
    let misspelt = try await Program.plugfest(["lint", "--evidence", folder.path])
    #expect(misspelt.code == 64 && misspelt.errors.contains("did you mean \"scans\"?"))
    #expect(try await Program.plugfest(["lint", "--key", "a.pub", "a.yaml"]).code == 64)
    #expect(try await Program.plugfest(["lint"]).code == 64)
    #expect(try await Program.plugfest(["lint", "--evidence", folder.path, "--today", "soon"]).code == 64)
  }
}
