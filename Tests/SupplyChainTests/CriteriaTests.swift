import Crypto
import Documents
import Foundation
import Plans
import Suites
import Testing
import Verdicts

@testable import SupplyChain

/// For each criterion a release that meets it, and releases that do not.
@Suite struct CriteriaTests {
  struct Example: CustomTestStringConvertible, Sendable {
    let id: String
    /// Part of what is said.
    let message: String
    let status: String
    let change: @Sendable (inout EvidenceSample) throws -> Void

    init(
      _ id: String, _ message: String, status: String = "failed",
      _ change: @escaping @Sendable (inout EvidenceSample) throws -> Void = { _ in }
    ) {
      self.id = id
      self.message = message
      self.status = status
      self.change = change
    }

    var testDescription: String { "\(id): \(message)" }
  }

  static func passes(
    _ id: String, _ message: String, _ change: @escaping @Sendable (inout EvidenceSample) throws -> Void = { _ in }
  ) -> Example { Example(id, message, status: "passed", change) }

  static func unseen(
    _ id: String, _ message: String, _ change: @escaping @Sendable (inout EvidenceSample) throws -> Void = { _ in }
  ) -> Example { Example(id, message, status: "not-observable", change) }

  static let good = [
    passes("SUP-03", "1 image of the evidence, and 1 container running them"), passes("SUP-04", "cosign.pub (sha256 "),
    passes("SUP-05", "CycloneDX 1.6 with 2 components"), passes("SUP-06", "by https://builder.example/v1, signed with"),
    passes("SUP-07", "nothing is open in 1 image"), passes("SUP-08", "by trivy 0.69.3"),
    passes("SUP-09", "neither shell nor package manager in 1 image"),
    passes("SUP-10", "neither root nor credentials in 1 image"),
    passes("SUP-11", "all packages of 1 image"), passes("SUP-12", "1 change for machines"),
    passes("SUP-13", "1 image for amd64, arm64"), passes("SUP-14", "everything foreign is pinned, 1 time"),
  ]

  static let images = [
    Example("SUP-03", "is no part of sha256:") { $0.files["amd64.config.json"] = "{\"architecture\": \"amd64\"}" },
    Example("SUP-09", "holds \"busybox\"") {
      $0.bill.replace("\"golang.org/x/net\", \"version\"", with: "\"busybox\", \"version\"")
      $0.bill.replace("pkg:golang/golang.org/x/net", with: "pkg:apk/alpine/busybox")
    },
    Example("SUP-09", "has 600 MiB") { $0.layers = [600 << 20] },
    Example("SUP-09", "has 40 layers") { $0.layers = Array(repeating: 1, count: 40) },
    Example("SUP-09", "MiB; 500 are allowed") { $0.layers = [.max, .max] },
    Example("SUP-09", "starts \"/bin/sh\"") { $0.command = ["/bin/sh", "-c", "/manager"] },
    unseen("SUP-09", "has no bill of materials") { $0.fields["sbom"] = "[]" },
    Example("SUP-10", "names no user, which means root") { $0.user = "" },
    Example("SUP-10", "runs as \"0\"") { $0.user = "0:1000" },
    Example("SUP-10", "the environment variable NPM_TOKEN") { $0.environment = ["NPM_TOKEN=abc"] },
    Example("SUP-10", "line 1 of the history") { $0.history = ["RUN |1 API_KEY=abc /bin/sh -c make # buildkit"] },
    Example("SUP-10", "line 1 of the history") { $0.history = ["RUN git clone https://me:pass@git.example/a"] },
    passes("SUP-10", "nor credentials") { $0.environment = ["PASSWORD_FILE=/run/p", "TOKEN=$TOKEN"] },
    unseen("SUP-10", "the configuration of image") { $0.fields["oci"] = "oci-index.json" },
    Example("SUP-13", "is for linux/amd64, and not for arm64") { $0.platforms = ["amd64"] },
    unseen("SUP-13", "is not in the folder") { $0.fields["oci"] = "[]" },
  ]

