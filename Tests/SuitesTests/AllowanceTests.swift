import Documents
import Testing

@testable import Suites

@Suite struct AllowanceTests {
  static let sleep = "- sleep: {for: 1s}\n- eventually: {that: [claim.ready]}"

  static func suite(_ steps: String, allow: String = "{}") -> String {
    SuiteLoaderTests.suite(steps: SmellTests.claim + steps)
      .replacing("id: ONE-1", with: "id: ONE-1\n    allow: \(allow)")
  }

  @Test("a finding is allowed at its step, around it or for the case, with a reason")
  func allowed() throws {
    let reason = "{sleep: the device has no events}"
    #expect(try SmellTests.smells(Self.suite(Self.sleep, allow: reason)) == [])
    #expect(
      try SmellTests.smells(Self.suite(Self.sleep.replacing("- sleep", with: "- allow: \(reason)\n  sleep"))) == [])
    let around = "- allow: \(reason)\n  repeat: {times: 2, steps: [{sleep: {for: 1s}}]}\n" + SmellTests.ready
    #expect(try SmellTests.smells(Self.suite(around)) == [])
  }

  @Test("an allowance for what is not found is told")
  func unused() throws {
    #expect(
      try SmellTests.smells(Self.suite(SmellTests.ready, allow: "{1️⃣sleep: none, 2️⃣unreachable: none}"))
        == ["1️⃣ unused-allowance", "2️⃣ unused-allowance"])
  }

  @Test(
    "only smells can be allowed, and not without a reason",
    arguments: [
      ("{1️⃣sleeep: why}", "1️⃣ error: there is no rule \"sleeep\"\n  did you mean \"sleep\"?"),
      (
        "{1️⃣syntax: why}",
        "1️⃣ error: \"syntax\" is a mistake, and cannot be allowed\n  docs/checker.md lists those that can be allowed"
      ), ("{sleep: 1️⃣\"\"}", "1️⃣ error: \"allow.sleep\" must be a string that is not empty, not \"\""),
      ("1️⃣[sleep]", "1️⃣ error: \"allow\" must be an object, not a list"),
    ])
  func mistakes(allow: String, message: String) throws {
    #expect(try SuiteLoaderTests.diagnose(Self.suite(SmellTests.ready, allow: allow)) == [message])
  }

  @Test("what stands in a template is told once, what its use lacks at the use")
  func templates() throws {
    let templates = """
      apiVersion: plugfest.dev/v1alpha1
      kind: StepTemplates
      metadata: {name: demo}
      spec:
        templates:
        - name: quiet
          parameters: [claim]
          steps:
          - 1️⃣sleep: {for: 1s}
          - never: {for: 1s, that: [claim.failed]}
      """
    let use = "use: {template: quiet, with: {claim: \"${claim}\"}}"
    let steps = SmellTests.claim + "- 2️⃣\(use)\n" + SmellTests.ready + "- \(use)"
    let suite = SuiteLoaderTests.suite(steps: steps).replacing("spec:\n", with: "spec:\n  templates: templates.yaml\n")
    #expect(
      try SmellTests.smells(suite, ["templates.yaml": templates])
        == ["2️⃣ negative-without-positive", "1️⃣ sleep"])
  }

  @Test("what a suite's set-up has shown counts for those who look at it, and for nobody else")
  func fixtures() throws {
    func suite(_ name: String) -> String {
      """
      apiVersion: plugfest.dev/v1alpha1
      kind: Suite
      metadata: {name: demo}
      spec:
        setup:
        - establish: {intent: pool, as: pool, with: {name: a}}
        - eventually: {that: [pool.ready]}
        cases:
        - name: one
          id: ONE-1
          steps:
          - establish: {intent: claim, as: claim, with: {name: a}}
          - 1️⃣never: {for: 1s, that: [\(name).failed]}
      """
    }
    #expect(try SmellTests.smells(suite("pool")) == [])
    #expect(try SmellTests.smells(suite("claim")) == ["1️⃣ negative-without-positive"])
  }

  @Test("what the set-up of a case asks outside shows nothing of the candidate")
  func setup() throws {
    let never = SmellTests.claim + "- 1️⃣never: {for: 1s, that: [claim.failed]}"
    func suite(_ setup: String) -> String {
      SuiteLoaderTests.suite(steps: never).replacing("id: ONE-1", with: "id: ONE-1\n    setup: [\(setup)]")
    }
    #expect(
      try SmellTests.smells(suite("{http: {get: \"http://a\", status: 200}}")) == ["1️⃣ negative-without-positive"])
    #expect(try SmellTests.smells(suite("{ready: {apiVersion: v1, kind: Pod, name: a}}")) == [])
  }

  @Test("a case or group that never applies is told once, and nothing in it")
  func neverApplies() throws {
    let text = """
      apiVersion: plugfest.dev/v1alpha1
      kind: Suite
      metadata: {name: demo}
      spec:
        cases:
        - name: one
          id: ONE-1
          when: [1️⃣{that: "false"}]
          steps: [{sleep: {for: 1s}}]
        groups:
        - name: all
          when: [2️⃣{kubernetes: "<1.20 >1.30"}]
          cases:
          - {name: two, id: TWO-1, steps: [{sleep: {for: 1s}}]}
      """
    #expect(try SmellTests.smells(text) == ["1️⃣ unreachable", "2️⃣ unreachable"])
  }
}
