import Documents
import Foundation
import Plans
import Suites
import Testing

@testable import Oracles

/// Manifests as operators ship them: workloads, roles, webhooks and all. `RECORD_GOLDEN=1` writes what is found, which a
/// person reviews then.
@Suite struct RealisticManifestsLintTests {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Manifests").path()
  static let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
    .filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.sorted()

  @Test("what is found in them is what a reviewer agreed with", arguments: names)
  func manifests(name: String) throws {
    let files = LintedFiles(["\(Self.folder)/\(name).yaml"])
    #expect(files.mistakes.map(\.description) == [])
    let findings = try PublishedDefinitionsLintTests.findings(in: files.manifests, below: Self.folder)
    try PublishedDefinitionsLintTests.compare(findings, with: "manifests-\(name).txt")
  }

  @Test("nothing is found in manifests that do everything as they should")
  func faultless() throws {
    let manifests = LintedFiles(["\(Self.folder)/faultless.yaml"]).manifests
    #expect(manifests.objects.count > 10)
    #expect(try PublishedDefinitionsLintTests.findings(in: manifests, below: Self.folder) == "")
  }
}
