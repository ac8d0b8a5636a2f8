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
    #expect(run["A-4"]?.warnings.contains { $0.contains("passed at attempt 2; before that the lab broke") } == true)
    #expect(run["A-5"]?.verdict == .error && run["A-5"]?.earlierAttempts == nil, "a mistake stays one")
    #expect(run["A-6"]?.verdict == .skipped, "flaky is no pass")
    #expect(run.scorecard.totals.flaky == 1)
  }

  @Test("rounds repeat all cases, with what surrounds them, and end with the first failure when that is asked for")
  func rounds() async throws {
    let folder = try TemporaryFolder()
    let log = "\(folder.path)/log"
    let suite = """
      setup: [{run: {script: 'echo up >> \(log)'}}]
      cases:
      - {name: first, id: A-1, steps: [{run: {command: ['true']}}]}
      - {name: second, id: A-2, needs: [A-1], steps: [{run: {command: ['true']}}]}
      """
    let twice = try await WrittenSuite.run(suite, ["--repeat", "2"])
    #expect(twice.code == 0, "\(twice.errors)")
    #expect(twice.scorecard.cases.map(\.summary.identity.title) == ["A-1 #1", "A-2 #1", "A-1 #2", "A-2 #2"])
    #expect(try String(contentsOfFile: log, encoding: .utf8) == "up\nup\n")
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

  @Test("trouble of the lab that was ridden out is counted, in the run and in the case")
  func noise() async throws {
    let run = try await WrittenSuite.run(
      """
      cases:
      - {name: ridden out, id: A-1, steps: [
          {apply: {manifest: {apiVersion: v1, kind: ConfigMap, metadata: {name: a}}}}]}
      """,
      lab: {
        $0.replacing(
          "nodes: 1",
          with:
            "nodes: 1\n      faults: [{when: {verbs: [patch], resource: configmaps}, times: 2, inject: {status: 503}}]")
      })
    #expect(run.code == 0, "\(run.errors)")
    #expect(run["A-1"]?.noise?["request answered 503, and repeated"] == 2, "\(run["A-1"]?.noise as Any)")
    #expect(run.scorecard.noise?["request answered 503, and repeated"] ?? 0 >= 2)
    #expect(run.errors.contains("lab noise: "))
  }
}
