import Documents
import Foundation
import Reports
import Testing
import Verdicts

/// What goes wrong in real labs, on purpose: always the right verdict, a valid report, and a clean lab.
@Suite(.timeLimit(.minutes(5))) struct HardshipTests {
  /// A lab whose cluster is the one of KUBECONFIG.
  static let lab = """
    apiVersion: plugfest.dev/v1alpha1
    kind: Lab
    metadata: {name: remote}
    spec:
      cluster: {kubeconfig: {}}
      budget: {parallel: 8, cleanup: 20s}
    """

  /// Runs a suite against a lab that is a program of its own, whose id the suite's commands find in `LAB_PID`.
  static func run(_ spec: String) async throws -> (run: WrittenSuite, leftovers: [String]) {
    try await BackgroundProgram.plugfest(["lab", "up", "labs/embedded.yaml"], ready: "export KUBECONFIG=") {
      lab, output in
      let kubeconfig = try #require(output.split(separator: "\n").last?.split(separator: "=").last).description
      let run = try await WrittenSuite.run(
        spec,
        environment: [
          "KUBECONFIG": kubeconfig, "LAB_PID": "\(lab.processID)", "PLUGFEST": "\(Program.folder)/plugfest",
        ], lab: { _ in Self.lab })
      return (run, try await RemoteLabTests.leftovers(kubeconfig))
    }
  }

  /// Writes and waits while a script makes trouble.
  static func hardship(_ script: String) -> String {
    """
    cases:
    - name: hardship
      id: HARD-1
      timeout: 2m
      steps:
      - apply: {as: own, manifest: {apiVersion: v1, kind: ConfigMap, metadata: {name: own}, data: {n: "0"}}}
      - parallel:
          branches:
          - run: {timeout: 90s, script: "\(script)"}
          - repeat:
              times: 30
              item: n
              steps:
              - patch: {handle: own, patch: {data: {n: '${string(n + 1)}'}}}
              - eventually: {within: 60s, that: ['${own.object.data.n == string(n + 1)}']}
      - consistently: {for: 1s, that: ['${own.object.data.n == "30"}']}
      - delete: {handle: own, within: 20s}
    """
  }

  @Test(
    "a lab that is away for ten seconds, or drops every connection again and again, changes no verdict",
    arguments: [
      ("stands still", "kill -STOP $LAB_PID; sleep 10; kill -CONT $LAB_PID"),
      (
        "drops its connections every second",
        "for i in 1 2 3 4 5 6; do $PLUGFEST lab fault restart >/dev/null || exit 1; sleep 1; done"
      ),
      (
        "forgets its history",
        "for i in 1 2 3; do $PLUGFEST lab fault restart --forget-history >/dev/null || exit 1; sleep 1; done"
      ),
    ])
  func labTrouble(name: String, script: String) async throws {
    let (run, leftovers) = try await Self.run(Self.hardship(script))
    let failure = run["HARD-1"]?.failure
    #expect(run["HARD-1"]?.verdict == .pass, "\(failure?.message ?? "") \(failure?.details ?? [])")
    #expect(run.code == 0, "\(run.errors)")
    #expect(leftovers == [])
  }

  @Test("an operator that is killed in the middle of a case is told as such, and the case ends with the right verdict")
  func killedOperator() async throws {
    let folder = try TemporaryFolder()
    let script = try folder.file(
      "candidate.sh", "echo $$ >\(folder.path)/pid\necho up and ready\nwhile :; do sleep 1; done\n")
    let kill = "{run: {script: 'until kill -KILL $(cat \(folder.path)/pid); do sleep 0.1; done'}}"
    let map = "{apply: {as: map, manifest: {apiVersion: v1, kind: ConfigMap, metadata: {name: a}, data: {k: v}}}}"
    let run = try await WrittenSuite.run(
      """
      cases:
      - {name: needs nothing more of it, id: K-1, steps: [\(map), \(kill), {eventually: {that: ['${map.exists}']}}]}
      - {name: waits for it, id: K-2, needs: [K-1], steps: [
          \(map), \(kill), {eventually: {within: 500ms, that: ['${map.object.data.k == "w"}']}}]}
      - {name: sees it come back, id: K-3, needs: [K-1], steps: [
          {logs: {match: up and ready, since: case, within: 20s}}]}
      """,
      candidate: "install: {process: {command: [sh, \(script)], ready: {log: up and ready}}}",
      lab: { $0.replacing(/parallel: \d+/, with: "parallel: 1") })
    #expect(run.code == 1, "\(run.errors)")
    #expect(run["K-1"]?.verdict == .pass, "\(run["K-1"]?.failure as Any)")
    #expect(run["K-2"]?.verdict == .fail)
    #expect(run["K-2"]?.failure?.details.contains { $0.contains("the candidate's process") } == true)
    #expect(run["K-3"]?.verdict == .pass, "\(run["K-3"]?.failure as Any)")
    #expect(run.scorecard.failures.contains { $0.kind == .candidateNotRunning })
    #expect(run.scorecard.isComplete)
  }

  @Test("a run that is stopped at any moment leaves a valid report and a clean lab")
  func stops() async throws {
    let cases = (1...12).map { index in
      """
      - name: case \(index)
        id: STOP-\(index)
        setup: [{apply: {as: s, manifest: {apiVersion: v1, kind: ConfigMap, metadata: {name: s}}}}]
        steps:
        - apply: {as: a, manifest: {apiVersion: v1, kind: ConfigMap, metadata: {name: a}}}
        - consistently: {for: 50ms, that: ['${a.exists}']}
        - delete: {handle: a, within: 5s}
      """
    }
    let folder = try TemporaryFolder()
    let suite = try folder.file(
      "suite.yaml",
      "apiVersion: plugfest.dev/v1alpha1\nkind: Suite\nmetadata: {name: stops}\nspec:\n  cases:\n"
        + cases.joined(separator: "\n").split(separator: "\n").map { "  \($0)" }.joined(separator: "\n"))
    let candidate = try folder.file(
      "candidate.yaml",
      "apiVersion: plugfest.dev/v1alpha1\nkind: Candidate\nmetadata: {name: nobody}\n"
        + "spec: {vendor: nobody, version: 1.0.0, install: {external: {}}}\n")
    let lab = try folder.file("lab.yaml", Self.lab)
    let path = folder.path
    try await BackgroundProgram.plugfest(["lab", "up", "labs/embedded.yaml"], ready: "export KUBECONFIG=") {
      _, output in
      let kubeconfig = try #require(output.split(separator: "\n").last?.split(separator: "=").last).description
      try await withThrowingTaskGroup(of: Void.self) { group in
        for worker in 0..<4 {
          group.addTask {
            for turn in 0..<25 {
              let reports = "\(path)/\(worker)-\(turn)"
              // `timeout` of coreutils sends SIGTERM at the moment that it is told.
              let moment = String(format: "%.3f", Double.random(in: 0...1.2))
              let result = try await Program.run(
                "/usr/bin/timeout",
                [
                  "--preserve-status", moment, "\(Program.folder)/plugfest", "run", "--suite", suite, "--candidate",
                  candidate, "--lab", lab, "--reports", reports,
                ], environment: ["KUBECONFIG": kubeconfig])
              try Self.check(result, reports, "stopped after \(moment) s")
            }
          }
        }
        try await group.waitForAll()
      }
      let leftovers = try await RemoteLabTests.leftovers(kubeconfig)
      #expect(leftovers == [])
    }
  }

  private static func check(_ result: Program.Result, _ reports: String, _ what: String) throws {
    guard let name = try? FileManager.default.contentsOfDirectory(atPath: reports).first else {
      // Stopped before there was a run.
      #expect(result.code == 143 || result.code == 2, "\(what): \(result.code) \(result.output)\(result.errors)")
      return
    }
    #expect([0, 2].contains(result.code), "\(what): \(result.code) \(result.output)\(result.errors)")
    let data = try #require(FileManager.default.contents(atPath: "\(reports)/\(name)/scorecard.json"), "\(what)")
    let scorecard = try ScorecardFile.read(data)
    #expect(scorecard.cases.count == 12 && scorecard.totals.failed == 0, "\(what): \(result.output)")
    let junit = try String(contentsOfFile: "\(reports)/\(name)/junit.xml", encoding: .utf8)
    #expect(junit.hasSuffix("</testsuites>\n") || junit.hasSuffix("</testsuites>"), "\(what)")
  }
}
