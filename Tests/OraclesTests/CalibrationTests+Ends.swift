import Documents
import Kubernetes

@testable import Oracles

extension CalibrationTests {
  private static func changedWhileDown(_ builder: inout LedgerBuilder) {
    builder.mark("change while down", ["paths": ["spec.size"]])
    builder.command("patch", "widget", "w", "--field-manager=\(LedgerBuilder.driver)")
    builder.write(.widget, by: LedgerBuilder.driver, [("spec.size", 3)])
  }

  static let restarts: [Calibration] = [
    Calibration(name: "a restart without a write", conforms: [.restart]) {
      $0.restart()
      $0.wait(7)
    },
    Calibration(name: "a restart that rewrites everything", violates: [.restart], text: "W6") {
      $0.restart()
      $0.write(.config, [("metadata.annotations.restarted", "now")])
      $0.wait(7)
    },
    Calibration(name: "a restart that makes a second child", violates: [.restart]) {
      $0.restart()
      $0.write(.config("w-second"), [("data.size", "2")], owner: .widget)
      $0.wait(7)
    },
    Calibration(name: "a restart that makes the child again", violates: [.restart], text: "W7") {
      $0.restart()
      $0.delete(.config)
      $0.wait(0.1)
      $0.write(.config, [("data.size", "2")], owner: .widget)
      $0.wait(7)
    },
    Calibration(name: "a restart after which the status is wrong for a while", violates: [.restart], text: "W5") {
      $0.restart()
      $0.status([("conditions", LedgerBuilder.ready("False", "Starting"))])
      $0.wait(1)
      $0.status([("conditions", LedgerBuilder.ready("True"))])
      $0.wait(7)
    },
    Calibration(
      name: "a restart that repairs what nobody had repaired", violates: [.driftOfField], conforms: [.restart]
    ) {
      $0.edit()
      $0.wait(20)
      $0.restart()
      $0.write(.config, [("data.size", "2")])
      $0.wait(7)
    },
    Calibration(name: "a missed change is carried out", conforms: [.missedChange, .restart]) {
      $0.whileDown(changedWhileDown)
      $0.follow(3, generation: 2)
    },
    Calibration(name: "a status that follows a missed change by way of another", conforms: [.missedChange]) {
      $0.whileDown(changedWhileDown)
      $0.status([("conditions", LedgerBuilder.ready("False", "Working"))])
      $0.follow(3, generation: 2)
      $0.status([("conditions", LedgerBuilder.ready("True"))])
      $0.wait(6)
    },
    Calibration(name: "a missed change is ignored", violates: [.missedChange]) {
      $0.whileDown(changedWhileDown)
      $0.wait(7)
    },
    Calibration(name: "a missed deletion of a child is put right", conforms: [.missedChange]) {
      $0.whileDown { $0.deleteChild("delete child while down") }
      $0.write(.config, [("data.size", "2")], owner: .widget)
      $0.wait(7)
    },
    Calibration(name: "a missed deletion of a child is ignored", violates: [.missedChange]) {
      $0.whileDown { $0.deleteChild("delete child while down") }
      $0.wait(7)
    },
    Calibration(name: "an error code when it is asked to stop", violates: [.restart], text: "error code 2") {
      $0.mark("stop")
      $0.process("signal")
      $0.ended(2)
      $0.wait(2)
    },
    Calibration(name: "a process that the signal ends", conforms: [.restart]) {
      $0.mark("stop")
      $0.process("signal")
      $0.ended(-15)
      $0.wait(2)
    },
    Calibration(name: "a process that ends by itself", violates: [.other], text: "ended by itself") {
      $0.mark("idle", ["seconds": 30])
      $0.wait(5)
      $0.mark("operator exited", ["rc": 2])
      $0.wait(25)
    },
    Calibration(name: "nothing is asked of a process that is not there", violates: [.other]) {
      $0.mark("idle", ["seconds": 30])
      $0.wait(5)
      $0.mark("operator exited", ["rc": 2])
      $0.wait(25)
      $0.update(3)
      $0.wait(6)
      $0.edit()
      $0.wait(6)
      $0.deleteChild()
      $0.wait(6)
    },
  ]

