import Foundation
import Testing
import Verdicts

@Suite(.timeLimit(.minutes(5))) struct BadInputTests {
  struct Mistake: Sendable, CustomTestStringConvertible {
    var what: String
    /// Takes the place of the suite file.
    var suite: String?
    var candidate: String?
    var arguments: [String] = []
    /// Parts that the message must have.
    var message: [String]

    var testDescription: String { what }
  }

  static let mistakes: [Mistake] = [
    Mistake(
      what: "a missing file", arguments: ["--suite", "suites/netbox/siute.yaml"],
      message: ["suites/netbox/siute.yaml", "suite.yaml"]),
    Mistake(what: "a YAML error", suite: "kind: Suite\nspec: [a, b\n", message: ["suite.yaml:", "error:"]),
    Mistake(
      what: "an unknown field",
      suite: "apiVersion: plugfest.dev/v1alpha1\nkind: Suite\nmetadata: {name: a}\nspec:\n  caes: []\n",
      message: ["suite.yaml:5:3", "unknown field \"caes\"", "did you mean \"cases\"?"]),
    Mistake(
      what: "an expression with an unknown name",
      suite: """
        apiVersion: plugfest.dev/v1alpha1
        kind: Suite
        metadata: {name: a}
        spec:
          cases:
          - name: a
            id: A-1
            severity: normal
            steps:
            - eventually: {that: ["${claim.ready}"]}
        """,
      message: ["suite.yaml:10:", "claim"]),
    Mistake(
      what: "a case that does not exist", arguments: ["--case", "IPAM-999"],
      message: ["IPAM-999", "did you mean \"IPAM-009\"?"]),
    Mistake(what: "an unknown option", arguments: ["--cases", "x"], message: ["--cases"]),
  ]

  @Test("a mistake in the input is told with its place, and nothing runs", arguments: mistakes)
  func mistake(mistake: Mistake) async throws {
    let folder = try TemporaryFolder()
    var arguments = ["run", "--lab", NetBoxSuite.lab, "--reports", "\(folder.path)/reports"]
    arguments += [
      "--candidate", try mistake.candidate.map { try folder.file("candidate.yaml", $0) } ?? NetBoxSuite.candidate,
    ]
    if let suite = mistake.suite {
      arguments += ["--suite", try folder.file("suite.yaml", suite)]
    } else if !mistake.arguments.contains("--suite") {
      arguments += ["--suite", NetBoxSuite.suite]
    }
    let result = try await Program.plugfest(arguments + mistake.arguments)
    #expect(result.code == 64, "\(result.output)\(result.errors)")
    for part in mistake.message { #expect(result.errors.contains(part), "\(result.errors)") }
    #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/reports"))
  }

  static func kubeconfig(server: String, token: String, authority: String? = nil) -> String {
    """
    apiVersion: v1
    kind: Config
    current-context: c
    contexts: [{name: c, context: {cluster: c, user: u}}]
    clusters: [{name: c, cluster: {server: "\(server)"\(authority.map { ", certificate-authority-data: \($0)" } ?? "")}}]
    users: [{name: u, user: {token: "\(token)"}}]
    """
  }

  @Test("an unreachable lab is an error of the lab, and JUnit says so for every case")
  func unreachableLab() async throws {
    let folder = try TemporaryFolder()
    let kubeconfig = try folder.file("kubeconfig", Self.kubeconfig(server: "https://127.0.0.1:1", token: "x"))
    let run = try await NetBoxSuite.run(
      reports: "\(folder.path)/reports", lab: "labs/remote.yaml",
      environment: ["KUBECONFIG": kubeconfig, "NETBOX_URL": "http://127.0.0.1:2", "NETBOX_TOKEN": "abcd"])
    #expect(run.code == 2, "\(run.output)\(run.errors)")
    #expect(run.output.contains("127.0.0.1:1"))
    #expect(run.cases(.error).count == run.scorecard?.cases.count)
    let junit = try String(contentsOfFile: "\(try #require(run.runFolder))/junit.xml", encoding: .utf8)
    #expect(junit.contains("LabUnavailable"))
  }

  @Test("an operator that exits at once does not conform, and its last words are told")
  func operatorExits() async throws {
    let folder = try TemporaryFolder()
    let run = try await NetBoxSuite.run(["--", "--defect", "crash-on-start"], reports: folder.path)
    #expect(run.code == 1, "\(run.output)\(run.errors)")
    #expect(run.output.contains("the candidate stopped"))
    #expect(run.output.contains("| "))
  }

  @Test("an operator that never gets ready does not conform")
  func operatorNeverReady() async throws {
    let folder = try TemporaryFolder()
    let candidate = try folder.file(
      "candidate.yaml",
      """
      apiVersion: plugfest.dev/v1alpha1
      kind: Candidate
      metadata: {name: sleeper}
      spec:
        vendor: nobody
        version: 1.0.0
        install: {process: {command: [sleep, "600"], ready: {log: ready, within: 1s}}}
      """)
    let suite = try folder.file(
      "suite.yaml",
      """
      apiVersion: plugfest.dev/v1alpha1
      kind: Suite
      metadata: {name: s}
      spec:
        cases:
        - name: nothing much
          id: A-1
          severity: normal
          steps:
          - run: {command: ["true"]}
      """)
    let result = try await Program.plugfest([
      "run", "--suite", suite, "--candidate", candidate, "--lab", NetBoxSuite.lab, "--reports",
      "\(folder.path)/reports",
    ])
    #expect(result.code == 1, "\(result.output)\(result.errors)")
    #expect(result.output.contains("did not become ready within 1"))
  }

  @Test("a folder that cannot be written is told before anything runs")
  func unwritableReports() async throws {
    let folder = try TemporaryFolder()
    let file = try folder.file("file", "")
    let run = try await NetBoxSuite.run(reports: "\(file)/reports")
    #expect(run.code == 2)
    #expect(run.errors.contains("cannot write \(file)/reports"))
  }

  @Test("definitions whose names are taken are told as a mistake in the lab, at once")
  func definitionsNeverEstablish() async throws {
    let folder = try TemporaryFolder()
    let manifests = try TemporaryFolder()
    let path = "\(Program.repository)/suites/netbox/candidates/reference/manifests/prefixes.yaml"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    _ = try manifests.file("one.yaml", text)
    _ = try manifests.file(
      "two.yaml",
      text.replacing("name: prefixes.netbox.dev", with: "name: others.netbox.dev")
        .replacing("plural: prefixes", with: "plural: others").replacing("singular: prefix", with: "singular: other"))
    let run = try await NetBoxSuite.run(
      ["--case", "IPAM-009", "--manifests", manifests.path], reports: folder.path)
    #expect(run.code == 2, "\(run.output)\(run.errors)")
    #expect(run.output.contains("does not establish the candidate's others.netbox.dev"), "\(run.output)")
    #expect(run.output.contains("NamesAccepted=False"), "\(run.output)")
  }
}
