import Documents
import Foundation
import Testing

@testable import Suites

@Suite struct FileCheckTests {
  static let texts = [
    "candidate.yaml": PlanCheckerTests.candidate, "lab.yaml": PlanCheckerTests.lab,
    "right.yaml": SuiteLoaderTests.suite(steps: PlanCheckerTests.claim + "- eventually: {that: [claim.ready]}"),
    "unbound.yaml": SuiteLoaderTests.suite(steps: "- establish: {intent: 1️⃣vlan, refused: {}}"),
    "wrong.yaml": SuiteLoaderTests.suite(steps: "- 2️⃣{}"), "other.yaml": "kind: 3️⃣Pod",
  ]

  @Test(
    "files are checked by their kind, and against each other when they make a plan",
    arguments: [
      (["right.yaml"], []), (["candidate.yaml", "lab.yaml"], []), (["right.yaml", "lab.yaml", "candidate.yaml"], []),
      (["unbound.yaml", "candidate.yaml"], []),
      (
        ["unbound.yaml", "lab.yaml", "candidate.yaml"],
        ["1️⃣ error: the candidate \"one\" does not bind the intent \"vlan\""]
      ),
      (
        ["wrong.yaml", "none.yaml", "other.yaml"],
        [
          "2️⃣ error: step needs exactly one of", "error: there is no file \"none.yaml\"",
          "3️⃣ error: \"kind\" must be \"Candidate\" or \"Lab\" or \"Suite\"",
        ]
      ),
    ] as [([String], [String])])
  func check(names: [String], beginnings: [String]) throws {
    let files = try MarkedFiles(Self.texts)
    var paths: [String] = []
    for name in names { paths.append(files.path(name)) }
    let messages = files.describe(FileCheck(paths).findings)
    #expect(messages.count == beginnings.count)
    for (message, beginning) in zip(messages, beginnings) { #expect(message.hasPrefix(beginning)) }
  }

  @Test("a quarantine is compared with the suites beside it")
  func quarantine() throws {
    let files = try MarkedFiles([
      "suite.yaml": SuiteLoaderTests.suite(steps: "- http: {get: \"http://a\", status: 200}"),
      "known.yaml": """
      apiVersion: plugfest.dev/v1alpha1
      kind: Quarantine
      metadata: {name: known}
      spec: {cases: [1️⃣{case: NONE-1, until: 2999-12-31, because: a}]}
      """,
    ])
    let together = files.describe(FileCheck([files.path("suite.yaml"), files.path("known.yaml")]).findings)
    #expect(together.count == 1 && together[0].hasPrefix("1️⃣ error: no case"), "\(together)")
    #expect(FileCheck([files.path("known.yaml")]).findings.isEmpty)
  }

  @Test("of a folder, the files of plugfest are checked, each once")
  func folder() throws {
    let smelly = SuiteLoaderTests.suite(steps: "- sleep: {for: 1s}\n- http: {get: \"http://a\", status: 200}")
    let files = try MarkedFiles([
      "a/suite.yaml": smelly, "a/b/lab.yml": PlanCheckerTests.lab, "a/b/.hidden/lab.yaml": "kind: [",
      "a/pod.yaml": "apiVersion: v1\nkind: Pod", "a/broken.yaml": "# apiVersion: plugfest.dev/v1alpha1\n[",
      "empty/pod.yaml": "{}",
    ])
    let check = FileCheck([files.path("a"), files.path("a/suite.yaml"), files.path("empty")])
    #expect(check.files == ["a/b/lab.yml", "a/broken.yaml", "a/suite.yaml"].map { files.path($0) })
    #expect(check.findings.map { $0.rule?.id } == ["syntax", "sleep", "unreadable-file"])
    #expect(check.findings[1].excerpt == " |     - sleep: {for: 1s}\n | ......^")
  }

  static let mistakes: [(text: String, rule: String)] = [
    ("- 1️⃣{}", "missing-field"), ("- {sleep: {for: 1s}, run: {script: a}}", "conflicting-fields"),
    ("- slep: {for: 1s}", "unknown-field"), ("- sleep: {for: 1}", "wrong-value"),
    ("- eventually: {that: [1 +]}", "expression-syntax"), ("- eventually: {that: [nothing]}", "expression-meaning"),
    ("- eventually: {that: [1 + 1]}", "expression-meaning"), ("- delete: {handle: claim}", "unknown-reference"),
    ("- eventually: {that: [claim.ready]}\n- establish: {intent: a, as: claim}", "not-yet-made"),
    ("- use: {template: none}", "unknown-reference"), ("- establish: {intent: a, as: parent}", "duplicate-name"),
    ("- a: b: c", "syntax"), ("- consistently: {for: 1s}", "invalid"),
  ]

  @Test("every mistake is an instance of a rule", arguments: mistakes)
  func rules(text: String, rule: String) throws {
    let files = try MarkedFiles(["suite.yaml": SuiteLoaderTests.suite(steps: text)])
    let findings = FileCheck([files.path("suite.yaml")]).findings
    #expect(findings.map { $0.rule?.id } == [rule])
    #expect(findings.allSatisfy { $0.excerpt != nil })
  }

  @Test("the table of rules in the documentation is the catalogue")
  func documentation() throws {
    let text = try String(contentsOfFile: RepositoryFilesTests.root + "/docs/checker.md", encoding: .utf8)
    let rows = text.split(separator: "\n").filter { $0.hasPrefix("| `") }
    let rules = DiagnosticRule.catalogue.map { "| `\($0.id)` | \($0.severity) | \($0.summary) | \($0.remedy) |" }
    #expect(rows.map(String.init) == rules)
    #expect(Set(DiagnosticRule.catalogue.map(\.id)).count == rules.count)
  }

  @Test("what comes with plugfest is clean")
  func repository() {
    let check = FileCheck(["suites", "labs"].map { "\(RepositoryFilesTests.root)/\($0)" })
    // Notes tell what a candidate need not do.
    #expect(check.findings.filter { $0.severity > .note }.map(\.description) == [])
    #expect(check.files.count >= 5)
  }
}