  static let errors: [Calibration] = [
    Calibration(name: "an invalid wish that is told in a condition", conforms: [.recovery]) {
      $0.invalid()
      $0.status([("observedGeneration", 2), ("conditions", LedgerBuilder.ready("False", "InvalidSize"))])
      $0.wait(6)
      $0.recover()
      $0.status([("observedGeneration", 3), ("conditions", LedgerBuilder.ready("True"))])
      $0.wait(6)
    },
    Calibration(name: "an invalid wish that is told by an Event", conforms: [.recovery]) {
      $0.invalid()
      $0.write(.event, [("involvedObject.name", "w"), ("type", "Warning"), ("reason", "InvalidSize")])
      $0.wait(6)
    },
    Calibration(name: "an invalid wish that is accepted silently", violates: [.recovery], text: "neither") {
      $0.invalid()
      $0.write(.config, [("data.size", "-1")])
      $0.wait(6)
    },
    Calibration(name: "an invalid wish of which the status says all is well", violates: [.recovery], text: "neither") {
      $0.invalid()
      $0.status([("observedGeneration", 2), ("conditions", LedgerBuilder.ready("True", since: "2026-01-01T00:00:00Z"))])
      $0.wait(6)
    },
    Calibration(name: "an Event that all is well tells nothing", violates: [.recovery], text: "neither") {
      $0.invalid()
      $0.write(.event, [("involvedObject.name", "w"), ("type", "Normal"), ("reason", "Synced")])
      $0.wait(6)
    },
    Calibration(name: "an invalid wish that destroys the child", violates: [.recovery], text: "destroys") {
      $0.invalid()
      $0.status([("conditions", LedgerBuilder.ready("False", "InvalidSize"))])
      $0.delete(.config)
      $0.wait(6)
    },
    Calibration(name: "an error that stays", violates: [.recovery], text: "goes on to tell") {
      $0.invalid()
      $0.status([("conditions", LedgerBuilder.ready("False", "InvalidSize"))])
      $0.wait(6)
      $0.recover()
      $0.wait(70)
    },
    Calibration(name: "an error whose next try may still come", notObservable: [.recovery]) {
      $0.invalid()
      $0.status([("conditions", LedgerBuilder.ready("False", "InvalidSize"))])
      $0.wait(6)
      $0.recover()
      $0.wait(8)
    },
    Calibration(
      name: "an error that stays, though it is tried every two seconds", violates: [.recovery], text: "goes on to tell"
    ) {
      $0.invalid()
      $0.status([("conditions", LedgerBuilder.ready("False", "InvalidSize"))])
      for turn in 1...4 {
        $0.wait(2)
        $0.write(
          .event,
          [
            ("involvedObject.name", "w"), ("type", "Warning"), ("reason", "InvalidSize"),
            ("count", .integer(Int64(turn))),
          ])
      }
      $0.recover()
      $0.wait(8)
    },
    Calibration(name: "a right wish without an answer, when the wrong one was answered", violates: [.recovery]) {
      $0.invalid()
      $0.write(.event, [("involvedObject.name", "w"), ("type", "Warning"), ("reason", "InvalidSize")])
      $0.write(.config, [("data.size", "-1")])
      $0.wait(6)
      $0.recover()
      $0.wait(70)
    },
    Calibration(name: "a right wish without an answer before the next try", notObservable: [.recovery]) {
      $0.invalid()
      $0.write(.event, [("involvedObject.name", "w"), ("type", "Warning"), ("reason", "InvalidSize")])
      $0.write(.config, [("data.size", "-1")])
      $0.wait(6)
      $0.recover()
      $0.wait(8)
    },
    Calibration(
      name: "a wrong wish that changed nothing needs no recovery", violates: [.recovery], notObservable: [.recovery],
      text: "neither"
    ) {
      $0.invalid()
      $0.wait(6)
      $0.recover()
      $0.wait(8)
    },
    Calibration(name: "a process that ends by a wrong wish", violates: [.recovery], text: "ended by itself") {
      $0.invalid()
      $0.status([("conditions", LedgerBuilder.ready("False", "InvalidSize"))])
      $0.mark("operator exited", ["rc": 2])
      $0.wait(6)
    },
    Calibration(name: "the API server refuses the wish", conforms: [.recovery]) {
      $0.mark("invalid CR")
      $0.command("patch", "widget", "w", "--field-manager=\(LedgerBuilder.driver)")
      $0.mark("result", ["rc": 1, "output": #"The Widget "w" is invalid: spec.size"#])
      $0.wait(6)
    },
  ]

  static let endings: [Calibration] = [
    Calibration(name: "all goes with the wish", conforms: [.deletion]) {
      $0.deleteWish()
      $0.delete(.widget)
      $0.wait(0.5)
      $0.delete(.config)
      $0.wait(15)
    },
    Calibration(name: "a child that has an owner is left", violates: [.deletion], text: "is left") {
      $0.deleteWish()
      $0.delete(.widget)
      $0.wait(15)
    },
    Calibration(name: "a child that comes back after the deletion", violates: [.deletion], text: "comes back") {
      $0.deleteWish()
      $0.delete(.widget)
      $0.wait(0.5)
      $0.delete(.config)
      $0.wait(1)
      $0.write(.config, [("data.size", "2")])
      $0.wait(15)
    },
    Calibration(name: "a child without an owner is left", violates: [.deletion, .ownership], text: "has no owner") {
      $0.mark("create CR")
      $0.write(.config("w-free"), [("data.size", "2")])
      $0.wait(5)
      $0.deleteWish()
      $0.delete(.widget)
      $0.wait(0.5)
      $0.delete(.config)
      $0.wait(15)
    },
    Calibration(name: "a child without an owner that the candidate takes away", conforms: [.deletion, .ownership]) {
      $0.mark("create CR")
      $0.write(.config("w-free"), [("data.size", "2")])
      $0.wait(5)
      $0.deleteWish()
      $0.delete(.config("w-free"))
      $0.delete(.widget)
      $0.wait(0.5)
      $0.delete(.config)
      $0.wait(15)
    },
    Calibration(name: "a child elsewhere, tied by a label", conforms: [.deletion, .ownership]) {
      let far = LedgerBuilder.Reference(apiVersion: "v1", kind: "ConfigMap", name: "w", namespace: "elsewhere")
      $0.mark("create CR")
      $0.write(far, [("metadata.labels.of", "w"), ("data.size", "2")])
      $0.wait(5)
      $0.deleteWish()
      $0.delete(far)
      $0.delete(.widget)
      $0.wait(0.5)
      $0.delete(.config)
      $0.wait(15)
    },
    Calibration(
      name: "a child without an owner, whose name has that of the wish in it, is left",
      violates: [.deletion, .ownership],
      text: "without an owner reference"
    ) {
      $0.mark("update")
      $0.write(.config("config-w"), [("data.a", "b")])
      $0.wait(6)
      $0.deleteWish()
      $0.delete(.widget)
      $0.wait(0.1)
      $0.delete(.config)
      $0.mark("idle after delete")
      $0.wait(15)
    },
    Calibration(name: "what only has letters of the wish's name in it may stay", conforms: [.deletion]) {
      $0.mark("update")
      $0.write(.config("widgets"), [("data.a", "b")])
      $0.wait(6)
      $0.deleteWish()
      $0.delete(.widget)
      $0.wait(0.1)
      $0.delete(.config)
      $0.mark("idle after delete")
      $0.wait(15)
    },
    Calibration(name: "the candidate's own configuration stays", conforms: [.deletion]) {
      $0.write(.config("operator-state"), [("data.size", "2")])
      $0.wait(5)
      $0.deleteWish()
      $0.delete(.widget)
      $0.delete(.config)
      $0.wait(15)
    },
    Calibration(name: "a finalizer that stays", violates: [.deletion], text: "finalizer") {
      $0.write(.widget, [("metadata.finalizers", ["example.test/hold"])])
      $0.wait(1)
      $0.deleteWish()
      $0.askToGo(.widget)
      $0.wait(20)
    },
    Calibration(name: "children that were to be kept", conforms: [.deletion]) {
      $0.mark("delete CR")
      $0.command("delete", "widget", "w", "--cascade=orphan")
      $0.delete(.widget)
      $0.wait(15)
    },
    Calibration(name: "a status that says Running while no Pod does", violates: [.other], text: "Running while none") {
      builder in
      builder.write(.pod("w-1"), by: LedgerBuilder.platform, [("status.phase", "Pending")], owner: .widget)
      builder.status([("phase", "Running"), ("observedGeneration", 1)])
      builder.idle(every: 40) { _, _ in }
    },
    Calibration(name: "ready over a workload that never runs, where nothing can", notObservable: [.other]) { builder in
      builder.write(.workload, [("spec.replicas", 1)], owner: .widget)
      builder.write(
        .workload, by: LedgerBuilder.platform, [("status.replicas", 1), ("status.unavailableReplicas", 1)],
        subresource: "status")
      builder.status([("conditions", LedgerBuilder.ready("True")), ("observedGeneration", 1), ("x", 1)])
      builder.wait(6)
      builder.idle(every: 40) { _, _ in }
    },
    Calibration(name: "ready over a workload that never runs, where others do", violates: [.other], text: "can be used")
    {
      builder in
      builder.write(.pod("other"), by: LedgerBuilder.platform, [("status.phase", "Running")])
      builder.write(.workload, [("spec.replicas", 1)], owner: .widget)
      builder.write(
        .workload, by: LedgerBuilder.platform, [("status.replicas", 1), ("status.unavailableReplicas", 1)],
        subresource: "status")
      builder.status([("conditions", LedgerBuilder.ready("True")), ("observedGeneration", 1), ("x", 1)])
      builder.wait(6)
      builder.idle(every: 40) { _, _ in }
    },
    Calibration(name: "a status that says Running while one Pod does", conforms: [.quiescence]) { builder in
      builder.write(.pod("w-1"), by: LedgerBuilder.platform, [("status.phase", "Pending")], owner: .widget)
      builder.write(.pod("w-2"), by: LedgerBuilder.platform, [("status.phase", "Running")], owner: .widget)
      builder.status([("phase", "Running"), ("observedGeneration", 1)])
      builder.idle(every: 40) { _, _ in }
    },
    Calibration(name: "a status without a generation", notObservable: [.other]) {
      $0.mark("create CR")
      let gadget = LedgerBuilder.Reference(apiVersion: "example.test/v1", kind: "Gadget", name: "g")
      $0.write(gadget, by: LedgerBuilder.driver, [("spec.a", 1)])
      $0.wait(0.2)
      $0.write(gadget, [("status.phase", "Fine"), ("metadata.generation", 2)])
      $0.wait(6)
    },
    Calibration(name: "a count that is late", conforms: [.other]) {
      $0.mark("create CR")
      $0.write(.config("w-b"), [("data.size", "2")], owner: .widget)
      $0.wait(7)
      $0.status([("configCount", 2)])
      $0.wait(6)
    },
  ]
}
