import Foundation
import Testing
import Verdicts

/// What cases do to the candidate's program and read from its log, with small scripts as candidates.
@Suite(.timeLimit(.minutes(5))) struct CandidateOperationTests {
  /// Prints each line that is written to the pipe, and exits when told.
  private static let script = """
    [ -p "$1" ] || mkfifo "$1"
    exec 3<>"$1"
    trap 'echo bye; exit 0' TERM
    echo up and ready
    while read -r line <&3; do
      case $line in exit) exit 3 ;; *) echo "said $line" ;; esac
    done
    """

  private static func process(_ script: String, ready: String = "up and ready", stop: String = "2s") -> String {
    "install: {process: {command: [sh, \(script), \(script).pipe], ready: {log: \(ready)}, stop: \(stop)}}"
  }

  private static func say(_ text: String, _ pipe: String) -> String { "{run: {script: 'echo \(text) > \(pipe)'}}" }

  @Test("logs are expected and forbidden, and the candidate is stopped, started and killed")
  func candidateSteps() async throws {
    let folder = try TemporaryFolder()
    let script = try folder.file("candidate.sh", Self.script)
    func say(_ text: String) -> String { Self.say(text, "\(script).pipe") }
    let rows: [(steps: String, verdict: Verdict, message: String)] = [
      ("[\(say("hello-42")), {logs: {match: 'said hello-\\d+', within: 5s}}]", .pass, ""),
      ("[{logs: {match: never-said, within: 200ms}}]", .fail, "did not log"),
      ("[\(say("panic")), {logs: {match: panic}}, {logs: {forbid: 'said pan.c'}}]", .fail, "must not: said panic"),
      ("[{logs: {forbid: panic, for: 100ms}}]", .pass, ""),
      (
        "[\(say("early")), {logs: {match: early}}, {logs: {match: early, since: step, within: 200ms}}]", .fail,
        "not log"
      ),
      ("[{operator: {action: restart}}, {logs: {match: bye}}, {logs: {match: up and ready}}]", .pass, ""),
      ("[{operator: {action: stop}}, {logs: {match: bye}}]", .pass, ""),
      ("[\(say("after-stop")), {logs: {match: said after-stop}}]", .pass, ""),
      ("[{operator: {action: crash}}, {logs: {match: up and ready}}, {logs: {forbid: bye}}]", .pass, ""),
      ("[\(say("exit")), {logs: {match: up and ready}}, {logs: {match: never-said, within: 200ms}}]", .fail, "not log"),
      ("[\(say("after-exit")), {logs: {match: said after-exit}}]", .pass, ""),
      ("[{sleep: {for: 100ms}}, {logs: {forbid: never-said}}]", .pass, ""),
      ("[{sleep: {for: 1h}}, {logs: {forbid: never-said}}]", .error, "would be used up"),
    ]
    var suite = "timeouts: {case: 20s, eventually: 5s}\ncases:\n"
    for (index, row) in rows.enumerated() {
      suite += "- {name: \"row \(index)\", id: \"C-\(index)\", steps: \(row.steps)}\n"
    }
    let run = try await WrittenSuite.run(
      suite, candidate: Self.process(script), lab: { $0.replacing(/parallel: \d+/, with: "parallel: 1") })
    #expect(run.scorecard.cases.count == rows.count, "\(run.errors)")
    for (index, row) in rows.enumerated() {
      let result = try #require(run["C-\(index)"])
      let message = result.failure?.message ?? ""
      #expect(result.verdict == row.verdict, "\(row.steps): \(message) \(result.failure?.details ?? [])")
      #expect(row.message.isEmpty || message.contains(row.message), "\(row.steps): \(message)")
    }
    let explained = try #require(run["C-9"]?.failure)
    #expect(explained.details.contains { $0.contains("the candidate's process exited with 3") }, "\(explained)")
    #expect(run.code != 0)
  }

  @Test("the version before takes the candidate's place, and the present one comes back after the case")
  func versions() async throws {
    let folder = try TemporaryFolder()
    func script(_ version: String) throws -> String {
      let text = "trap 'exit 0' TERM\necho \(version) is ready\nwhile :; do sleep 0.05; done\n"
      return try folder.file("\(version).sh", text)
    }
    let present = try script("present")
    let previous = try script("previous")
    let definition = { (label: String) in
      """
      apiVersion: apiextensions.k8s.io/v1
      kind: CustomResourceDefinition
      metadata: {name: things.example.com, labels: {release: \(label)}}
      spec:
        group: example.com
        scope: Namespaced
        names: {kind: Thing, plural: things}
        versions: [{name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object}}}]
      """
    }
    let now = try folder.file("now.yaml", definition("now"))
    let before = try folder.file("before.yaml", definition("before"))
    func process(_ path: String) -> String { "{command: [sh, \(path)], ready: {log: is ready}}" }
    let released = "apiVersion: apiextensions.k8s.io/v1, kind: CustomResourceDefinition"
    func eventually(_ release: String) -> String {
      "{eventually: {object: {\(released), metadata: {name: things.example.com, labels: {release: \(release)}}}}}"
    }
    let suite = """
      timeouts: {case: 20s, eventually: 5s}
      cases:
      - name: down and up
        id: V-1
        steps:
        - operator: {action: downgrade}
        - {logs: {match: previous is ready, since: case}}
        - \(eventually("before"))
        - operator: {action: crash}
        - operator: {action: upgrade}
        - {logs: {match: present is ready, since: case}}
        - \(eventually("now"))
      - {name: left behind, id: V-2, steps: [{operator: {action: downgrade}}, {logs: {match: previous is ready}}]}
      - {name: back, id: V-3, needs: [V-2], steps: [\(eventually("now")), {operator: {action: crash}}, {logs: {match: present is ready}}]}
      """
    let candidate = "install: {process: \(process(present))}, manifests: \(now)"
    let run = try await WrittenSuite.run(
      suite, candidate: "\(candidate), previous: {version: 0.9.0, process: \(process(previous)), manifests: \(before)}")
    for id in ["V-1", "V-2", "V-3"] {
      #expect(run[id]?.verdict == .pass, "\(id): \(run[id]?.failure as Any) \(run.errors)")
    }
    let without = try await WrittenSuite.run(suite, candidate: candidate)
    #expect(without["V-1"]?.skipReason == "NA: the candidate names no previous version", "\(without.errors)")
  }

  @Test("a case that stops the candidate runs alone")
  func alone() async throws {
    let folder = try TemporaryFolder()
    let script = try folder.file("candidate.sh", Self.script)
    var suite = "cases:\n"
    for index in 0..<6 {
      suite += "- {name: other \(index), id: O-\(index), steps: [{consistently: {for: 200ms, that: ['${true}']}}]}\n"
      guard index.isMultiple(of: 3) else { continue }
      suite += "- {name: alone \(index), id: A-\(index), steps: [{forEach: {item: n, in: [1], steps: "
      suite += "[{operator: {action: stop}}, {operator: {action: start}}, {logs: {match: bye}}]}}]}\n"
    }
    let run = try await WrittenSuite.run(
      suite, candidate: Self.process(script), lab: { $0.replacing(/parallel: \d+/, with: "parallel: 8") })
    #expect(run.code == 0, "\(run.errors)")
    let alone = run.scorecard.cases.filter { $0.summary.identity.id.hasPrefix("A") }
    #expect(alone.count == 2)
    for item in alone {
      for other in run.scorecard.cases where other.summary != item.summary {
        #expect(other.start >= item.start + item.duration || item.start >= other.start + other.duration)
      }
    }
  }

  @Test("a candidate that does not stop in its time is killed, with all that it started")
  func stubborn() async throws {
    let folder = try TemporaryFolder()
    let script = try folder.file("candidate.sh", "trap '' TERM\necho up and ready\nsleep 600 & wait; sleep 600\n")
    let run = try await WrittenSuite.run(
      "cases:\n- {name: stop, id: S-1, steps: [{operator: {action: stop}}, {operator: {action: start}}, "
        + "{logs: {match: ready}}]}\n",
      candidate: Self.process(script, stop: "200ms"))
    #expect(run["S-1"]?.verdict == .pass, "\(run.errors)")
    #expect(run["S-1"]?.steps.first?.observation?.contains("was killed") == true)
  }

  @Test("a candidate in the cluster is stopped and started through its Deployment")
  func deployment() async throws {
    let folder = try TemporaryFolder()
    let manifest = try folder.file(
      "deployment.yaml",
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: candidate, namespace: default}
      spec:
        replicas: 2
        selector: {matchLabels: {app: candidate}}
        template:
          metadata: {labels: {app: candidate}}
          spec: {containers: [{name: operator, image: example.com/operator:1}]}
      """)
    let object = "{apiVersion: apps/v1, kind: Deployment, metadata: {name: candidate, namespace: default}"
    let run = try await WrittenSuite.run(
      """
      timeouts: {case: 30s, eventually: 5s}
      cases:
      - name: stop and start
        id: D-1
        steps:
        - operator: {action: stop}
        - eventually: {object: \(object), spec: {replicas: 0}}}
        - operator: {action: start}
        - eventually: {object: \(object), status: {readyReplicas: 2}}}
        - operator: {action: restart}
        - operator: {action: crash}
        - eventually: {object: \(object), status: {readyReplicas: 2}}}
        - operator: {action: stop}
      - name: it is back
        id: D-2
        steps:
        - eventually: {object: \(object), status: {readyReplicas: 2}}}
      - name: its package is removed, and installed again
        id: D-4
        steps:
        - apply: {manifest: {apiVersion: v1, kind: ConfigMap, metadata: {name: w}, data: {a: b}}, as: wish}
        - oracle: {name: reinstall, wish: wish}
        - eventually: {object: \(object), status: {readyReplicas: 2}}}
      - name: what no container has said says nothing
        id: D-3
        steps: [{logs: {forbid: panic}}]
      """,
      candidate: "install: {manifests: {within: 20s}}, manifests: \(manifest)")
    #expect(run["D-1"]?.verdict == .pass, "\(run["D-1"]?.failure as Any) \(run.errors)")
    #expect(run["D-2"]?.verdict == .pass, "\(run["D-2"]?.failure as Any)")
    #expect(run["D-4"]?.verdict == .pass, "\(run["D-4"]?.failure as Any)")
    #expect(run["D-3"]?.verdict == .error)
    #expect(run["D-3"]?.failure?.message.contains("the log of the candidate cannot be read: ") == true)
  }

  @Test("metrics are compared with conditions and with themselves at an earlier time")
  func metrics() async throws {
    let folder = try TemporaryFolder()
    let script = try folder.file(
      "candidate.py",
      """
      import http.server
      count = 0
      class Handler(http.server.BaseHTTPRequestHandler):
          def do_GET(self):
              global count
              count += 1
              self.send_response(200)
              self.end_headers()
              self.wfile.write(f'reads_total{{kind="a"}} {count}\\nreads_total{{kind="b"}} 1\\n'.encode())
          def log_message(self, *arguments): pass
      server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
      print(f"port {server.server_port}", flush=True)
      open(__file__ + ".port", "w").write(str(server.server_port))
      print("up and ready", flush=True)
      server.serve_forever()
      """)
    let port = "{run: {script: 'cat \(script).port', as: port}}"
    func metrics(_ rest: String) -> String {
      "{metrics: {url: 'http://127.0.0.1:${port.stdout}/metrics', name: reads_total, \(rest)}}"
    }
    let rows: [(steps: String, verdict: Verdict, message: String)] = [
      (metrics("that: ['${metric.value == 2}', '${metric.count == 2}']"), .pass, ""),
      (
        metrics("labels: {kind: a}, as: before") + ", "
          + metrics("labels: {kind: a}, that: ['${metric.value - before.value == 1}']"), .pass, ""
      ),
      (metrics("labels: {kind: a}, within: 5s, that: ['${metric.value >= 6}']"), .pass, ""),
      (metrics("labels: {kind: b}, that: ['${metric.value > 1}']"), .fail, "reads_total{kind=\"b\"} is 1.0"),
      (metrics("labels: {kind: c}, that: ['${metric.value == 0}']"), .fail, "has no sample"),
      (metrics("labels: {kind: c}, default: 0, that: ['${metric.value == 0}']"), .pass, ""),
      ("{metrics: {url: 'http://127.0.0.1:1/', name: a, as: x}}", .fail, "did not answer"),
    ]
    var suite = "timeouts: {case: 20s}\ncases:\n"
    for (index, row) in rows.enumerated() {
      suite += "- {name: \"row \(index)\", id: \"M-\(index)\", steps: [\(port), \(row.steps)]}\n"
    }
    let run = try await WrittenSuite.run(
      suite,
      candidate: "install: {process: {command: [python3, \(script)], ready: {log: up and ready}}}",
      lab: { $0.replacing(/parallel: \d+/, with: "parallel: 1") })
    for (index, row) in rows.enumerated() {
      let result = try #require(run["M-\(index)"], "\(run.errors)")
      let message = result.failure?.message ?? ""
      #expect(result.verdict == row.verdict, "\(row.steps): \(message) \(result.failure?.details ?? [])")
      #expect(row.message.isEmpty || message.contains(row.message), "\(row.steps): \(message)")
    }
  }

  @Test("a candidate that somebody else started is not touched, and the report says what to do")
  func external() async throws {
    let run = try await WrittenSuite.run(
      """
      cases:
      - {name: stop, id: X-1, steps: [{operator: {action: stop}}, {logs: {match: x}}]}
      - {name: read, id: X-2, steps: [{logs: {match: x}}]}
      """)
    #expect(run["X-1"]?.skipReason?.hasPrefix("NA: plugfest did not start the candidate") == true)
    #expect(run["X-2"]?.verdict == .error)
    #expect(run["X-2"]?.failure?.remedy?.contains("Deployment") == true)
  }
}
