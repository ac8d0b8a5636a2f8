import Documents
import Kubernetes
import Testing

@testable import Oracles

/// A writer with known behaviour, and what may be said of it: no other accusation.
struct Calibration: Sendable, CustomTestStringConvertible {
  var name: String
  var violates: Set<Judgement.Oracle> = []
  var conforms: [Judgement.Oracle] = []
  var notObservable: [Judgement.Oracle] = []
  /// What the sentences of the accusations must have.
  var text = ""
  var build: @Sendable (inout LedgerBuilder) -> Void

  var testDescription: String { name }
}

@Suite struct CalibrationTests {
  @Test("a writer with a known defect is told by it alone, and one without is not accused", arguments: cases)
  func verdicts(_ calibration: Calibration) {
    var builder = LedgerBuilder.established()
    calibration.build(&builder)
    let judgements = builder.judgements()
    let told = judgements.map { "\($0.verdict.rawValue) \($0.oracle.rawValue): \($0.sentence)" }
      .joined(separator: "\n")
    let accusations = judgements.filter { $0.verdict == .violates }
    #expect(Set(accusations.map(\.oracle)) == calibration.violates, "\(told)")
    #expect(
      calibration.text.isEmpty || accusations.contains { $0.sentence.contains(calibration.text) }, "\(told)")
    for oracle in calibration.conforms {
      #expect(judgements.contains { $0.oracle == oracle && $0.verdict == .conforms }, "\(oracle): \(told)")
    }
    for oracle in calibration.notObservable {
      #expect(judgements.contains { $0.oracle == oracle && $0.verdict == .notObservable }, "\(oracle): \(told)")
    }
  }

  static let cases = rest + changes + drift + restarts + errors + endings

  private static func time(_ turn: Int) -> Value { .string("2026-01-01T00:\(10 + turn):00Z") }

  static let rest: [Calibration] = [
    Calibration(name: "at rest", conforms: [.quiescence, .ownership, .attribution]) { $0.idle(every: 40) { _, _ in } },
    Calibration(name: "hot loop with a counter", violates: [.quiescence], text: "W3") {
      $0.idle(every: 2) { $0.status([("reconciles", .integer(Int64($1)))]) }
    },
    Calibration(name: "status rewritten with another value each time", violates: [.quiescence], text: "W5") {
      $0.idle(every: 2) { $0.status([("message", .string("pass \($1)"))]) }
    },
    Calibration(name: "lastTransitionTime rebuilt each pass", violates: [.quiescence], text: "W4") {
      $0.idle(every: 5) {
        $0.status([("conditions", LedgerBuilder.ready("True", since: "2026-01-01T01:\(10 + $1):00Z"))])
      }
    },
    Calibration(name: "conditions in another order each pass", violates: [.quiescence], text: "W4") { builder in
      let (one, two): (Value, Value) = (["type": "Ready", "status": "True"], ["type": "Synced", "status": "True"])
      builder.status([("conditions", [one, two])])
      builder.wait(3)
      builder.idle(every: 5) { $0.status([("conditions", $1.isMultiple(of: 2) ? [two, one] : [one, two])]) }
    },
    Calibration(name: "conditions of a Deployment in another order by its controller", conforms: [.quiescence]) {
      builder in
      let (one, two): (Value, Value) = (
        ["type": "Available", "status": "False"], ["type": "Progressing", "status": "True"]
      )
      builder.write(.workload, [("spec.replicas", 1), ("status.availableReplicas", 1)], owner: .widget)
      builder.write(.workload, by: LedgerBuilder.platform, [("status.conditions", [one, two])], subresource: "status")
      builder.wait(3)
      builder.idle(every: 5) {
        $0.write(
          .workload, by: LedgerBuilder.platform,
          [("status.conditions", $1.isMultiple(of: 2) ? [two, one] : [one, two])],
          subresource: "status")
      }
    },
    Calibration(name: "a status that follows what the platform does", conforms: [.quiescence]) { builder in
      builder.write(.workload, [("spec.replicas", 1), ("status.availableReplicas", 1)], owner: .widget)
      builder.wait(3)
      builder.idle(every: 10) {
        $0.write(.workload, by: LedgerBuilder.platform, [("status.x", .integer(Int64($1 % 2)))], subresource: "status")
        $0.wait(0.02)
        $0.status([("x", .integer(Int64($1 % 2)))])
      }
    },
    Calibration(name: "flapping", violates: [.quiescence], text: "W5") {
      $0.idle(every: 8) { $0.status([("conditions", LedgerBuilder.ready($1.isMultiple(of: 2) ? "False" : "True"))]) }
    },
    Calibration(name: "child deleted and made again each pass", violates: [.quiescence], text: "W7") {
      $0.idle(every: 10) { builder, _ in
        builder.delete(.config)
        builder.wait(0.1)
        builder.write(.config, [("data.size", "2")], owner: .widget)
      }
    },
    Calibration(name: "children under new names each pass", violates: [.quiescence], text: "W7") {
      $0.idle(every: 10) { $0.write(.config("w-\($1)"), [("data.size", "2")], owner: .widget) }
    },
    Calibration(name: "annotation with a time on a child each pass", violates: [.quiescence], text: "W6") {
      $0.idle(every: 5) { $0.write(.config, [("metadata.annotations.seen", time($1))]) }
    },
    Calibration(name: "annotation with a time once in the window", violates: [.quiescence], text: "W6") { builder in
      builder.write(.config, [("metadata.annotations.seen", time(0))])
      builder.wait(5)
      builder.idle(every: 40) { $0.write(.config, [("metadata.annotations.seen", time($1 + 1))]) }
    },
    Calibration(name: "heartbeat every 60 s", conforms: [.quiescence]) {
      $0.idle(130, every: 60) { $0.status([("lastSync", time($1))]) }
    },
    Calibration(name: "heartbeat every 5 s", violates: [.quiescence], text: "W3") {
      $0.idle(every: 5) { $0.status([("lastSync", time($1))]) }
    },
    Calibration(name: "rewrite of a child every 60 s", violates: [.quiescence], text: "W6") {
      $0.idle(130, every: 60) { $0.write(.config, [("data.x", .string("\($1)"))]) }
    },
    Calibration(name: "one late write, which may be a second try", notObservable: [.quiescence]) {
      $0.idle(every: 40) { builder, _ in builder.write(.config, [("data.hash", "abc")]) }
    },
    Calibration(name: "leases and Events are infrastructure", conforms: [.quiescence]) {
      $0.idle(every: 2) {
        $0.write(
          .init(apiVersion: "coordination.k8s.io/v1", kind: "Lease", name: "leader"), [("spec.renewTime", time($1))])
        $0.write(.event, [("count", .integer(Int64($1)))])
      }
    },
    Calibration(name: "writes that managed fields do not tell", notObservable: [.quiescence, .attribution]) {
      $0.idle(every: 5) { $0.write(.config, by: nil, [("data.x", .string("\($1)"))]) }
    },
    Calibration(name: "several names of one candidate", conforms: [.attribution]) {
      $0.write(.config("other"), by: "kr8s", [("data.size", "2")], owner: .widget)
      $0.wait(5)
      $0.idle(every: 40) { _, _ in }
    },
    Calibration(name: "re-applied without an answer", conforms: [.reapply]) {
      $0.mark("re-apply client-side")
      $0.command("apply", "-f", "-")
      $0.write(.widget, by: "kubectl-client-side-apply", [("metadata.annotations.last", "x")])
      $0.wait(6)
    },
    Calibration(name: "re-applied, and a child is written", violates: [.reapply], text: "W6") {
      $0.mark("re-apply client-side")
      $0.command("apply", "-f", "-")
      $0.write(.widget, by: "kubectl-client-side-apply", [("metadata.annotations.last", "x")])
      $0.wait(0.1)
      $0.write(.config, [("metadata.annotations.hash", "x")])
      $0.wait(6)
    },
    Calibration(name: "a candidate that writes by kubectl, and not at rest", violates: [.quiescence], text: "W6") {
      $0.write(.config, by: "kubectl-client-side-apply", [("data.x", "0")])
      $0.wait(5)
      $0.idle(every: 5) { $0.write(.config, by: "kubectl-client-side-apply", [("data.x", .string("\($1 + 1)"))]) }
    },
    Calibration(name: "somebody's script, which may use kubectl under any name", conforms: [.quiescence]) {
      $0.mark(Cast.script)
      $0.idle(every: 5) { $0.write(.config, by: "kubectl-patch", [("metadata.labels.x", .string("\($1)"))]) }
    },
    Calibration(name: "a program beside the candidate that renews the status of its own kind", conforms: [.quiescence])
    {
      $0.mark(Cast.companion, ["name": "ipam", "kinds": [["group": "ipam.test", "kind": "Claim"]]])
      let claim = LedgerBuilder.Reference(apiVersion: "ipam.test/v1", kind: "Claim", name: "w-claim")
      $0.write(claim, [("spec.size", 28)], owner: .widget)
      $0.wait(5)
      $0.idle(every: 2) { builder, turn in
        builder.write(claim, by: "ipam-operator", [("status.reads", .integer(Int64(turn)))], subresource: "status")
        builder.write(.config("ipam"), by: "ipam-operator", [("data.turn", .string("\(turn)"))])
      }
    },
    Calibration(name: "a candidate that rewrites its claim of another's kind", violates: [.quiescence], text: "W6") {
      $0.mark(Cast.companion, ["name": "ipam", "kinds": [["group": "ipam.test", "kind": "Claim"]]])
      let claim = LedgerBuilder.Reference(apiVersion: "ipam.test/v1", kind: "Claim", name: "w-claim")
      $0.write(claim, [("spec.size", 28)], owner: .widget)
      $0.wait(5)
      $0.idle(every: 5) { $0.write(claim, [("spec.size", .integer(Int64(20 + $1)))]) }
    },
    Calibration(name: "nudged, and bookkeeping on the wish", conforms: [.nudge]) {
      $0.mark("nudge")
      $0.write(.widget, by: LedgerBuilder.driver, [("metadata.annotations.nudge", "1")])
      $0.wait(0.1)
      $0.write(.widget, [("metadata.annotations.last-handled", "x")])
      $0.wait(6)
    },
    Calibration(name: "nudged, and a child is written", violates: [.nudge], text: "W6") {
      $0.mark("nudge")
      $0.write(.widget, by: LedgerBuilder.driver, [("metadata.annotations.nudge", "1")])
      $0.wait(0.1)
      $0.write(.config, [("data.stamp", "x")])
      $0.wait(6)
    },
    Calibration(name: "a source of a kind that all have, nudged without an answer", conforms: [.nudge]) { builder in
      builder.write(.config("source"), by: LedgerBuilder.driver, [("data.a", "b")])
      builder.wait(1)
      builder.mark("nudge")
      builder.write(.config("source"), by: LedgerBuilder.driver, [("metadata.annotations.nudge", "1")])
      builder.wait(6)
    },
    Calibration(name: "a source whose annotations are copied", conforms: [.update]) { builder in
      builder.write(.config("source"), by: LedgerBuilder.driver, [("data.a", "b")])
      builder.write(.init(apiVersion: "v1", kind: "ConfigMap", name: "source", namespace: "other"), [("data.a", "b")])
      builder.wait(1)
      builder.mark("nudge")
      builder.write(.config("source"), by: LedgerBuilder.driver, [("metadata.annotations.nudge", "1")])
      builder.wait(0.1)
      builder.write(
        .init(apiVersion: "v1", kind: "ConfigMap", name: "source", namespace: "other"),
        [("metadata.annotations.nudge", "1")])
      builder.wait(6)
    },
  ]

  static let changes: [Calibration] = [
    Calibration(name: "an update that is followed", conforms: [.update]) {
      $0.update(3)
      $0.follow(3, generation: 2)
    },
    Calibration(name: "an update that is ignored", violates: [.update]) {
      $0.update(3)
      $0.wait(6)
    },
    Calibration(
      name: "an update of which only the generation is noted", violates: [.update, .other], text: "though nothing"
    ) {
      $0.update(3)
      $0.status([("observedGeneration", 2)])
      $0.wait(6)
    },
    Calibration(name: "an update that shows in the status alone", conforms: [.update]) {
      $0.update(3)
      $0.status([("observedGeneration", 2), ("size", 3)])
      $0.wait(6)
    },
    Calibration(name: "a status that is ahead of the work", violates: [.other], conforms: [.update], text: "before") {
      $0.update(3)
      $0.status([("observedGeneration", 2)])
      $0.wait(1)
      $0.write(.config, [("data.size", "3")])
      $0.wait(6)
    },
    Calibration(name: "an update that is carried out 40 s later", conforms: [.update]) { builder in
      builder.update(3)
      builder.wait(6)
      builder.mark("idle", ["seconds": 60])
      builder.wait(34)
      builder.write(.config, [("data.size", "3")])
      builder.wait(26)
    },
    Calibration(
      name: "the wish is rewritten", violates: [.other], conforms: [.update], text: "rewrites what somebody wished"
    ) {
      $0.update(3)
      $0.write(.config, [("data.size", "3")])
      $0.write(.widget, [("spec.size", 2)])
      $0.wait(6)
    },
    Calibration(name: "what the wish left open is filled in", conforms: [.update]) {
      $0.update(3)
      $0.write(.config, [("data.size", "3")])
      $0.write(.widget, [("spec.mode", "slow")])
      $0.wait(6)
    },
    Calibration(name: "lastTransitionTime moves with an update", violates: [.other], conforms: [.update], text: "W4") {
      $0.update(3)
      $0.write(.config, [("data.size", "3")])
      $0.status([("conditions", LedgerBuilder.ready("True", since: "2026-01-01T02:00:00Z"))])
      $0.wait(6)
    },
    Calibration(name: "no managed fields at all", notObservable: [.update, .attribution]) {
      $0.write(.config("w-raw"), by: nil, [("data.size", "2")], owner: .widget)
      $0.wait(2)
      $0.update(3)
      $0.write(.config("w-raw"), by: nil, [("data.size", "3")])
      $0.wait(6)
    },
  ]

  static let drift: [Calibration] = [
    Calibration(name: "a deleted child comes back", conforms: [.driftOfChild]) {
      $0.deleteChild()
      $0.write(.config, [("data.size", "2")], owner: .widget)
      $0.wait(6)
    },
    Calibration(
      name: "a deleted child stays away", violates: [.driftOfChild, .other], text: "goes on to say condition Ready"
    ) {
      $0.deleteChild()
      $0.wait(20)
    },
    Calibration(name: "a deleted child comes back by itself after 30 s", conforms: [.driftOfChild]) { builder in
      builder.deleteChild()
      builder.wait(6)
      builder.mark("foreign label")
      builder.wait(24)
      builder.write(.config, [("data.size", "2")], owner: .widget)
      builder.wait(6)
    },
    Calibration(name: "a child with a made-up name is replaced", conforms: [.driftOfChild]) {
      $0.deleteChild()
      $0.write(.config("w-x7"), [("data.size", "2")], owner: .widget)
      $0.wait(6)
    },
    Calibration(name: "drift is put right", conforms: [.driftOfField]) {
      $0.edit()
      $0.write(.config, [("data.size", "2")])
      $0.wait(6)
    },
    Calibration(name: "drift is put right by making the child again", conforms: [.driftOfField]) {
      $0.edit()
      $0.delete(.config)
      $0.write(.config, [("data.size", "2")], owner: .widget)
      $0.wait(6)
    },
    Calibration(name: "drift that was added is taken off, which tells no writer", conforms: [.driftOfField]) {
      $0.mark("edit child", ["kind": "ConfigMap", "name": "w-config"])
      $0.command("patch", "cm", "w-config", "--field-manager=drift-editor")
      $0.write(.config, by: "drift-editor", [("data.extra", "99")])
      $0.wait(0.1)
      $0.write(.config, by: nil, [("data.extra", nil)])
      $0.wait(6)
    },
    Calibration(name: "drift stays", violates: [.driftOfField], text: "stays so") {
      $0.edit()
      $0.wait(20)
    },
    Calibration(name: "drift is taken into bookkeeping", violates: [.driftOfField], text: "though the candidate writes")
    {
      $0.edit()
      $0.write(.widget, [("metadata.annotations.last-seen", "99")])
      $0.wait(20)
    },
    Calibration(name: "drift is put right only at the next step", violates: [.driftOfField], text: "what was done next")
    {
      $0.edit()
      $0.wait(7)
      $0.mark("nudge")
      $0.write(.widget, by: LedgerBuilder.driver, [("metadata.annotations.nudge", "1")])
      $0.wait(0.05)
      $0.write(.config, [("data.size", "2")])
      $0.wait(6)
    },
    Calibration(name: "a foreign label is stripped", violates: [.foreignField]) { builder in
      builder.foreignLabel()
      builder.write(.config, by: nil, [("metadata.labels.tenant", nil)])
      builder.wait(6)
    },
    Calibration(name: "a foreign label stays through a write", conforms: [.foreignField]) { builder in
      builder.foreignLabel()
      builder.wait(6)
      builder.update(3)
      builder.follow(3, generation: 2)
    },
    Calibration(name: "a foreign label on what is never written again", notObservable: [.foreignField]) { builder in
      builder.foreignLabel()
      builder.wait(6)
    },
    Calibration(name: "a foreign label that its owner takes off again", conforms: []) { builder in
      builder.foreignLabel()
      builder.wait(6)
      builder.command("label", "cm", "w-config", "tenant-")
      builder.write(.config, by: nil, [("metadata.labels.tenant", nil)])
      builder.wait(6)
    },
  ]
}

extension LedgerBuilder {
  mutating func foreignLabel() {
    mark("foreign label", ["kind": "ConfigMap", "name": "w-config"])
    command("label", "cm", "w-config", "--field-manager=foreign-tenant")
    write(.config, by: "foreign-tenant", [("metadata.labels.tenant", "42")])
    wait(0.1)
  }

  mutating func whileDown(_ body: (inout LedgerBuilder) -> Void) {
    mark("stop")
    process("signal")
    ended(0)
    wait(2)
    body(&self)
    wait(2)
    mark("start again")
    process("start")
    wait(0.3)
  }
}
