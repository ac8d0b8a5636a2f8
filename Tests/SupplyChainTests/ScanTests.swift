import Crypto
import Documents
import Foundation
import Testing
import Verdicts

@testable import SupplyChain

@Suite struct ScanTests {
  typealias Example = CriteriaTests.Example

  static let grype = """
    {"matches": [{"vulnerability": {"id": "GHSA-1", "severity": "Critical",
       "fix": {"state": "fixed", "versions": ["1.2"], "available": [{"version": "1.2", "date": "2026-11-18"}]}},
      "relatedVulnerabilities": [{"id": "CVE-2026-1"}],
      "artifact": {"name": "openssl", "version": "3.0.1", "purl": "pkg:deb/debian/openssl@3.0.1"}}],
     "source": {"type": "image", "target": {"repoDigests": ["registry.example/team/manager@DIGEST"], "imageID": ""}},
     "descriptor": {"name": "grype", "version": "0.104.0", "timestamp": "2026-11-20T10:00:00.123456+01:00",
      "db": {"status": {"schemaVersion": "v6.1.3", "built": "2026-11-20T04:00:00Z"}}}}
    """

  static let operatorReports = """
    {"apiVersion": "v1", "kind": "List", "items": [
     {"apiVersion": "aquasecurity.github.io/v1alpha1", "kind": "VulnerabilityReport", "metadata": {"name": "a"},
      "report": {"artifact": {"repository": "team/manager", "digest": "DIGEST"},
       "scanner": {"name": "Trivy", "vendor": "Aqua Security", "version": "0.69.3"},
       "updateTimestamp": "2026-11-20T09:00:00Z", "summary": {"criticalCount": 1},
       "vulnerabilities": [{"vulnerabilityID": "CVE-2026-1", "resource": "openssl", "installedVersion": "3.0.1",
        "fixedVersion": "3.0.2", "severity": "CRITICAL", "publishedDate": "2026-11-01T00:00:00Z"}]}}]}
    """

  static let attested = """
    {"_type": "https://in-toto.io/Statement/v0.1", "subject": [{"name": "m", "digest": {"sha256": "HEX"}}],
     "predicateType": "https://cosign.sigstore.dev/attestation/vuln/v1",
     "predicate": {"scanner": {"uri": "pkg:github/aquasecurity/trivy@0.69.3", "version": "0.69.3",
      "db": {"uri": "", "version": "2", "lastUpdate": "2026-11-19T00:00:00Z"},
      "result": {"SchemaVersion": 2, "ArtifactType": "container_image", "ArtifactName": "m"}},
      "metadata": {"scanStartedOn": "2026-11-20T00:00:00Z", "scanFinishedOn": "2026-11-20T00:01:00Z"}}}
    """

  static func trivy(version: String = "0.69.3", made: String = "2026-11-20") -> @Sendable (inout EvidenceSample) -> Void
  {
    { $0.scan = EvidenceSample.trivy([], version: version, made: made) }
  }