  static let documents = [
    Example("SUP-05", "has no bill of materials") { $0.fields["sbom"] = "[]" },
    Example("SUP-05", "does not say of which digest it is") {
      $0.bill.replace("\"version\": \"DIGEST\"", with: "\"a\": 1")
    },
    Example("SUP-05", "is about sha256:aaaa") {
      $0.bill.replace("DIGEST", with: "sha256:" + String(repeating: "a", count: 64))
    },
    Example("SUP-05", "lists 0 components") { $0.bill.replace("\"purl\"", with: "\"url\"") },
    Example("SUP-05", "made by trivy 0.69.4, which was compromised (GHSA-69fq-xp46-6x23") {
      $0.bill.replace("\"syft\", \"version\": \"1.38.0\"", with: "\"Trivy\", \"version\": \"v0.69.4\"")
    },
    Example("SUP-05", "neither CycloneDX nor SPDX") { $0.bill = "{}" },
    Example("SUP-05", "not the file that was meant: its sha256 is ") { $0.later["sbom.json"] = "{}" },
    Example("SUP-06", "has no provenance") { $0.fields["provenance"] = "[]" },
    Example("SUP-06", "is about sha256:bbbb") {
      $0.statement.replace("HEX", with: String(repeating: "b", count: 64))
    },
    Example("SUP-06", "names no builder") { $0.statement.replace("\"id\"", with: "\"di\"") },
    Example("SUP-06", "names no commit") { $0.statement.replace("gitCommit", with: "gitTree") },
    Example("SUP-06", "signed by none of the given keys") {
      $0.files["provenance.intoto.jsonl"] = try $0.envelope($0.statement, by: P256.Signing.PrivateKey())
    },
    unseen("SUP-06", "is not signed") { $0.files["provenance.intoto.jsonl"] = $0.statement },
    Example("SUP-11", "2 packages of image") {
      $0.bill.replace("\"licenses\": [{\"license\": {\"id\": \"BSD-3-Clause\"}}]", with: "\"licenses\": []")
    },
    Example("SUP-11", "the licence \"SSPL-1.0\"") { $0.bill.replace("BSD-3-Clause", with: "SSPL-1.0") },
    unseen("SUP-11", "has no bill of materials") { $0.fields["sbom"] = "[]" },
    Example("SUP-12", "there are no release notes") { $0.fields["release"] = "{changes: changes.yaml}" },
    Example("SUP-12", "the release notes are empty") { $0.notes = " \n" },
    Example("SUP-12", "nothing tells machines") { $0.fields["release"] = "{notes: NOTES.md}" },
    Example("SUP-12", "does not say what that means") { $0.changes = "- {kind: removed, description: a}" },
    Example("SUP-12", "\"kind\" must be one of added") { $0.changes = "- {kind: new, description: a}" },
    passes("SUP-12", "1 change for machines") { $0.changes = "[{\"kind\": \"fixed\", \"description\": \"a\"}]" },
    Example("SUP-14", "\"actions/checkout@v4\" is not pinned") {
      $0.workflow = "jobs: {a: {steps: [{uses: actions/checkout@v4}, {uses: ./own}]}}"
    },
    Example("SUP-14", "a tag that was moved to a hostile commit (GHSA-69fq-xp46-6x23") {
      $0.workflow = "jobs: {a: {steps: [{uses: aquasecurity/trivy-action@0.33.1}]}}"
    },
    Example("SUP-14", "trivy 0.69.5 was compromised") {
      let uses = "docker://aquasec/trivy:0.69.5@sha256:\(String(repeating: "c", count: 64))"
      $0.workflow = "runs: {steps: [{uses: '\(uses)'}]}"
    },
    Example("SUP-14", "\"docker://golang:1.26\" is not pinned by a digest") {
      $0.workflow = "jobs: {a: {container: golang:1.26}}"
    },
    Example("SUP-14", "this is no workflow") { $0.workflow = "a: 1" },
    unseen("SUP-14", "holds no workflows") { $0.workflow = nil },
  ]

  @Test("a release meets a criterion, or what it lacks is told", arguments: good + images + documents)
  func example(example: Example) throws {
    var sample = EvidenceSample()
    try example.change(&sample)
    let outcome = try sample.judge(example.id)
    #expect(outcome.status.name == example.status, "\(outcome.message)")
    let all = [outcome.message] + outcome.findings.map(\.message)
    #expect(all.contains { $0.contains(example.message) }, "\(all)")
    #expect((outcome.status == .failed) == !outcome.findings.isEmpty)
    for finding in outcome.findings { #expect(finding.rule?.id == example.id && finding.hint != nil) }
  }

  @Test("every criterion about evidence passes, fails, and is not observable without evidence")
  func coverage() throws {
    let criteria = try EvidenceSample.catalogue.get().criteria.filter(\.isByEvidence)
    let ids = criteria.map(\.id)
    #expect(Set(Self.good.map(\.id)) == Set(ids))
    let failing = (Self.images + Self.documents).filter { $0.status == "failed" }.map(\.id)
    // Scans, vulnerabilities and signatures have suites of their own.
    #expect(Set(failing).union(["SUP-04", "SUP-07", "SUP-08"]) == Set(ids))
    for criterion in criteria {
      let outcome = try #require(EvidenceJudge.withoutEvidence(criterion))
      #expect(outcome.status.name == "not-observable")
    }
  }

  @Test("a finding points at the line of the file that it is about")
  func places() throws {
    var sample = EvidenceSample()
    sample.bill.replace("BSD-3-Clause", with: "SSPL-1.0")
    let place = try #require(try sample.judge("SUP-11").findings.first?.place)
    #expect(place.file.hasSuffix("/sbom.json") && place.line == 6 && place.column == 3)
  }
}
