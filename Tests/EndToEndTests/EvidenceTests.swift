import Foundation
import Testing
import Verdicts

/// What a run leaves of a case for whoever wants to know why.
@Suite(.timeLimit(.minutes(5))) struct EvidenceTests {
  private static func text(_ path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }

  @Test("a failed case leaves its objects, their story, Events, logs, requests and the way to see it again")
  func failed() async throws {
    let folder = try TemporaryFolder()
    let run = try await NetBoxSuite.run(
      ["--include", "IPAM-004", "--include", "IPAM-009", "--patience", "0.3", "--", "--defect", "no-drift-repair"],
      reports: folder.path)
    let runFolder = try #require(run.runFolder)
    let result = try #require(run.scorecard?.cases.first { $0.summary.identity.id == "IPAM-009" })
    #expect(result.verdict == .fail, "\(run.output)")
    let names = [
      "README.md", "timeline.txt", "objects.yaml", "candidate.log", "events.txt", "southbound-netbox.txt",
    ]
    #expect(result.evidence == names.map { "evidence/netbox-IPAM-009/\($0)" })
    #expect(run.scorecard?.cases.first { $0.summary.identity.id == "IPAM-004" }?.evidence == [])
    let evidence = "\(runFolder)/evidence/netbox-IPAM-009"
    #expect(try Self.text("\(evidence)/objects.yaml").contains("managedFields:"))
    #expect(try Self.text("\(evidence)/events.txt").contains("Normal PrefixReservedInNetbox about Prefix demo"))
    let requests = try Self.text("\(evidence)/southbound-netbox.txt")
    #expect(requests.contains("GET /api/ipam/prefixes/?") && requests.contains("POST /api/ipam/prefixes/ → 201 in"))
    #expect(requests.contains("by netbox-operator/") && requests.contains(#"    {"prefix":"10.200.9.0/24""#))
    #expect(try Self.text("\(evidence)/candidate.log").contains(#" s  {"time":""#))
    Self.checkOrder(try Self.text("\(evidence)/timeline.txt"))
    let index = try Self.text("\(evidence)/README.md")
    for (number, name) in names.dropFirst().enumerated() {
      #expect(index.contains("\(number + 1). [\(name)](\(name)): "))
    }
    #expect(
      index.contains("UnexpectedResponse: GET ")
        && index.firstMatch(of: /There was nothing for faults\.txt, (southbound-[a-z]+\.txt, )*api-errors\.txt\./)
          != nil
    )
    let junit = try Self.text("\(runFolder)/junit.xml")
    for name in names { #expect(junit.contains("[[ATTACHMENT|\(runFolder)/evidence/netbox-IPAM-009/\(name)]]")) }
    #expect(run.output.contains("      evidence: \(evidence)/README.md\n"))
    try await Self.checkCommand(run, index: index, junit: junit)
  }

  /// What was done, what the operator did upon it, what was seen, and the end.
  private static func checkOrder(_ timeline: String) {
    let expected = [
      "step      establish prefix as prefix (ok", "object    Prefix demo, revision ", "by plugfest (Apply): first seen",
      "netbox    POST /api/ipam/prefixes/ → 201", "by netbox-operator (Update of status)", "status.id: nothing → ",
      "step      somebody changes the comments in NetBox (ok", "FAILED    GET http",
    ]
    // Its time is known to the second only, but not its place.
    let event = timeline.range(of: "event     Normal PrefixReservedInNetbox")?.lowerBound
    #expect(event.flatMap { end in timeline.range(of: expected[1]).map { $0.upperBound < end } } == true, "\(timeline)")
    var rest = timeline[...]
    for part in expected {
      guard let range = rest.range(of: part) else {
        Issue.record("no \(part) in its place:\n\(timeline)")
        return
      }
      rest = rest[range.upperBound...]
    }
  }

  /// The very command that is printed shows the case again.
  private static func checkCommand(_ run: NetBoxSuite, index: String, junit: String) async throws {
    let line = try #require(run.output.split(separator: "\n").first { $0.contains("reproduce: ") })
    let command = String(try #require(line.split(separator: "reproduce: ", maxSplits: 1).last))
    #expect(command.contains(" --case IPAM-009 --seed ") && command.contains(" --patience 0.3 "))
    #expect(index.contains("```sh\n\(command)\n```"))
    #expect(junit.components(separatedBy: "reproduce: \(command)").count == 3, "in the failure and in the output")
    let second = try await Turnstile.labs.pass { try await Program.run("/bin/sh", ["-c", command]) }
    #expect(second.code == 1, "\(second.output)\(second.errors)")
    #expect(second.output.contains("FAIL  IPAM-009") && !second.output.contains("IPAM-004"), "\(second.output)")
    #expect(second.output.contains("reproduce: \(command)"), "and prints itself")
  }

  @Test("evidence is kept of all cases or of none when that is asked for, and never what a Secret holds")
  func wanted() async throws {
    let folder = try TemporaryFolder()
    let secret = "apiVersion: v1, kind: Secret, metadata: {name: s}"
    let suite = """
      cases:
      - {name: passes, id: A-1, steps: [
          {apply: {as: secret, manifest: {\(secret), stringData: {k: hunter2-hunter2}}}},
          {patch: {handle: secret, patch: {stringData: {k: hunter3-hunter3}}}}, {delete: {handle: secret, within: 5s}},
          {patch: {refused: {reason: NotFound}, handle: secret, patch: {}}}]}
      - {name: fails, id: A-2, steps: [
          {apply: {as: secret, manifest: {\(secret), stringData: {k: hunter2-hunter2}}}},
          {apply: {manifest: {apiVersion: v1, kind: ConfigMap, metadata: {name: m},
            data: {copy: '${secret.object.data.k}', url: 'https://a:b-c-d@e.example'}}}},
          {eventually: {within: 200ms, object: {\(secret), data: {k: x}}}}]}
      """
    let all = try await WrittenSuite.run(suite, ["--evidence", "all"], reports: folder.path)
    #expect(all["A-1"]?.verdict == .pass, "\(all["A-1"]?.failure as Any)")
    #expect(all["A-2"]?.verdict == .fail, "\(all["A-2"]?.failure as Any)")
    let runFolder = "\(folder.path)/\(all.scorecard.run.id)"
    let evidence = "\(runFolder)/evidence/written-A-1"
    let timeline = try Self.text("\(evidence)/timeline.txt")
    #expect(timeline.contains("data.k: [redacted]") && timeline.contains(": deleted"), "\(timeline)")
    #expect(timeline.contains("request   PATCH /api/v1/namespaces/"))
    #expect(try Self.text("\(evidence)/objects.yaml").contains("# gone +"))
    #expect(try Self.text("\(evidence)/api-errors.txt").contains(": 404 secrets \"s\" not found"))
    #expect(try Self.text("\(evidence)/README.md").contains("**pass**"))
    let copies = try Self.text("\(runFolder)/evidence/written-A-2/objects.yaml")
    #expect(copies.contains("copy: [redacted]") && copies.contains("https://a:[redacted]@e.example"), "\(copies)")
    let files = try FileManager.default.subpathsOfDirectory(atPath: runFolder)
    for name in files {
      guard let text = try? Self.text("\(runFolder)/\(name)") else { continue }
      // What the suite's own file has is no secret; what the cluster has is.
      #expect(!text.contains("aHVudGVy"), "\(name)")
    }
    let none = try await WrittenSuite.run(suite, ["--evidence", "none"])
    #expect(none.scorecard.cases.flatMap(\.evidence) == [])
  }

  @Test("each attempt, a broken set-up and a failed clean-up leave evidence, with the lab's faults and its refusals")
  func kinds() async throws {
    let folder = try TemporaryFolder()
    let map = "apiVersion: v1, kind: ConfigMap, metadata: {name: m, finalizers: [example.com/held]}"
    let run = try await WrittenSuite.run(
      """
      groups: [{name: broken, setup: [{apply: {manifest: {apiVersion: v1, kind: ConfigMap, metadata: {name: g}}}},
        {run: {command: ['false']}}], cases: [{name: never set up, id: A-2, steps: [{run: {command: ['true']}}]}]}]
      cases:
      - {name: twice, id: A-1, steps: [{run: {command: ['false']}}]}
      - {name: held, id: A-3, steps: [{apply: {manifest: {\(map)}}}]}
      - {name: refused, id: A-4, steps: [
          {apply: {as: role, manifest: {apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, metadata: {name: plugfest-far}}}},
          {apply: {manifest: {apiVersion: v1, kind: Event, metadata: {name: far, namespace: default}, type: Warning,
            involvedObject: {apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, name: plugfest-far},
            reason: FarAway, message: it is not in the namespace}}},
          {apply: {manifest: {apiVersion: apps/v1, kind: Deployment, metadata: {name: web}, spec: {
            selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: {containers: [{name: c, image: x}]}}}}}},
          {ready: {kind: Deployment, apiVersion: apps/v1, name: web, within: 20s}},
          {apply: {manifest: {apiVersion: v1, kind: ConfigMap, metadata: {name: unlucky}}}}]}
      """, ["--retries", "1"], candidate: "install: {external: {}}, children: [{apiVersion: v1, kind: Pod}]",
      reports: folder.path,
      lab: {
        $0.replacing(
          "nodes: 1",
          with:
            "nodes: 1\n      faults: [{name: no luck, when: {verbs: [patch], name: unlucky}, inject: {status: 500}}]")
      })
    let runFolder = "\(folder.path)/\(run.scorecard.run.id)"
    func evidence(_ name: String, _ file: String) throws -> String {
      try Self.text("\(runFolder)/evidence/written-\(name)/\(file)")
    }
    #expect(run["A-1"]?.evidence.first == "evidence/written-A-1-attempt-2/README.md")
    #expect(run["A-1"]?.earlierAttempts?.first?.evidence.first == "evidence/written-A-1/README.md")
    #expect(try evidence("A-1-attempt-2", "README.md").contains(", attempt 2, "))
    #expect(run["A-2"]?.verdict == .error)
    #expect(run["A-2"]?.evidence.first == "evidence/written-set-up-broken/README.md", "\(run["A-2"]?.evidence as Any)")
    #expect(try evidence("set-up-broken", "objects.yaml").contains("name: g\n"))
    #expect(try evidence("set-up-broken", "README.md").contains(" --case A-2 "))
    #expect(run["A-3"]?.failure?.kind == .cleanUpFailed, "\(run["A-3"]?.failure as Any)")
    #expect(try evidence("A-3", "README.md").contains("CleanUpFailed: ConfigMap m was not gone in time"))
    #expect(try evidence("A-3", "timeline.txt").contains("metadata.deletionTimestamp: nothing → "))
    #expect(try evidence("A-4", "events.txt").contains("Warning FarAway about ClusterRole plugfest-far: it is not"))
    #expect(try evidence("A-4", "objects.yaml").contains("\nkind: Pod\n"), "a child that nobody watched")
    #expect(try evidence("A-4", "timeline.txt").contains(", as its managed fields tell; it was not watched"))
    #expect(run.scorecard.run.rerun?.options.contains("--retries") == true)
    #expect(try evidence("A-4", "faults.txt").contains(#""no luck": answered 500, patch configmaps plugfest-"#))
    #expect(try evidence("A-4", "api-errors.txt").contains("/configmaps/unlucky: 500 "))
    #expect(try evidence("A-4", "timeline.txt").contains("fault     \"no luck\": "))
  }

  @Test("a lab that does not answer for evidence delays no case for long, and what is missing is told")
  func slowLab() async throws {
    let folder = try TemporaryFolder()
    let cases = (1...12).map {
      "- {name: n\($0), id: A-\($0), steps: [{apply: {manifest: {apiVersion: v1, kind: ConfigMap, metadata: {name: m}}}}, "
        + "{run: {command: ['false']}}]}\n"
    }
    let run = try await WrittenSuite.run(
      "cases:\n\(cases.joined())", ["--parallel", "1"], reports: folder.path,
      lab: {
        $0.replacing(
          "nodes: 1",
          with: "nodes: 1\n      faults: [{when: {verbs: [list], resource: events}, inject: {latency: 60s}}]")
      })
    #expect(run.scorecard.cases.allSatisfy { $0.verdict == .fail })
    #expect(run.scorecard.duration < 60, "5 s for a case, and after some of them no more")
    let runFolder = "\(folder.path)/\(run.scorecard.run.id)"
    let first = try Self.text("\(runFolder)/evidence/written-A-1/README.md")
    #expect(first.contains("Events: the lab did not answer in time"), "\(first)")
    #expect(try Self.text("\(runFolder)/evidence/written-A-1/objects.yaml").contains("name: m\n"))
    let last = try Self.text("\(runFolder)/evidence/written-A-12/README.md")
    #expect(last.contains("Events: not asked for, as the lab was too slow for other cases"), "\(last)")
  }

  @Test(
    "a command can be typed as it is printed",
    arguments: [
      (
        ["a b", "it's", "$HOME", "plain-1.yaml"],
        "plugfest run --suite 'my suites/s.yaml' 'a b' 'it'\\''s' '$HOME' plain-1.yaml --case A --seed 3 -- '' x"
      )
    ])
  func quoting(words: [String], expected: String) {
    let rerun = RunDescription.Rerun(
      program: "plugfest", suites: [.init(name: "other", path: "o.yaml"), .init(name: "s", path: "my suites/s.yaml")],
      options: words, candidateArguments: ["", "x"])
    #expect(rerun.command(for: CaseIdentity(suite: "s", id: "A"), seed: 3) == expected)
  }
}
