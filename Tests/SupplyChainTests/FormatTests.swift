import Documents
import Foundation
import Kubernetes
import Testing

@testable import SupplyChain

@Suite struct FormatTests {
  static func opened(_ text: String) throws -> OpenedDocument {
    OpenedDocument(body: try #require(try JSON.nodes(Array(text.utf8), file: "a.json").first))
  }

  static let digest = RunningDigestsTests.other
  static let sum = digest.dropFirst(7)

  static let spdx2 = """
    {"spdxVersion": "SPDX-2.3", "SPDXID": "SPDXRef-DOCUMENT", "name": "manager",
     "creationInfo": {"created": "2026-11-19T10:00:00Z", "creators": ["Organization: a", "Tool: syft-1.38.0"]},
     "packages": [
      {"SPDXID": "SPDXRef-root", "name": "manager", "versionInfo": "1.0.0", "downloadLocation": "NOASSERTION",
       "externalRefs": [{"referenceType": "purl", "referenceLocator": "pkg:oci/manager@sha256%3A\(sum)?arch=amd64"}]},
      {"SPDXID": "SPDXRef-a", "name": "net", "versionInfo": "v1", "licenseConcluded": "NOASSERTION",
       "licenseDeclared": "BSD-3-Clause",
       "externalRefs": [{"referenceType": "purl", "referenceLocator": "pkg:golang/golang.org/x/net@v1"}]}],
     "relationships": [{"spdxElementId": "SPDXRef-DOCUMENT", "relationshipType": "DESCRIBES",
      "relatedSpdxElement": "SPDXRef-root"}]}
    """

  static let spdx3 = """
    {"@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld", "@graph": [
     {"type": "CreationInfo", "@id": "_:c", "specVersion": "3.0.1", "created": "2026-11-19T10:00:00Z"},
     {"type": "Tool", "spdxId": "urn:tool", "name": "syft-1.38.0"},
     {"type": "SpdxDocument", "spdxId": "urn:doc", "rootElement": ["urn:root"]},
     {"type": "software_Package", "spdxId": "urn:root", "name": "manager",
      "verifiedUsing": [{"type": "Hash", "algorithm": "sha256", "hashValue": "\(sum)"}]},
     {"type": "software_Package", "spdxId": "urn:a", "name": "net", "software_packageVersion": "v1",
      "software_packageUrl": "pkg:golang/golang.org/x/net@v1"},
     {"type": "simplelicensing_LicenseExpression", "spdxId": "urn:l", "simplelicensing_licenseExpression": "BSD-3-Clause"},
     {"type": "Relationship", "spdxId": "urn:r", "from": "urn:a", "relationshipType": "hasDeclaredLicense", "to": ["urn:l"]},
     {"type": "security_Vulnerability", "spdxId": "urn:v", "name": "CVE-2026-1"},
     {"type": "security_VexNotAffectedVulnAssessmentRelationship", "spdxId": "urn:x", "from": "urn:v",
      "relationshipType": "doesNotAffect", "to": ["urn:a"], "security_justificationType": "componentNotPresent"}]}
    """

  @Test("bills of every format say the same", arguments: [spdx2, spdx3])
  func bills(text: String) throws {
    let bill = try BillOfMaterials(Self.opened(text))
    #expect(bill.digests == [Self.digest])
    #expect(bill.tools == [Producer(name: "syft", version: "1.38.0")])
    #expect(bill.made == KubernetesTime("2026-11-19T10:00:00Z"))
    let component = try #require(bill.components.first)
    #expect(bill.components.count == 1 && component.licences == ["BSD-3-Clause"])
    #expect(component.url == PackageURL("pkg:golang/golang.org/x/net@v1"))
  }

  @Test("SPDX 3 may say what a vulnerability means")
  func securityProfile() throws {
    let statement = try #require(try VEXStatement.all(Self.opened(Self.spdx3)).first)
    #expect(statement.closes && statement.vulnerability == ["CVE-2026-1"])
    let found = Vulnerability(
      id: "CVE-2026-1", level: .high, package: "net", version: "v1",
      url: PackageURL("pkg:golang/golang.org/x/net@v1"), fixes: [], place: statement.place)
    #expect(statement.covers(found, in: [Self.digest]))
  }

  @Test("tools of CycloneDX 1.4 are a list, and components may have components")
  func olderCycloneDX() throws {
    let bill = try BillOfMaterials(
      Self.opened(
        """
        {"bomFormat": "CycloneDX", "specVersion": "1.4",
         "metadata": {"tools": [{"vendor": "aquasecurity", "name": "trivy", "version": "0.69.4"}],
          "component": {"name": "a", "purl": "pkg:oci/a@sha256%3A\(Self.sum)"}},
         "components": [{"type": "library", "name": "b", "components": [{"type": "library", "name": "c"}]},
          {"type": "file", "name": "/d"}]}
        """))
    #expect(bill.tools == [Producer(name: "trivy", version: "0.69.4")])
    #expect(bill.digests == [Self.digest] && bill.components.map(\.name) == ["b", "c"])
  }

  @Test("provenance of SLSA v0.2 has its commit among the materials")
  func olderProvenance() throws {
    var document = try Self.opened(
      """
      {"builder": {"id": "https://b.example"}, "buildType": "a",
       "materials": [{"uri": "pkg:docker/golang"}, {"uri": "git+https://git.example/a", "digest": {"sha1": "0123"}}]}
      """)
    document.predicateType = "https://slsa.dev/provenance/v0.2"
    document.subjects = [Self.digest]
    let provenance = try Provenance(document)
    #expect(provenance.commit == "0123" && provenance.builder == "https://b.example")
  }

  @Test(
    "licences are joined as SPDX does",
    arguments: [
      ("MIT", true), ("mit", true), ("MIT AND BSD-3-Clause", false), ("MIT OR GPL-3.0", true),
      ("(MIT OR X) AND (Apache-2.0 WITH LLVM-exception)", true), ("MIT AND (X OR Y)", false), ("MIT+", true),
      ("(MIT", false), ("MIT)", false), ("", false), ("AND", false), ("MIT MIT", false), ("Public Domain", true),
      (String(repeating: "(", count: 100_000), false),
    ])
  func licences(text: String, isAllowed: Bool) {
    #expect(LicenceExpression.isAllowed(text, by: ["mit", "apache-2.0", "public domain"]) == isAllowed)
  }

  @Test("package URLs have a version at the end, and percent-encoding")
  func packageURLs() throws {
    let url = try #require(PackageURL("pkg:npm/%40angular/core@16.0.0?a=b#c"))
    #expect(url.namespace == "@angular" && url.name == "core" && url.version == "16.0.0")
    #expect(PackageURL("pkg:deb/debian/openssl")?.covers(try #require(PackageURL("pkg:deb/debian/openssl@3"))) == true)
    for text in ["", "pkg:", "pkg:a", "pkg:a/", "npm/a", "pkg:a/@1", "%"] {
      #expect(PackageURL(text)?.name ?? "" == "")
    }
  }

  @Test("digests are found also where the colon is encoded, and only whole ones")
  func digests() {
    #expect(ImageDigest.all(in: "pkg:oci/a@sha256%3A\(Self.sum)?x, \(Self.digest)") == [Self.digest, Self.digest])
    #expect(ImageDigest.all(in: "sha256:abc \(Self.digest.uppercased())") == [])
  }
}
