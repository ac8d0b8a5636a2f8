import Documents
import Testing

@testable import Suites

@Suite struct FileCheckTests {
  static let texts = [
    "candidate.yaml": PlanCheckerTests.candidate, "lab.yaml": PlanCheckerTests.lab,
    "right.yaml": SuiteLoaderTests.suite(steps: PlanCheckerTests.claim),
    "unbound.yaml": SuiteLoaderTests.suite(steps: "- establish: {intent: 1️⃣vlan}"),
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
          "3️⃣ error: \"kind\" must be \"Candidate\" or \"Lab\" or \"Suite\" or \"StepTemplates\" or \"Quarantine\", not \"Pod\"",
        ]
      ),
    ] as [([String], [String])])
  func check(names: [String], beginnings: [String]) throws {
    let files = try MarkedFiles(Self.texts)
    var paths: [String] = []
    for name in names { paths.append(files.path(name)) }
    let messages = files.describe(FileCheck.check(paths))
    #expect(messages.count == beginnings.count)
    for (message, beginning) in zip(messages, beginnings) { #expect(message.hasPrefix(beginning)) }
  }
}
