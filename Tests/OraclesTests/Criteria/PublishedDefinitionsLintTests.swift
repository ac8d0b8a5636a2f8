import Documents
import Foundation
import Plans
import Suites
import Testing
import Verdicts

@testable import Oracles

/// Definitions and samples of public operators. `RECORD_GOLDEN=1` writes what is found, which a person reviews then.
@Suite struct PublishedDefinitionsLintTests {
  static let folder =
    (ProcessInfo.processInfo.environment["PLUGFEST_SHARED"] ?? "\(CriterionExample.root)/../shared") + "/data/crds"
  static let golden = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden")
  static let families = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
    .filter { !$0.contains(".") }.sorted()

  @Test(
    "what is found in them is what a reviewer agreed with",
    .enabled(if: !families.isEmpty, "the shared data is not there"), arguments: families)
  func family(name: String) throws {
    let files = LintedFiles(["\(Self.folder)/\(name)"])
    #expect(files.mistakes.map(\.description) == [])
    try Self.compare(Self.findings(in: files.manifests, below: Self.folder), with: "\(name).txt")
  }

  /// One line for each, by criterion.
  static func findings(in manifests: ManifestSet, below folder: String) throws -> String {
    var judge = ManifestJudge(manifests)
    let criteria = try ManifestJudgeTests.catalogue.get().criteria.filter(\.isStatic)
    return criteria.flatMap { criterion in
      judge.judge(criterion).findings.map { finding in
        let place = finding.place.map { "\($0.file.dropFirst(folder.count + 1)):\($0.line):\($0.column): " } ?? ""
        return "\(criterion.id) \(criterion.severity.rawValue) \(place)\(finding.message)\n"
      }
    }.joined()
  }

  static func compare(_ text: String, with name: String) throws {
    let file = Self.golden.appending(path: name)
    if ProcessInfo.processInfo.environment["RECORD_GOLDEN"] != nil {
      try FileManager.default.createDirectory(at: Self.golden, withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    #expect(try text == String(contentsOf: file, encoding: .utf8))
  }

  @Test(
    "a definition takes all that it took itself", .enabled(if: !families.isEmpty, "the shared data is not there"),
    arguments: families)
  func unchanged(name: String) throws {
    let manifests = LintedFiles(["\(Self.folder)/\(name)"]).manifests
    let change = DefinitionChange(old: manifests, new: manifests)
    #expect(change.count > 0)
    #expect(try change.judge(ManifestJudgeTests.criterion("LCY-08")).findings.map(\.message) == [])
  }
}
