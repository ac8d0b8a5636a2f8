import Foundation
import Reports
import Testing
import Verdicts

/// Recipes that need more than a wish: what it needs, a lab around it, a release before, or the API server's refusal.
@Suite(.timeLimit(.minutes(10))) struct RecipeTests {
  private static func run(_ cases: [String], _ arguments: [String] = []) async throws -> Scorecard {
    let folder = try TemporaryFolder()
    let reports = "\(folder.path)/reports"
    let result = try await Program.plugfest(
      [
        "run", "--battery", "--candidate", NetBoxSuite.candidate, "--lab", NetBoxSuite.lab, "--reports", reports,
        "--patience", "2",
      ] + cases.flatMap { ["--case", $0] } + ["--"] + arguments)
    let name = try #require(try FileManager.default.contentsOfDirectory(atPath: reports).first, "\(result.errors)")
    let data = try #require(FileManager.default.contents(atPath: "\(reports)/\(name)/scorecard.json"))
    return try ScorecardFile.read(data)
  }

  @Test("a good operator passes them, and none of them is left out")
  func good() async throws {
    let names = [
      "deletion-not-ready.prefix", "deletion-namespace", "deletion-outside-down.prefixClaim",
      "order-independence.prefixClaim", "secret-rotation.prefix", "upgrade", "load-idempotence.prefixClaim",
      "write-denial.prefixClaim", "quota-denial.prefixClaim", "permission-revoked.prefixClaim",
      "stale-reads.prefixClaim",
      "stale-reads.prefix", "lost-answer.prefix", "watch-cut.prefix",
      "missed-outside-change.prefixClaim", "missed-outside-deletion.prefix", "wiped-status.prefixClaim",
      "reinstall.prefixClaim",
    ]
    let scorecard = try await Self.run(names)
    for item in scorecard.cases where item.summary.identity.id.contains("Claim") || item.verdict != .skipped {
      #expect(item.verdict == .pass, "\(item.summary.identity.id): \(item.failure?.message ?? item.skipReason ?? "")")
    }
    for name in names {
      #expect(scorecard.cases.contains { $0.summary.identity.id.hasPrefix(name) && $0.verdict == .pass }, "\(name)")
    }
    let load = scorecard.cases.first { $0.summary.identity.id.hasPrefix("load") }
    #expect(load?.figures?.first { $0.name == "wishes at rest" }?.value == 21)
  }

  @Test(
    "a kind in two versions keeps what it holds, and a lossy one is found",
    arguments: [("manifests", Verdict.pass), ("broken/lossy-version", .fail)])
  func versions(_ manifests: String, _ verdict: Verdict) async throws {
    let folder = try TemporaryFolder()
    let candidate = "suites/observability/candidates/telemetry-profile"
    let result = try await Program.plugfest([
      "run", "--battery", "--candidate", "\(candidate)/candidate.yaml", "--lab", NetBoxSuite.lab, "--reports",
      folder.path, "--patience", "2", "--manifests", "\(candidate)/\(manifests)", "--case", "conversion.alertRule",
      "--case", "upgrade.alertRule",
    ])
    let name = try #require(try FileManager.default.contentsOfDirectory(atPath: folder.path).first, "\(result.errors)")
    let data = try #require(FileManager.default.contents(atPath: "\(folder.path)/\(name)/scorecard.json"))
    for item in try ScorecardFile.read(data).cases {
      #expect(item.verdict == verdict, "\(item.summary.identity.id): \(item.failure?.message ?? item.skipReason ?? "")")
      if verdict == .fail { #expect(item.failure?.message.contains("annotations") == true) }
    }
  }

  @Test(
    "two candidates in one lab: each minds its own, and one that takes what the other has is found",
    arguments: [([String](), Verdict.pass), (["--", "--defect", "overwrites-foreign"], .fail)])
  func beside(_ arguments: [String], _ verdict: Verdict) async throws {
    let folder = try TemporaryFolder()
    let candidates = "suites/apn-config/candidates"
    let result = try await Program.plugfest(
      [
        "run", "--battery", "--candidate", "\(candidates)/access-point/candidate.yaml", "--beside",
        "\(candidates)/dnn/candidate.yaml", "--lab", NetBoxSuite.lab, "--reports", folder.path, "--patience", "2",
        "--case", "coexistence",
      ] + arguments)
    let name = try #require(try FileManager.default.contentsOfDirectory(atPath: folder.path).first, "\(result.errors)")
    let data = try #require(FileManager.default.contents(atPath: "\(folder.path)/\(name)/scorecard.json"))
    let item = try #require(try ScorecardFile.read(data).cases.first)
    #expect(item.verdict == verdict, "\(item.failure?.message ?? item.skipReason ?? "")")
    if verdict == .fail { #expect(item.failure?.message.contains("want the same") == true) }
  }

  struct Broken: Sendable, CustomTestStringConvertible {
    var id: String
    var arguments: [String]
    var text: String

    var testDescription: String { "\(id) notices \(arguments.last ?? "")" }
  }

  static let broken = [
    Broken(id: "upgrade.prefix", arguments: ["--defect", "reallocates-on-upgrade"], text: "is made anew"),
    Broken(
      id: "deletion-outside-down.prefix", arguments: ["--defect", "drops-finalizer-when-down"],
      text: "is let go though netbox cannot be reached"),
    Broken(
      id: "load-idempotence.prefix", arguments: ["--defect", "rewrites-on-reapply"], text: "wishes at rest, there are"),
    Broken(
      id: "write-denial.prefixClaim", arguments: ["--defect", "hides-refusal"], text: "is told neither in its status"),
    Broken(
      id: "missed-outside-change.prefix", arguments: ["--defect", "no-drift-repair"],
      text: "is neither put right nor told"),
    Broken(
      id: "stale-reads.prefix", arguments: ["--defect", "trusts-cache"], text: "it removes in netbox what belongs to"),
    Broken(
      id: "permission-revoked.prefixClaim", arguments: ["--defect", "gives-up-when-forbidden"],
      text: "it is not tried again"),
    Broken(
      id: "leader-fail-over.prefix", arguments: ["--leader-elect", "--defect", "steals-lease"],
      text: "though the first one lives"),
    Broken(
      id: "leader-fail-over.prefix", arguments: ["--leader-elect", "--defect", "works-in-standby"],
      text: "the standby works without the Lease"),
    Broken(
      id: "lost-answer.prefixClaim", arguments: ["--defect", "no-restoration"],
      text: "was created again"),
    Broken(
      id: "reinstall.prefix", arguments: ["--defect", "cleans-up-on-exit"],
      text: "to netbox when the operator is removed: DELETE"),
    Broken(
      id: "wiped-status.prefix", arguments: ["--defect", "creates-blindly"], text: "Duplicate prefix"),
    Broken(id: "watch-cut.prefix", arguments: ["--defect", "watches-once"], text: "does not watch again"),
    Broken(
      id: "consistency.prefixClaim", arguments: ["--defect", "panics-on-missing-field"],
      text: "exited with 2, and said \"spec.description is nil\""),
    Broken(id: "write-denial.prefixClaim", arguments: ["--defect", "no-backoff"], text: "without a pause"),
  ]

  @Test("a broken operator fails, and the cause is named", arguments: broken)
  func defects(_ broken: Broken) async throws {
    let scorecard = try await Self.run([broken.id], broken.arguments)
    let item = scorecard.cases.first { $0.summary.identity.id == broken.id }
    #expect(item?.verdict == .fail)
    #expect(item?.failure?.message.contains(broken.text) == true, "\(item?.failure?.message ?? "")")
  }
}
