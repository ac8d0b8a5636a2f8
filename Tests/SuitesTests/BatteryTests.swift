import Documents
import Plans
import Testing
import Verdicts

@testable import Suites

@Suite struct BatteryTests {
  private static let bindings = """
    bindings:
      prefix:
        manifest: {apiVersion: a.example/v1, kind: Prefix, metadata: {name: "${name}"}, spec: {size: "${with.?size}"}}
        observe: {ready: "${object != null}"}

    """

  private static func candidate(_ samples: String) throws -> Candidate {
    let files = try MarkedFiles(["candidate.yaml": CandidateLoaderTests.candidate(bindings + samples)])
    return try CandidateLoader.load(files.path("candidate.yaml")).candidate
  }

  @Test("a whole sample is tried in the way of every recipe, in a case with a number of its own")
  func whole() throws {
    let battery = Battery(
      of: try Self.candidate(
        "samples: [{intent: prefix, with: {name: demo, size: \"${index}\"}, change: {size: 5}, invalid: {size: -1}, before: [{intent: prefix, with: {name: first}}], outside: {right: [{http: {get: 'http://a.example/${index}'}}], change: [{http: {patch: 'http://a.example/1', body: {}}}], delete: [{http: {delete: 'http://a.example/1'}}]}}]"
      ))
    #expect(battery.notes.map(\.message) == [])
    let recipes = RecipeName.battery.filter { $0 != .coexistence }
    let suite = try battery.suite()
    #expect(suite.cases.map(\.summary.identity.id) == recipes.map { "\($0.rawValue).prefix" })
    #expect(suite.cases.map(\.recipes) == recipes.map { [$0] })
    #expect(
      suite.cases.filter { $0.labels["battery"] == "core" }.map(\.recipes) == recipes.filter(\.isCore).map { [$0] })
    #expect(suite.cases.allSatisfy { $0.labels["sample"] == "prefix" && $0.labels["recipe"] == $0.recipes[0].rawValue })
    #expect(Set(suite.cases.flatMap { $0.variables.map { "\($0.value)" } }).count == suite.cases.count)
    // Those that can go side by side come first.
    let alone = suite.cases.map(\.needsCandidateAlone)
    #expect(alone == alone.filter { !$0 } + alone.filter { $0 })
    #expect(alone.contains(true) && alone.contains(false))
  }

  @Test("what a sample does not say leaves recipes out, and that is told")
  func incomplete() throws {
    let battery = Battery(of: try Self.candidate("samples: [{intent: prefix, with: {name: demo}}]"))
    let recipes = try battery.suite().cases.flatMap(\.recipes)
    #expect(recipes.contains(.quiescence) && !recipes.contains(.roundTrip) && !recipes.contains(.errorRecovery))
    #expect(battery.notes.count == 2)
    #expect(battery.notes.first?.message.contains("round-trip") == true)
  }

  @Test("copies of a wish bring what they need, as an intent or as a manifest, with a number of its own")
  func copies() throws {
    let battery = Battery(
      of: try Self.candidate(
        """
        samples:
        - intent: prefix
          before:
          - {intent: prefix, with: {name: first}}
          - manifest: {apiVersion: v1, kind: ConfigMap, metadata: {name: second}, data: {number: "${index}"}}
          with: {name: demo}
        """), recipes: [.loadIdempotence])
    let item = try #require(try battery.suite().cases.first)
    guard case .oracle(let oracle) = item.steps.last?.operation else { Issue.record("no oracle"); return }
    let kinds = oracle.copies?.before.map { requisite in
      if case .manifest = requisite { "manifest" } else { "intent" }
    }
    #expect(kinds == ["intent", "manifest"])
  }

  @Test("what disturbs something outside asks a system outside")
  func outside() throws {
    let battery = Battery(
      of: try Self.candidate(
        """
        samples:
        - intent: prefix
          with: {name: demo}
          outside: {right: [{http: {get: "http://a.example/${wish.ready}"}}], change: [{delete: {handle: wish}}]}
        """), recipes: [.missedOutsideChange, .missedOutsideDeletion])
    let error = #expect(throws: Diagnostics.self) { try battery.suite() }
    #expect(error?.all.map(\.message) == ["this step asks no system outside"])
  }

  @Test("another candidate in the same lab is asked for a wish, and the candidate for the same")
  func beside() throws {
    let candidate = try Self.candidate("samples: [{intent: prefix, with: {name: demo}}]")
    let other = try Self.candidate(
      "samples: [{intent: prefix, with: {name: \"d${index}\"}, before: [{intent: prefix, with: {name: first}}]}]")
    let suite = try Battery(of: candidate, beside: other, recipes: [.coexistence]).suite()
    guard case .oracle(let oracle)? = suite.cases.first?.steps.last?.operation else {
      Issue.record("no oracle")
      return
    }
    #expect(oracle.beside?.number == 101 && oracle.beside?.before.count == 1 && oracle.beside?.same != nil)
    #expect(suite.cases.map(\.needsCandidateAlone) == [true])
  }

  @Test("two samples of one intent are told apart")
  func twice() throws {
    let battery = Battery(
      of: try Self.candidate("samples: [{intent: prefix, with: {name: a}}, {intent: prefix, with: {name: b}}]"),
      recipes: [.quiescence])
    #expect(try battery.suite().cases.map(\.summary.identity.id) == ["quiescence.prefix-1", "quiescence.prefix-2"])
  }

  @Test("a battery is the same text each time, and a suite's file")
  func text() throws {
    let candidate = try Self.candidate("samples: [{intent: prefix, with: {name: demo}, change: {size: 5}}]")
    let text = Battery(of: candidate).text
    #expect(text == Battery(of: candidate).text)
    let files = try MarkedFiles(["suite.yaml": text])
    #expect(try SuiteLoader.load(files.path("suite.yaml")).suite.cases.count > 10)
  }

  @Test("mistakes in samples are told with their places")
  func mistakes() throws {
    let text =
      Self.bindings + """
        samples:
        - {1️⃣intent: prefx, with: {name: demo}}
        - {intent: prefix, with: {name: a}, outside: {right: []}}
        - {intent: prefix, 2️⃣with: 5, chnge: {}, before: [{3️⃣intent: other}]}
        """
    let messages = CandidateLoaderTests.diagnose(
      try MarkedFiles(["candidate.yaml": CandidateLoaderTests.candidate(text)]))
    #expect(messages.contains("1️⃣ error: there is no binding for the intent \"prefx\"\n  did you mean \"prefix\"?"))
    #expect(messages.contains("2️⃣ error: \"with\" must be an object with parameters of the intent"))
    #expect(messages.contains { $0.contains("unknown field \"chnge\"") })
    #expect(messages.contains { $0.contains("nothing is said of what somebody else may do to it") })
    #expect(messages.contains { $0.hasPrefix("3️⃣ error: there is no binding for the intent \"other\"") })
  }
}
