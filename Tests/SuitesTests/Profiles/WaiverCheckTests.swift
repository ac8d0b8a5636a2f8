import Documents
import Foundation
import Plans
import Testing

@testable import Suites

@Suite struct WaiverCheckTests {
  static func check(_ fields: String, profiles: ProfileCatalogue? = nil) throws -> [String] {
    let files = try MarkedFiles(["candidate.yaml": CandidateLoaderTests.candidate(fields)])
    let check = FileCheck(
      [files.path("candidate.yaml")], criteria: try CriteriaCatalogueTests.catalogue.get(), profiles: profiles)
    return files.describe(check.findings)
  }

  @Test("waivers of what is not there, of what may not be waived, twice and of days that are over are told")
  func waivers() throws {
    let messages = try Self.check(
      """
      waivers:
        - {criterion: SEC-04, until: 2999-12-31, because: a}
        - 1️⃣{criterion: SEC-4, until: 2999-12-31, because: a}
        - 2️⃣{criterion: IPAM-010, until: 2999-12-31, because: a}
        - 3️⃣{criterion: REC-02, until: 2999-12-31, because: a}
        - 4️⃣{criterion: OBS-08, until: 2020-02-29, because: a}
        - 5️⃣{criterion: SEC-04, until: 2999-12-31, because: a}
        - {case: SEC-04, until: 2999-12-31, because: a}
      """)
    #expect(messages.count == 5, "\(messages)")
    #expect(
      messages.contains(
        "1️⃣ error: there is no criterion \"SEC-4\"\n  did you mean \"SEC-04\"? A case is waived by `case: SEC-4`"))
    #expect(
      messages.contains(
        "2️⃣ error: there is no criterion \"IPAM-010\"\n  `plugfest criteria` lists them; a case is waived by `case: IPAM-010`"
      ))
    #expect(messages.contains { $0.hasPrefix("3️⃣ error: REC-02 may not be waived: An operator that has nothing") })
    #expect(messages.contains { $0.hasPrefix("4️⃣ warning: the waiver of OBS-08 ended on 2020-02-29") })
    #expect(messages.contains { $0.hasPrefix("5️⃣ error: SEC-04 is waived twice") })
  }

  @Test("without a contract, what is claimed must be a feature of a profile")
  func claims() throws {
    let profiles = try ProfileCatalogueTests.catalogue.get()
    #expect(
      try Self.check("claims: [rollback, 1️⃣rolback]", profiles: profiles)
        == ["1️⃣ error: no profile has the feature \"rolback\"\n  did you mean \"rollback\"?"])
  }

  @Test("features of profiles may be claimed beside those of a contract", arguments: ["ipam"])
  func claimsBesideContract(name: String) throws {
    let profiles = try ProfileCatalogueTests.catalogue.get()
    let text = try String(contentsOfFile: RepositoryFilesTests.candidate, encoding: .utf8)
      .replacing("claims: [", with: "claims: [high-availability, flying, ")
    let folder = (RepositoryFilesTests.candidate as NSString).deletingLastPathComponent
    let files = try MarkedFiles([
      "candidate.yaml": text.replacing("manifests: manifests/", with: "manifests: \(folder)/manifests/")
    ])
    let check = FileCheck(
      [files.path("candidate.yaml"), "\(RepositoryFilesTests.root)/suites/netbox/contract.yaml"],
      criteria: try CriteriaCatalogueTests.catalogue.get(), profiles: profiles)
    let unknown = check.findings.filter { $0.severity == .error && $0.message.contains("feature") }
    #expect(unknown.count == 1 && unknown.first?.message.contains("flying") == true, "\(check.findings)")
  }
}
