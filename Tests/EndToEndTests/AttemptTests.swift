import Foundation
import Testing
import Verdicts

/// Cases that are carried out several times, and failures that do not count.
@Suite(.timeLimit(.minutes(5))) struct AttemptTests {
  /// Fails as long as it has been carried out fewer times than `times`.
  private static func failing(_ times: Int, _ folder: borrowing TemporaryFolder) -> String {
    let file = "\(folder.path)/\(UUID().uuidString)"
    return "{run: {script: 'echo x >> \(file); test $(wc -l < \(file)) -gt \(times)'}}"
  }

  @Test("a case that fails and then passes is flaky, each attempt is in the report, and the run does not conform")
  func retries() async throws {
    let folder = try TemporaryFolder()
    let run = try await WrittenSuite.run(
      """
      cases:
      - {name: once, id: A-1, steps: [\(Self.failing(1, folder)), {run: {script: 'echo $NAMESPACE', as: r}}]}
      - {name: always, id: A-2, steps: [\(Self.failing(9, folder))]}
      - {name: never, id: A-3, steps: [\(Self.failing(0, folder))]}
      - {name: lab, id: A-4, setup: [\(Self.failing(1, folder))], steps: [{run: {command: ['true']}}]}
      - {name: mistake, id: A-5, steps: [{run: {command: [no-such-program-here]}}]}
      - {name: after a flaky one, id: A-6, needs: [A-1], steps: [{run: {command: ['true']}}]}
      """, ["--retries", "2"])
    #expect(run.code == 1, "\(run.errors)")
    #expect(run["A-1"]?.verdict == .flaky)
    #expect(run["A-1"]?.earlierAttempts?.map(\.verdict) == [.fail])
    #expect(run["A-1"]?.failure?.message.contains("found 1") == true)
    #expect(run["A-2"]?.verdict == .fail)
    #expect(run["A-2"]?.earlierAttempts?.count == 2)
    #expect(run["A-3"]?.verdict == .pass && run["A-3"]?.earlierAttempts == nil)
    #expect(run["A-4"]?.verdict == .pass)
    #expect(run["A-4"]?.warnings.contains { $0.contains("passed at attempt 2; before that it broke") } == true)
    #expect(run["A-5"]?.verdict == .error && run["A-5"]?.earlierAttempts == nil, "a mistake stays one")
    #expect(run["A-6"]?.verdict == .skipped, "flaky is no pass")
    #expect(run["A-4"]?.noise?["case broken, and tried again"] == 1)
    #expect(run.scorecard.noise?["case broken, and tried again"] == 1)
    #expect(run.scorecard.totals.flaky == 1)
  }

  @Test(
    "a fault that hits a case only the first time makes it flaky, and each attempt has its evidence and its element")
  func fault() async throws {
    let reports = try TemporaryFolder()
    let map = "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}}"
    let faults = """
      nodes: 1
            faults:
              - {when: {verbs: [create], resource: configmaps}, times: 1, inject: {status: 409}}
              - {when: {verbs: [create], resource: namespaces}, every: 3, times: 1, inject: {status: 503}}
      """
    let run = try await WrittenSuite.run(
      """
      cases:
      - {name: hit by the fault, id: A-1, steps: [{create: {manifest: \(map)}}]}
      - {name: hit before it began, id: A-2, steps: [{create: {manifest: \(map)}}]}
      """, ["--retries", "1", "--evidence", "all", "--parallel", "1"], reports: reports.path,
      lab: { $0.replacing("nodes: 1", with: faults) }
    )
    #expect(run.code == 1, "\(run.errors)")
    let flaky = try #require(run["A-1"])
    #expect(flaky.verdict == .flaky, "\(flaky.failure as Any)")
    #expect(flaky.evidence.contains("evidence/written-A-1-attempt-2/README.md"), "\(flaky.evidence)")
    let earlier = flaky.earlierAttempts?.first
    #expect(earlier?.verdict == .fail && earlier?.failure?.kind == .unexpectedAnswer)
    #expect(earlier?.evidence.contains("evidence/written-A-1/README.md") == true)
    // The second time in a namespace of its own.
    let folder = "\(reports.path)/\(run.scorecard.run.id)"
    let objects = try String(contentsOfFile: "\(folder)/evidence/written-A-1-attempt-2/objects.yaml", encoding: .utf8)
    #expect(objects.contains("-a2-a-1"), "\(objects)")
    let broken = try #require(run["A-2"])
    #expect(broken.verdict == .pass && broken.earlierAttempts?.map(\.verdict) == [.error], "\(broken.failure as Any)")
    let junit = try String(contentsOfFile: "\(folder)/junit.xml", encoding: .utf8)
    for part in ["<failure message=", "type=\"Flaky\"", "<flakyFailure message=", "<flakyError message="] {
      #expect(junit.contains(part), "\(part)")
    }
    #expect(run.errors.contains("FLAKY A-1") && run.errors.contains("again  A-1"), "\(run.errors)")
  }

  @Test("a repetition in which nothing can be carried out ends, as does one whose time is up")
  func endless() async throws {
    let nothing = try await WrittenSuite.run(
      "cases: [{name: never, id: A-1, when: [{that: 'false'}], steps: [{run: {command: ['true']}}]}]",
      ["--until-failure"])
    #expect(nothing.code == 2, "\(nothing.errors)")
    #expect(nothing.scorecard.cases.map(\.verdict) == [.skipped])
    #expect(
      nothing.scorecard.warnings == ["the repetition ended after round 1: no case could be carried out in it"])
    let budget = try await WrittenSuite.run(
      "cases: [{name: always, id: A-1, takes: 1s, steps: [{run: {command: ['true']}}]}]",
      ["--until-failure", "--budget", "10s"])
    #expect(budget.code == 0, "\(budget.errors)")
    #expect(budget.scorecard.cases.count > 1 && budget.scorecard.totals.failed == 0)
    #expect(budget.scorecard.cases.last?.skipReason == "NA: not reached within the budget of 10s")
    #expect(budget.scorecard.warnings.contains { $0.hasPrefix("the repetition ended after round ") })
  }

  @Test("rounds repeat all cases, with what surrounds them, and end with the first failure when that is asked for")
  func rounds() async throws {
    let folder = try TemporaryFolder()
    let log = "\(folder.path)/log"
    let suite = """
      setup: [{run: {script: 'echo up ${run.seed} >> \(log)'}}]
      cases:
      - {name: first, id: A-1, steps: [{run: {command: ['true']}}]}
      - {name: second, id: A-2, needs: [A-1], steps: [{run: {command: ['true']}}]}
      """
    let twice = try await WrittenSuite.run(suite, ["--repeat", "2", "--seed", "7"])
    #expect(twice.code == 0, "\(twice.errors)")
    #expect(twice.scorecard.cases.map(\.summary.identity.title) == ["A-1 #1", "A-2 #1", "A-1 #2", "A-2 #2"])
    #expect(try String(contentsOfFile: log, encoding: .utf8) == "up 7\nup 8\n")
    let file = "\(folder.path)/rounds"
    let until = try await WrittenSuite.run(
      """
      cases:
      - {name: third time, id: A-1, steps: [{run: {script: 'echo x >> \(file); test $(wc -l < \(file)) -lt 3'}}]}
      """, ["--until-failure"])
    #expect(until.code == 1)
    #expect(until.scorecard.cases.map(\.verdict) == [.pass, .pass, .fail])
  }

  @Test("a case in quarantine is carried out and does not count until its day, and afterwards counts again")
  func quarantine() async throws {
    let folder = try TemporaryFolder()
    func list(_ id: String, _ until: String) throws -> String {
      try folder.file(
        "quarantine-\(until).yaml",
        """
        apiVersion: plugfest.dev/v1alpha1
        kind: Quarantine
        metadata: {name: known}
        spec: {cases: [{case: \(id), until: \(until), because: the clock of the lab, link: "https://example.com/1"}]}
        """)
    }
    let suite = """
      cases:
      - {name: fails, id: A-1, steps: [{run: {command: ['false']}}]}
      - {name: passes, id: A-2, steps: [{run: {command: ['true']}}]}
      """
    let held = try await WrittenSuite.run(suite, ["--quarantine", try list("A-1", "2999-12-31")])
    #expect(held.code == 0, "\(held.errors)")
    #expect(
      held["A-1"]?.skipReason
        == "WAIVED(A-1 until 2999-12-31): quarantine: the clock of the lab (https://example.com/1)")
    #expect(held["A-1"]?.failure != nil && held["A-1"]?.warnings.first == "in quarantine, it came to fail")
    let over = try await WrittenSuite.run(suite, ["--quarantine", try list("A-1", "2020-01-01")])
    #expect(over.code == 1)
    #expect(over["A-1"]?.verdict == .fail)
    #expect(over.scorecard.warnings.contains { $0.contains("the quarantine of A-1 ended on 2020-01-01") })
    await #expect(throws: Failure.self) {
      try await WrittenSuite.run(suite, ["--quarantine", try list("A-11", "2999-12-30")])
    }
  }

  @Test("trouble of the lab that was ridden out is counted, in the run and in the case; a refusal is no trouble")
  func noise() async throws {
    let run = try await WrittenSuite.run(
      """
      cases:
      - {name: ridden out, id: A-1, steps: [
          {apply: {as: map, manifest: {apiVersion: v1, kind: ConfigMap, metadata: {name: a}}}},
          {consistently: {for: 200ms, that: ['${map.object.metadata.name == "a"}']}}]}
      - {name: refused, id: A-2, needs: [A-1], steps: [
          {user: alice, create: {manifest: {apiVersion: v1, kind: Secret, metadata: {name: a}}, refused: {reason: Forbidden}}},
          {create: {manifest: {apiVersion: v1, kind: Secret, metadata: {name: A}}, refused: {reason: Invalid}}}]}
      """,
      lab: {
        $0.replacing(
          "nodes: 1",
          with:
            "nodes: 1\n      faults: [{when: {verbs: [patch], resource: configmaps}, times: 2, inject: {status: 503}}, "
            + "{when: {verbs: [watch], resource: configmaps, name: a}, times: 1, inject: {events: cut}}]")
      })
    #expect(run.code == 0, "\(run.errors)")
    #expect(run["A-1"]?.noise?["request answered 503, and repeated"] == 2, "\(run["A-1"]?.noise as Any)")
    #expect(run.scorecard.noise?["request answered 503, and repeated"] ?? 0 >= 2)
    #expect(run["A-1"]?.noise?["watch ended early, and resumed"] == 1, "\(run["A-1"]?.noise as Any)")
    #expect(run["A-2"]?.verdict == .pass && run["A-2"]?.noise == nil, "\(run["A-2"]?.noise as Any)")
    #expect(run.errors.components(separatedBy: "lab noise: ").count == 3, "\(run.errors)")
  }

  @Test("a server that stays in trouble is an error of the lab, and no refusal that a case waits for")
  func trouble() async throws {
    let map = "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}}"
    let run = try await WrittenSuite.run(
      """
      cases:
      - {name: wanted, id: A-1, timeout: 60s, steps: [{create: {manifest: \(map)}}]}
      - {name: refused, id: A-2, timeout: 60s, steps: [{create: {refused: {}, manifest: \(map)}}]}
      - {name: asked for, id: A-3, timeout: 60s, steps: [{create: {refused: {code: 503}, manifest: \(map)}}]}
      """,
      lab: {
        $0.replacing(
          "nodes: 1",
          with: "nodes: 1\n      faults: [{when: {verbs: [create], resource: configmaps, userAgent: plugfest/*}, "
            + "inject: {status: 503}}]")
      })
    #expect(run.code == 2, "\(run.errors)")
    #expect(run["A-1"]?.failure?.kind == .labUnavailable)
    #expect(run["A-2"]?.failure?.kind == .labUnavailable)
    #expect(run["A-3"]?.verdict == .pass)
  }
}