  static let examples = [
    Example("SUP-08", "was not scanned") { $0.fields["scans"] = "[]" },
    Example(
      "SUP-08", "by trivy 0.69.4, a build of March 2026 that stole credentials (GHSA-69fq", trivy(version: "0.69.4")),
    Example("SUP-08", "by trivy 0.69.6", trivy(version: "v0.69.6")),
    CriteriaTests.passes("SUP-08", "by trivy 0.69.2", trivy(version: "0.69.2")),
    Example("SUP-08", "is 8 days old; 7 are allowed", trivy(made: "2026-11-13T12:00:00Z")),
    CriteriaTests.passes("SUP-08", "about them and fresh", trivy(made: "2026-11-14T12:00:00Z")),
    Example("SUP-08", "is dated 9 days ahead", trivy(made: "2026-11-30T12:00:00Z")),
    CriteriaTests.passes("SUP-08", "about them and fresh", trivy(made: "2026-11-22T01:00:00+02:00")),
    Example("SUP-08", "does not say when it was made") { $0.scan.replace("CreatedAt", with: "Created") },
    Example("SUP-08", "does not say which build of trivy made it") { $0.scan.replace("\"Trivy\"", with: "\"T\"") },
    CriteriaTests.passes("SUP-08", "by trivy 0.69.3") {
      $0.scan.replace("\"Trivy\"", with: "\"T\"")
      $0.fields["scans"] = "{file: scan.json, scanner: {name: trivy, version: 0.69.3}, database: 2026-11-19}"
    },
    Example("SUP-08", "used a database that was 19 days old") {
      $0.fields["scans"] = "{file: scan.json, database: 2026-11-01}"
    },
    Example("SUP-08", "does not say of which digest it is") { $0.scan.replace("RepoDigests", with: "RepoTags") },
    Example("SUP-08", "is about sha256:dddd") {
      $0.scan.replace("DIGEST", with: RunningDigestsTests.other)
    },
    Example("SUP-08", "only version 2 of Trivy's schema") {
      $0.scan.replace("\"SchemaVersion\": 2", with: "\"SchemaVersion\": 3")
    },
    Example("SUP-08", "about a \"filesystem\"") { $0.scan.replace("container_image", with: "filesystem") },
    Example("SUP-08", "no report of Trivy or Grype") { $0.scan = EvidenceSample.cycloneDX },
    CriteriaTests.passes("SUP-08", "by grype 0.104.0") { $0.scan = grype },
    Example("SUP-07", "GHSA-1 in openssl 3.0.1") { $0.scan = grype },
    CriteriaTests.passes("SUP-07", "suppressed 1 by VEX") {
      $0.scan = grype
      $0.vex = EvidenceSample.openVEX([EvidenceSample.statement("CVE-2026-1", #""status": "fixed""#)])
    },
    CriteriaTests.passes("SUP-08", "by trivy 0.69.3") { $0.scan = operatorReports },
    Example("SUP-07", "CVE-2026-1 in openssl 3.0.1") { $0.scan = operatorReports },
    CriteriaTests.passes("SUP-08", "by trivy 0.69.3") { $0.files["scan.json"] = try $0.envelope(attested) },
    Example("SUP-08", "signed by none of the given keys") {
      $0.files["scan.json"] = try $0.envelope(attested, by: .init())
    },
    CriteriaTests.unseen("SUP-07", "no scan that can be trusted") {
      $0.files["scan.json"] = try $0.envelope(attested, by: .init())
    },
  ]

  @Test("a scan counts when it is about the image, fresh, and made by a build that can be trusted", arguments: examples)
  func example(example: Example) throws {
    var sample = EvidenceSample()
    try example.change(&sample)
    let outcome = try sample.judge(example.id)
    #expect(outcome.status.name == example.status, "\(outcome.message)")
    let all = [outcome.message] + outcome.findings.map(\.message)
    #expect(all.contains { $0.contains(example.message) }, "\(all)")
  }

  @Test("of two scanners the worse word counts")
  func several() throws {
    var sample = EvidenceSample()
    sample.scan = EvidenceSample.trivy([EvidenceSample.vulnerability("GHSA-1", "LOW")])
    sample.files["grype.json"] = Self.grype
    sample.fields["scans"] = "[scan.json, grype.json]"
    let outcome = try sample.judge("SUP-07")
    #expect(outcome.findings.count == 1 && outcome.message.contains("GHSA-1 in openssl 3.0.1"))
    #expect(outcome.message.contains("is critical, and fixed in 1.2"))
  }

  @Test("a clean report of Trivy may have no results at all")
  func clean() throws {
    var sample = EvidenceSample()
    sample.scan =
      #"{"SchemaVersion": 2, "Trivy": {"Version": "0.69.3"}, "CreatedAt": "2026-11-20", "#
      + #""ArtifactType": "container_image", "Metadata": {"RepoDigests": ["a@DIGEST"]}}"#
    #expect(try sample.judge("SUP-08").status == .passed)
    #expect(try sample.judge("SUP-07").status == .passed)
  }

  @Test("reports that a scanner wrote in the cluster count for the images that they are about")
  func live() throws {
    var sample = EvidenceSample()
    sample.fields["scans"] = "[]"
    let list = try JSON.nodes(Array(sample.filled(Self.operatorReports).utf8), file: "cluster")
    let items = try #require(list.first?["items"]?.items)
    let reports = try items.map { try VulnerabilityReportObject.read(Node(value: $0.value, at: $0.place)) }
    #expect(try sample.judge("SUP-08") { $0.reports = reports }.status == .passed)
    #expect(try sample.judge("SUP-07") { $0.reports = reports }.status == .failed)
    #expect(try sample.judge("SUP-08").status == .failed)
  }
}
