import Documents
import Foundation
import Testing
import Verdicts

@Suite(.timeLimit(.minutes(5))) struct ProfileTests {
  static let profile = """
    apiVersion: plugfest.dev/v1alpha1
    kind: Profile
    metadata: {name: own}
    spec:
      title: Own
      about: For tests.
      criteria: [SEC-04, SEC-08]
      threshold: {score: 70}

    """

  static func candidate(_ fields: String, _ manifests: String) -> String {
    """
    apiVersion: plugfest.dev/v1alpha1
    kind: Candidate
    metadata: {name: one}
    spec:
      vendor: A
      version: 1.0.0
      install: {external: {}}
      manifests: \(manifests)
      \(fields)

    """
  }

  static let binding = LintTests.binding.replacing("cluster-admin", with: "viewer")
  static let deployment = """
    ---
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: a}
    spec: {template: {spec: {containers: [{name: a, image: a, securityContext: {}}]}}}

    """

  @Test("profiles are listed and explained, and what is misspelt is told")
  func listing() async throws {
    let list = try await Program.plugfest(["profiles"])
    #expect(list.code == 0 && list.output.hasSuffix("13 profiles; `plugfest profiles explain NAME` tells more\n"))
    let explained = try await Program.plugfest(["profiles", "explain", "--format", "json", "ha"]).output
    #expect(try JSON.parse(explained)[0]?["features"]?[0]?["name"] == "high-availability")
    let misspelt = try await Program.plugfest(["profiles", "explain", "cor"])
    #expect(misspelt.code == 64 && misspelt.errors.contains("did you mean \"core\"?"))
  }

  @Test("lint scores by a profile, waives what the candidate's file waives, and fails for what is missed")
  func lint() async throws {
    let folder = try TemporaryFolder()
    let profile = try folder.file("own.yaml", Self.profile)
    let manifests = try folder.file("all.yaml", Self.binding + Self.deployment)
    let plain = try await Program.plugfest(["lint", "--profile", profile, manifests])
    // The essential one passed; 10 of 13 points.
    #expect(plain.code == 0)
    #expect(
      plain.output.contains("\nprofile own: reached (success), 76.9 % of 70 %\n  also failed (1): SEC-04\n"),
      "\(plain.output)\(plain.errors)")
    let waived = try folder.file(
      "candidate.yaml",
      Self.candidate("waivers: [{criterion: SEC-08, until: 2999-12-31, because: it moves}]", "all.yaml"))
    _ = try folder.file("all.yaml", LintTests.binding + Self.deployment)
    let missed = try await Program.plugfest(["lint", "--profile", profile, manifests])
    #expect(missed.code == 1 && missed.output.contains("profile own: not reached (failure), 0.0 % of 70 %"))
    let low = try await Program.plugfest(["lint", "--profile", profile, "--candidate", waived])
    #expect(low.code == 1 && low.output.contains("waived until 2999-12-31: it moves"))
    #expect(low.output.contains("profile own: not reached (partial: waived), 0.0 % of 70 %"))
    let junit = try await Program.plugfest(["lint", "--select", "SEC-08", "--format", "junit", "--candidate", waived])
    #expect(junit.code == 0 && junit.output.contains("WAIVED(SEC-08 until 2999-12-31): it moves"))
  }

  @Test("waivers that are not allowed, or of nothing, are mistakes of the file")
  func waivers() async throws {
    let folder = try TemporaryFolder()
    _ = try folder.file("all.yaml", Self.binding)
    for (criterion, text) in [("REC-02", "REC-02 may not be waived"), ("SEC-99", "there is no criterion \"SEC-99\"")] {
      let file = try folder.file(
        "\(criterion).yaml",
        Self.candidate("waivers: [{criterion: \(criterion), until: 2999-12-31, because: a}]", "all.yaml"))
      let check = try await Program.plugfest(["check", file])
      #expect(check.code == 64 && check.output.contains(text))
      let lint = try await Program.plugfest(["lint", "--candidate", file])
      #expect(lint.code == 64 && lint.errors.contains(text))
    }
  }

  @Test("a case that fails is waived until its day, and the run tells what became of each waiver")
  func waivedCases() async throws {
    let fail = "steps: [{run: {script: 'exit 1'}}]"
    let run = try await WrittenSuite.run(
      """
      cases:
      - {name: one, id: A-1, \(fail)}
      - {name: two, id: A-2, \(fail)}
      - {name: three, id: A-3, steps: [{run: {script: 'exit 0'}}]}
      """,
      candidate: """
        install: {external: {}}, waivers: [
          {case: A-1, until: 2999-12-31, because: later}, {case: A-2, until: 2020-01-01, because: a},
          {case: A-3, until: 2999-12-31, because: b}, {criterion: SEC-04, until: 2999-12-31, because: c}]
        """)
    #expect(run.code == 1, "\(run.errors)")
    #expect(run["A-1"]?.skipReason == "WAIVED(A-1 until 2999-12-31): later")
    #expect(run["A-2"]?.verdict == .fail)
    #expect(run.scorecard.waivers?.map(\.state).prefix(3) == [.used, .expired, .unneeded])
    #expect(run.scorecard.warnings.contains { $0.contains("the waiver of A-2 ended on 2020-01-01") })
    #expect(run.errors.contains("waiver of A-2 until 2020-01-01: EXPIRED, does not count: a"))
    let refused = await #expect(throws: Failure.self) {
      try await WrittenSuite.run(
        "cases: [{name: one, id: A-1, \(fail)}]",
        candidate: "install: {external: {}}, waivers: [{criterion: REC-02, until: 2999-12-31, because: a}]")
    }
    #expect(refused?.message.contains("REC-02 may not be waived") == true)
  }

  @Test("a run is scored by all cases of the contract's suite, and leaving some out leaves the profile open")
  func run() async throws {
    let folder = try TemporaryFolder()
    let base = [
      "run", "--lab", "labs/embedded.yaml", "--candidate", "suites/netbox/candidates/direct/candidate.yaml",
      "--reports", folder.path, "--plain", "--profile", "ipam", "--suite", "suites/netbox/suite.yaml",
    ]
    let one = try await Program.plugfest(base + ["--include", "IPAM-020"])
    #expect(one.code == 2, "\(one.output)\(one.errors)")
    #expect(one.output.contains("profile ipam: open (partial: not all seen)"))
    let runs = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    let path = "\(folder.path)/\(try #require(runs.first))"
    let scorecard = try JSON.parse(String(contentsOfFile: "\(path)/scorecard.json", encoding: .utf8))
    let profile = scorecard["profiles"]?[0]
    #expect(profile?["counts"]?["passed"] == 1 && profile?["attainable"] == 100)
    #expect(scorecard["run"]?["candidate"]?["claims"]?[0] == "drift-repair")
    let junit = try String(contentsOfFile: "\(path)/junit.xml", encoding: .utf8)
    #expect(junit.contains("name=\"threshold ipam\"") && junit.contains("type=\"ProfileOpen\""))
    #expect(try await Program.plugfest(["report", path]).output.contains("profile ipam: open"))
    let caught = try await Program.plugfest(
      base + ["--include", "IPAM-033", "--patience", "0.3", "--", "--defect", "no-drift-repair"])
    #expect(caught.code == 1 && caught.output.contains("features claimed, but FAILED: drift-repair"))
  }
}
