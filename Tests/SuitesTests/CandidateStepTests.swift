import Plans
import Testing

@testable import Suites

@Suite struct CandidateStepTests {
  @Test("mistakes in steps about the candidate, and in steps as somebody else", arguments: Self.mistakes)
  func diagnose(mistake: Mistake) throws {
    #expect(try SuiteLoaderTests.diagnose(Self.suite(mistake.text)) == mistake.messages)
  }

  private static func suite(_ steps: String) -> String {
    SuiteFileTests.head + "spec:\n  cases:\n  - {name: a, id: a, timeout: 1m, steps: [\(steps)]}"
  }

  static let mistakes: [Mistake] = [
    Mistake(
      "an action that is none", "{operator: {action: 1️⃣halt}}",
      [
        "1️⃣ error: \"action\" must be one of \"stop\", \"start\", \"restart\", \"crash\", \"downgrade\", \"upgrade\", not \"halt\""
      ]),
    Mistake(
      "nothing forbidden for no time", "{logs: {forbid: panic, 1️⃣since: step}}",
      [
        "1️⃣ error: nothing can be logged in no time, so this would hold always\n  say how long nothing may come, \"for\", or look at all since the case began"
      ]),
    Mistake(
      "a pause that is longer than the case", "{sleep: {1️⃣for: 2m}}",
      [
        "1️⃣ warning: 2m0s is longer than the case may take (1m0s)\n  give the case a \"timeout\" that leaves time for it"
      ]),
    Mistake(
      "a user for what asks nobody", "{1️⃣user: alice, sleep: {for: 1s}}",
      [
        "1️⃣ error: sleep asks the API server for nothing, so it cannot do so as somebody else\n  steps that write can: apply, create, establish, patch, delete"
      ]),
    Mistake(
      "a user and a service account",
      "{1️⃣user: alice, serviceAccount: {name: a}, delete: {object: {apiVersion: v1, kind: Pod, name: a}}}",
      ["1️⃣ error: a step is done as a user or as a service account\n  keep one of the two"]),
    Mistake(
      "groups of nobody", "{1️⃣groups: [dev], delete: {object: {apiVersion: v1, kind: Pod, name: a}}}",
      ["1️⃣ error: groups belong to a user\n  name the user too: \"user\""]),
  ]

  @Test("a pattern that cannot be read is told before anything runs")
  func pattern() throws {
    let found = try SuiteLoaderTests.diagnose(Self.suite("{logs: {match: '1️⃣a(b'}}"))
    #expect(found.count == 1 && found[0].contains("\"match\" must be a regular expression"), "\(found)")
  }

  @Test("as somebody else, a refusal means that this user is not allowed to, unless it says more")
  func denial() throws {
    let files = try MarkedFiles([
      "suite.yaml": Self.suite(
        [
          "{user: a, delete: {object: {apiVersion: v1, kind: Pod, name: a}, refused: {}}}",
          "{user: a, delete: {object: {apiVersion: v1, kind: Pod, name: a}, refused: {code: 403}}}",
          "{user: a, delete: {object: {apiVersion: v1, kind: Pod, name: a}, refused: {message: [quota]}}}",
          "{user: a, delete: {object: {apiVersion: v1, kind: Pod, name: a}, refused: {reason: Conflict}}}",
          "{delete: {object: {apiVersion: v1, kind: Pod, name: a}, refused: {}}}",
        ].joined(separator: ", "))
    ])
    let steps = try SuiteLoader.load(files.path("suite.yaml")).suite.cases[0].steps
    let areDenials = steps.map { step in
      guard case .delete(let delete) = step.operation, case .denial = delete.expectation else { return false }
      return true
    }
    #expect(areDenials == [true, true, false, false, false])
  }

  @Test("a case with a step that stops the candidate needs it alone, wherever the step stands")
  func alone() throws {
    let files = try MarkedFiles([
      "suite.yaml": Self.suite("{repeat: {times: 2, steps: [{operator: {action: crash}}]}}")
    ])
    #expect(try SuiteLoader.load(files.path("suite.yaml")).suite.cases[0].needsCandidateAlone)
    #expect(try !SuiteLoader.load(files.path("suite.yaml")).suite.cases[0].needsPreviousVersion)
    let upgrade = try MarkedFiles(["suite.yaml": Self.suite("{operator: {action: downgrade}}")])
    #expect(try SuiteLoader.load(upgrade.path("suite.yaml")).suite.cases[0].needsPreviousVersion)
    let others = try MarkedFiles(["suite.yaml": Self.suite("{logs: {match: a}}")])
    #expect(try !SuiteLoader.load(others.path("suite.yaml")).suite.cases[0].needsCandidateAlone)
  }
}
