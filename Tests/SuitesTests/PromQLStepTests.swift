import Plans
import Testing

@testable import Suites

@Suite struct PromQLStepTests {
  @Test("a query, a range, targets, rules and alerts are read")
  func forms() throws {
    let files = try MarkedFiles([
      "suite.yaml": Self.suite(
        """
        {promql: {endpoint: prometheus, query: 'up{case="a"}', at: -30s, that: ["${result.value == 1}"], within: 10s}},
        {promql: {endpoint: prometheus, query: up, range: {start: -30s, step: 1s}, expect: {count: {$atLeast: 1}}}},
        {promql: {endpoint: prometheus, targets: {labels: {case: a}}, count: 1, as: found}},
        {promql: {endpoint: prometheus, rules: {name: A, group: "g-${found.count}"}, count: {atMost: 2}}},
        {promql: {endpoint: prometheus, alerts: {}, count: 0}}
        """)
    ])
    let steps = try SuiteLoader.load(files.path("suite.yaml")).suite.cases[0].steps
    let questions = steps.compactMap { step in
      if case .promQL(let question) = step.operation { question } else { nil }
    }
    #expect(questions.count == 5 && questions.allSatisfy { $0.endpoint == "prometheus" })
    #expect(questions.map(\.expectsSomething) == [true, true, true, true, true])
    #expect(questions[0].within == .seconds(10) && questions[2].handle == "found")
    #expect(steps.map(\.name)[0] == "promql up{case=\"a\"}" && steps.map(\.name)[4] == "promql alerts")
    guard case .range(_, _, let end, _) = questions[1].question else { throw Mismatch() }
    #expect(end == nil)
    guard case .rules(let name, let group) = questions[3].question else { throw Mismatch() }
    #expect(name != nil && group != nil)
  }

  private struct Mismatch: Error {}

  @Test("mistakes in questions to Prometheus", arguments: mistakes)
  func diagnose(mistake: Mistake) throws {
    let messages = try SuiteLoaderTests.diagnose(Self.suite(mistake.text))
    #expect(messages == mistake.messages, "\(messages)")
  }

  private static func suite(_ steps: String) -> String {
    SuiteFileTests.head
      + "spec:\n  endpoints: [prometheus]\n  cases:\n  - {name: a, id: a, timeout: 1m, steps: [\(steps)]}"
  }

  private static let mistakes: [Mistake] = [
    Mistake(
      "nothing is expected", "{promql: 1️⃣{endpoint: p, query: up}}",
      ["1️⃣ error: promql expects nothing\n  give it \"count\", \"expect\", \"that\" or \"as\""]),
    Mistake(
      "a time for what has none", "{promql: {endpoint: p, targets: {}, count: 1, 1️⃣at: now}}",
      ["1️⃣ error: only a query is about a time\n  remove it, or ask with \"query\""]),
    Mistake(
      "a time and a range", "{promql: {endpoint: p, query: up, count: 1, 1️⃣at: now, range: {start: -1m, step: 1s}}}",
      ["1️⃣ error: a query is about a time or a range\n  keep one of the two"]),
    Mistake(
      "a range without a step", "{promql: {endpoint: p, query: up, count: 1, range: 1️⃣{start: -1m}}}",
      ["1️⃣ error: missing field \"step\" in range: expected a value"]),
    Mistake(
      "a field that no result has", "{promql: {endpoint: p, query: up, that: ['${result1️⃣.velue == 1}']}}",
      ["1️⃣ error: undefined field 'velue'\n  did you mean \"value\"?"]),
  ]
}
