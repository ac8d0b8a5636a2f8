import Testing
import Verdicts

/// What the engine sees of states that come and go, and what it says when it may not have seen all of them.
@Suite(.timeLimit(.minutes(5))) struct SightTests {
  struct Row: Sendable {
    var name: String
    /// What the embedded lab does to events of the object; nil leaves them alone.
    var fault: String?
    /// The steps after an object `map` with `data: {k: v}` was made.
    var steps: String
    var verdict: Verdict
    /// A part of what the failure says, in its message or details.
    var text = ""
  }

  static let holds = "consistently: {for: 1s, that: ['${map.object.data.k == \"v\"}']}"

  static let rows: [Row] = [
    Row(
      name: "short",
      steps: "[{parallel: {branches: [{\(holds)}, [{patch: {handle: map, patch: {data: {k: w}}}}, "
        + "{patch: {handle: map, patch: {data: {k: v}}}}]]}}]",
      verdict: .fail, text: "data.k: \"v\" → \"w\""),
    Row(
      name: "dropped", fault: "inject: {events: drop}", steps: "[{\(holds)}]", verdict: .error,
      text: "cannot be confirmed"),
    Row(
      name: "expired", fault: "every: 2, times: 1, inject: {events: expire}",
      steps: "[{parallel: {branches: [{\(holds)}, {patch: {handle: map, patch: {data: {x: '1'}}}}]}}]",
      verdict: .error, text: "nobody can tell whether it held all the time"),
    Row(
      name: "cut", fault: "times: 2, inject: {events: cut}",
      steps: "[{parallel: {branches: [{\(holds)}, {patch: {handle: map, patch: {data: {x: '1'}}}}]}}]",
      verdict: .pass),
    Row(
      name: "late", fault: "inject: {eventDelay: 2s}",
      steps: "[{\(holds)}, {eventually: {that: ['${map.object.data.k == \"v\"}']}}]", verdict: .pass),
    Row(
      name: "unseen", fault: "inject: {events: drop}",
      steps: "[{eventually: {within: 200ms, that: ['${map.object.data.k == \"other\"}']}}]", verdict: .error,
      text: "cannot be confirmed"),
  ]

  @Test(
    "a state that lasts one event is judged, and what may have been missed is an error of the lab, never a pass",
    arguments: rows)
  func sight(row: Row) async throws {
    let suite = """
      cases:
      - name: sight
        id: SIGHT
        timeout: 40s
        setup: [{apply: {as: map, manifest: {apiVersion: v1, kind: ConfigMap, metadata: {name: own}, data: {k: v}}}}]
        steps: \(row.steps)
      """
    let faults = """
      nodes: 1
            faults: [{when: {verbs: [watch], resource: configmaps, name: own}, \(row.fault ?? "")}]
      """
    let run = try await WrittenSuite.run(suite, lab: { row.fault == nil ? $0 : $0.replacing("nodes: 1", with: faults) })
    let result = try #require(run["SIGHT"])
    let text = ([result.failure?.message ?? ""] + (result.failure?.details ?? [])).joined(separator: "\n")
    #expect(result.verdict == row.verdict, "\(text)")
    #expect(row.text.isEmpty || text.contains(row.text), "\(text)")
  }
}
