import Documents
import Foundation
import Plans
import Testing
import Verdicts

@testable import Suites

/// The profiles that come with plugfest.
@Suite struct ProfileCatalogueTests {
  static let catalogue = Result {
    try ProfileCatalogue.load(folder: "\(RepositoryFilesTests.root)/profiles", CriteriaCatalogueTests.catalogue.get())
  }

  static var suites: [TestSuite] {
    get throws {
      try RepositoryFilesTests.names(in: "suites").map { "\(RepositoryFilesTests.root)/suites/\($0)/suite.yaml" }
        .filter(FileManager.default.fileExists).map { try SuiteLoader.load($0).suite }
    }
  }

  @Test("topics come first, then contracts, then combinations; and each contract has a profile")
  func names() throws {
    let catalogue = try Self.catalogue.get()
    #expect(
      catalogue.profiles.map(\.name) == [
        "core", "gitops", "ha", "operations", "security", "southbound", "supply-chain", "upgrade", "apn-config",
        "ipam", "observability", "plugfest", "pre-qualification",
      ])
    let contracts = Set(try Self.suites.compactMap(\.contract))
    #expect(Set(catalogue.profiles.compactMap(\.contract)) == contracts)
  }

  @Test("core is all that is essential, and every criterion is in a profile that the plugfest combines")
  func completeness() throws {
    let catalogue = try Self.catalogue.get()
    let criteria = try CriteriaCatalogueTests.catalogue.get().criteria
    let core = try #require(catalogue["core"]).criteria
    #expect(
      core.filter { $0.severity == .essential }.map(\.id) == criteria.filter { $0.severity == .essential }.map(\.id))
    let parts = try #require(catalogue["plugfest"]).parts.compactMap { part -> Profile? in
      guard case .profile(let name) = part.source else { return nil }
      return catalogue[name]
    }
    let counted = Set(parts.flatMap(\.criteria).map(\.id))
    #expect(Set(criteria.map(\.id)).subtracting(counted) == [])
  }

  @Test("every criterion of a profile stands there for a reason")
  func reasons() throws {
    for profile in try Self.catalogue.get().profiles {
      #expect(profile.criteria.allSatisfy { $0.because != nil })
      #expect(profile.cases.allSatisfy { $0.because != nil } && profile.parts.allSatisfy { $0.because != nil })
    }
  }

  @Test("the selections of cases select some in every suite that they are about")
  func cases() throws {
    let suites = try Self.suites
    for profile in try Self.catalogue.get().profiles {
      for selection in profile.cases {
        for suite in suites where suite.contract == selection.contract ?? suite.contract {
          let declared = suite.cases.map { Profile.DeclaredCase(contract: suite.contract, summary: $0.summary) }
          #expect(
            declared.contains { selection.selects($0, served: suite.contract) }, "\(profile.name) in \(suite.name)")
        }
      }
    }
  }

  @Test("profiles are chosen by name or file, and what is misspelt is told")
  func choosing() throws {
    let catalogue = try Self.catalogue.get()
    let criteria = try CriteriaCatalogueTests.catalogue.get()
    #expect(try catalogue.choose(["core", "ipam"], criteria).chosen.map(\.name) == ["core", "ipam"])
    let error = #expect(throws: Diagnostics.self) { try catalogue.choose(["cor"], criteria) }
    #expect(error?.description == "error: there is no profile \"cor\"\n  hint: did you mean \"core\"?")
    let files = try MarkedFiles(["own.yaml": ProfileLoaderTests.profile("profiles: [{profile: core}]", name: "ha")])
    let own = try catalogue.choose([files.path("own.yaml")], criteria)
    #expect(own.chosen.map(\.name) == ["ha"] && own.catalogue["ha"]?.parts.count == 1)
  }

  @Test("the examples of the documentation are profiles")
  func examples() throws {
    let page = try String(contentsOfFile: "\(RepositoryFilesTests.root)/docs/profiles.md", encoding: .utf8)
    let blocks = page.components(separatedBy: "```yaml\n").dropFirst().map { $0.components(separatedBy: "```")[0] }
    let whole = try #require(blocks.first { $0.hasPrefix("apiVersion:") })
    let combination = try #require(blocks.first { $0.hasPrefix("  profiles:") })
    let head = try #require(whole.components(separatedBy: "  criteria:").first)
    let files = try MarkedFiles(["one.yaml": whole, "two.yaml": head + combination])
    let criteria = try CriteriaCatalogueTests.catalogue.get()
    let chosen = try Self.catalogue.get().choose([files.path("one.yaml"), files.path("two.yaml")], criteria).chosen
    #expect(chosen[0].criteria.count > 10 && chosen[0].features.count == 1 && chosen[1].parts.count == 3)
  }

  @Test("the pages of the documentation are those that the profiles print")
  func page() throws {
    let path = "\(RepositoryFilesTests.root)/docs/profiles.md"
    let page = try String(contentsOfFile: path, encoding: .utf8)
    let generated = try Self.catalogue.get().markdown
    let begin = "<!-- plugfest profiles --format markdown -->\n"
    let parts = page.components(separatedBy: begin)
    try #require(parts.count == 2, "the page has one generated part")
    if ProcessInfo.processInfo.environment["RECORD_GOLDEN"] != nil {
      try Data((parts[0] + begin + generated).utf8).write(to: URL(filePath: path))
      return
    }
    #expect(parts[1] == generated, "plugfest profiles --format markdown")
  }
}
