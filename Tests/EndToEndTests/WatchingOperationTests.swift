import Testing
import Verdicts

/// The operations that look at how objects come, change and go, each as it should be and as it should not.
@Suite(.timeLimit(.minutes(5))) struct WatchingOperationTests {
  private static func map(_ value: String, as handle: String = "map") -> String {
    "{apply: {as: \(handle), manifest: {apiVersion: v1, kind: ConfigMap, metadata: {name: a}, data: {k: \(value)}}}}"
  }

  private static func change(_ value: String) -> String { "{patch: {handle: map, patch: {data: {k: \(value)}}}}" }

  private static func that(_ value: String) -> String { "'${map.object.data.k == \"\(value)\"}'" }

  private static func deployment(_ name: String, pods: String = "run") -> String {
    "{apply: {as: \(name), manifest: {apiVersion: apps/v1, kind: Deployment, metadata: {name: \(name), labels: {tier: \(name)}}, "
      + "spec: {selector: {matchLabels: {a: \(name)}}, template: {metadata: {labels: {a: \(name)}, "
      + "annotations: {plugfest.dev/simulate: \(pods)}}, spec: {containers: [{name: c, image: i}]}}}}}}"
  }

  private static func event(_ name: String, _ reason: String = "Lost", count: Int = 1) -> String {
    "{create: {manifest: {apiVersion: v1, kind: Event, metadata: {name: \(name)}, reason: \(reason), type: Warning, "
      + "count: \(count), message: 'no prefix is free', involvedObject: {apiVersion: v1, kind: ConfigMap, name: a, "
      + "namespace: '${run.namespace}'}}}}"
  }

  static let rows: [OperationRow] = [
    // never
    OperationRow(
      name: "never holds for what never is",
      steps: "[\(map("v")), {never: {for: 100ms, that: [\(that("w"))], "
        + "object: {apiVersion: v1, kind: ConfigMap, metadata: {name: none}}}}]"),
    OperationRow(
      name: "never fails for a state that lasts for one change alone",
      steps: "[\(map("v")), {parallel: {branches: [{never: {for: 3s, that: [\(that("w"))]}}, "
        + "[\(change("w")), \(change("v"))]]}}]", verdict: .fail, message: "must never be, and was after"),
    OperationRow(
      name: "never is no proof when nothing could be evaluated",
      steps: "[\(map("v")), {never: {for: 100ms, that: ['${map.object.status.phase == \"Failed\"}']}}]",
      verdict: .error, message: "no state could be judged"),
    OperationRow(
      name: "never fails for an Event",
      steps: "[\(map("v")), {parallel: {branches: [{never: {for: 3s, events: [{handle: map, type: Warning}]}}, "
        + "\(event("e"))]}}]", verdict: .fail, message: "Warning Lost about ConfigMap a: no prefix is free"),
    OperationRow(
      name: "never takes Events of before for old",
      steps: "[\(map("v")), \(event("e")), {events: {handle: map}}, {never: {for: 100ms, events: [{handle: map}]}}]"),
    // sequence
    OperationRow(
      name: "sequence sees what was before it began",
      steps: "[\(map("v")), \(change("w")), \(change("x")), "
        + "{sequence: {within: 1s, states: [\(that("v")), \(that("w")), \(that("x"))]}}]"),
    OperationRow(
      name: "sequence fails when the order is another",
      steps: "[\(map("v")), \(change("w")), {sequence: {within: 300ms, states: [\(that("w")), \(that("v"))]}}]",
      verdict: .fail, message: "was not seen after", detail: "not seen: ${map.object.data.k == \"v\"}"),
    OperationRow(
      name: "sequence since the step does not look back",
      steps:
        "[\(map("v")), \(change("w")), {sequence: {since: step, within: 300ms, states: [\(that("v")), \(that("w"))]}}]",
      verdict: .fail, message: "was not seen"),
    OperationRow(
      name: "sequence does not take one state for two",
      steps: "[\(map("v")), {sequence: {within: 300ms, states: [\(that("v")), \(that("v"))]}}]", verdict: .fail,
      message: "was not seen after"),
    OperationRow(
      name: "sequence of what nobody watched is no verdict",
      steps: "[{sequence: {within: 300ms, states: [{object: {apiVersion: discovery.k8s.io/v1, kind: EndpointSlice, "
        + "metadata: {name: none}}}]}}]", verdict: .error, message: "was not watched yet"),
    // absent
    OperationRow(
      name: "absent waits until an object has gone",
      steps: "[\(map("v")), {parallel: {branches: [{absent: {handle: map, within: 5s}}, {delete: {handle: map}}]}}]"),
    OperationRow(
      name: "absent fails for what stays", steps: "[\(map("v")), {absent: {handle: map, within: 100ms}}]",
      verdict: .fail, message: "ConfigMap a exists"),
    OperationRow(
      name: "absent fails for each that is selected",
      steps: "[\(deployment("web")), {absent: {within: 100ms, select: {apiVersion: apps/v1, kind: Deployment, "
        + "labels: {tier: web}}}}]", verdict: .fail, message: "Deployment web exists"),
    OperationRow(
      name: "absent holds where other labels are",
      steps: "[\(deployment("web")), {absent: {within: 100ms, select: {apiVersion: apps/v1, kind: Deployment, "
        + "labels: 'tier notin (web)'}}}]"),
    // ready
    OperationRow(
      name: "ready waits for an object, by handle, name and selection",
      steps:
        "[\(deployment("web")), {ready: {handle: web}}, {ready: {apiVersion: apps/v1, kind: Deployment, name: web}}, "
        + "{ready: {select: {apiVersion: v1, kind: Pod, labels: {a: web}}, count: 1}}]"),
    OperationRow(
      name: "a Ready of before satisfies nothing after a change",
      steps: "[\(deployment("web")), {ready: {handle: web}}, \(deployment("web", pods: "pending")), "
        + "{ready: {handle: web, within: 300ms}}]", verdict: .fail, message: "did not become ready within 300ms"),
    OperationRow(
      name: "ready fails for what is not there",
      steps: "[{ready: {apiVersion: v1, kind: ConfigMap, name: none, within: 100ms}}]", verdict: .fail,
      message: "ConfigMap none does not exist"),
    OperationRow(
      name: "ready fails for too few",
      steps: "[\(deployment("web")), {ready: {within: 500ms, count: 2, "
        + "select: {apiVersion: v1, kind: Pod, labels: {a: web}}}}]",
      verdict: .fail, message: "found 1 of 2 Pod with a=web"),
    // events
    OperationRow(
      name: "events come after the last write",
      steps: "[\(map("v")), \(event("e", count: 3)), "
        + "{events: {handle: map, reason: Lost, type: Warning, message: 'prefix .* free', count: {atLeast: 3}}}]"),
    OperationRow(
      name: "an Event of before the last write does not count",
      steps: "[\(map("v")), \(event("e")), {events: {handle: map, reason: Lost}}, \(change("w")), "
        + "{events: {handle: map, reason: Lost, within: 200ms}}]",
      verdict: .fail, message: "did not come within 200ms: expected at least 1, found 0"),
    OperationRow(
      name: "since the case began all Events count",
      steps: "[\(map("v")), \(event("e")), \(change("w")), {events: {handle: map, reason: Lost, since: case}}]"),
    OperationRow(
      name: "events tell which others came",
      steps: "[\(map("v")), \(event("e", "Kept")), {events: {handle: map, reason: Lost, within: 200ms}}]",
      verdict: .fail, message: "found 0", detail: "Warning Kept about ConfigMap a: no prefix is free"),
    OperationRow(
      name: "events may come too often",
      steps: "[\(map("v")), \(event("e", count: 2)), {events: {handle: map, within: 1s, count: {atMost: 1}}}]",
      verdict: .fail, message: "came too often"),
    // faster
    OperationRow(
      name: "what comes true soon after the write is fast enough",
      steps: "[\(map("v")), {eventually: {within: 5s, faster: 4s, that: [\(that("v"))]}}]"),
    OperationRow(
      name: "what comes true late is too late, also when it is waited for longer",
      steps: "[\(deployment("web")), {eventually: {within: 5s, faster: 1us, "
        + "that: ['${web.object.status.availableReplicas == 1}']}}]",
      verdict: .fail, message: "after the last write, and may take 1µs"),
  ]

  @Test("what is looked at passes, fails and breaks as it has to")
  func watching() async throws {
    try await OperationRow.check(Self.rows)
  }
}
