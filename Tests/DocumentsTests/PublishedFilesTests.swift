import Foundation
import Testing

@testable import Documents

/// Files that others publish.
@Suite struct PublishedFilesTests {
  static let shared = ProcessInfo.processInfo.environment["PLUGFEST_SHARED"] ?? "../shared"

  static func files(in folder: String) -> [String] {
    let root = "\(shared)/data/\(folder)"
    let names = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
    return names.filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") }.sorted().map { "\(root)/\($0)" }
  }

  static let isPresent = !files(in: "crds").isEmpty

  @Test(
    "every published file is read, and written so that it is read back the same",
    .enabled(if: isPresent, "needs PLUGFEST_SHARED"), .timeLimit(.minutes(5)),
    arguments: ["crds", "chainsaw-examples"])
  func roundTrip(folder: String) throws {
    for file in Self.files(in: folder) {
      let values = try Node.load(file: file).map(\.value)
      #expect(try YAML.parse(YAML.text(documents: values), file: file).map(\.value) == values)
    }
  }
}
