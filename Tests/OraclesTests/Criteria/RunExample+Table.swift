import Documents

@testable import Oracles

extension RunExample {
  static let all = statuses + writes + lives + outputs + installations + outside + oracles + cases + packages

  private static func ready(
    _ status: String, generation: Int64? = 1, message: String = "it is done", reason: String = "Done"
  ) -> Value {
    var condition: Object = [
      "type": "Ready", "status": .string(status), "reason": .string(reason), "message": .string(message),
      "lastTransitionTime": "2026-01-01T00:00:00Z",
    ]
    condition["observedGeneration"] = generation.map(Value.integer)
    return [.object(condition)]
  }

  private static func becomeReady(_ builder: inout LedgerBuilder) {
    builder.status([("conditions", ready("True"))])
    builder.wait(0.1)
  }

  static let statuses = [
    RunExample(
      "STS-01", passing: .with { becomeReady(&$0) },
      failing: .with {
        $0.wait(31)
        $0.mark("note")
      }, finding: "had no condition that sums up its state for 31 s"),
    RunExample(
      "STS-02",
      passing: .with {
        $0.write(.workload, [("spec.replicas", 1), ("status.replicas", 0)], owner: .widget)
        $0.write(
          .workload, by: LedgerBuilder.platform,
          [
            ("status.observedGeneration", 1), ("status.replicas", 1), ("status.readyReplicas", 1),
            ("status.availableReplicas", 1), ("status.updatedReplicas", 1),
            ("status.conditions", [["type": "Available", "status": "True"]]),
          ])
        becomeReady(&$0)
      },
      failing: .with {
        $0.write(.workload, [("spec.replicas", 1), ("status.replicas", 0)], owner: .widget)
        becomeReady(&$0)
        $0.wait(5)
        $0.mark("note")
      }, finding: "was ready before Deployment.apps calib/w was for the first time"),
    RunExample(
      "STS-03", passing: .with { becomeReady(&$0) },
      failing: .with { $0.status([("conditions", ready("True", generation: 7))]) },
      finding: "was about generation 7, and it had 1"),
    RunExample(
      "STS-03", passing: .with { becomeReady(&$0) },
      failing: .with { $0.status([("conditions", ready("True", generation: nil))]) },
      finding: "does not say which generation it is about"),
    RunExample(
      "STS-04",
      passing: .with {
        becomeReady(&$0)
        $0.write(.config, [("data.size", "2")], owner: .widget)
        $0.write(.widget, by: "plugfest", [("spec.size", 3)])
        $0.wait(0.2)
        $0.write(.config, [("data.size", "3")])
        $0.status([("conditions", ready("True", generation: 2))])
      },
      failing: .with {
        $0.write(.config, [("data.size", "2")], owner: .widget)
        becomeReady(&$0)
        $0.write(.widget, by: "plugfest", [("spec.size", 3)])
        $0.wait(0.1)
        $0.status([("conditions", ready("True", generation: 2))])
        $0.wait(0.5)
        $0.write(.config, [("data.size", "3")])
      }, finding: "was ready with generation 2, and ConfigMap calib/w-config was written for it 0.5 s later"),
    RunExample(
      "STS-05",
      passing: .with {
        $0.status([("conditions", ready("False"))])
        $0.wait(4)
        becomeReady(&$0)
      },
      failing: .with {
        $0.status([("conditions", ready("False", message: ""))])
        $0.wait(4)
        becomeReady(&$0)
      }, finding: "was not ready (Done), without a message"),
    RunExample(
      "STS-06",
      passing: .with {
        becomeReady(&$0)
        $0.status([("conditions", ready("True", message: "again"))])
      },
      failing: .with {
        becomeReady(&$0)
        $0.status([("conditions", LedgerBuilder.ready("True", since: "2026-01-01T00:01:00Z"))])
      }, finding: "Ready stayed True, and its transition time moved"),
    RunExample(
      "STS-07",
      passing: .with {
        becomeReady(&$0)
        $0.mark("idle", ["scope": "calib", "seconds": 5])
        $0.wait(5)
        $0.mark("oracle ended", ["scope": "calib"])
      },
      failing: .with { builder in
        becomeReady(&builder)
        for second in 1...4 {
          builder.wait(10)
          builder.status([("lastSyncTime", .string("2026-01-01T00:00:\(second)0Z"))])
        }
      }, finding: "was written three times in less than two minutes though nothing happened"),
    RunExample(
      "STS-09", passing: .with { becomeReady(&$0) },
      failing: .with { $0.status([("pools", .string(String(repeating: "x", count: 70_000)))]) },
      finding: "a status of 68 KiB was seen"),
    RunExample(
      "STS-10",
      passing: .marks(
        (CandidateLife.observed, ["intent": "claim", "seen": ["prefix"], "missing": ["parent"]]),
        (CandidateLife.observed, ["intent": "claim", "seen": ["parent"], "missing": []])),
      failing: .marks((CandidateLife.observed, ["intent": "claim", "seen": [], "missing": ["prefix"]])),
      finding: "of a claim that is ready prefix is never told"),
    RunExample(
      "STS-11", passing: .marks((CandidateLife.log, ["lines": 9, "secrets": 1, "secretsTold": 0])),
      failing: .marks(
        (CandidateLife.secretTold, ["kind": "Widget", "name": "w", "path": "status.message"]),
        (CandidateLife.log, ["lines": 9, "secrets": 1, "secretsTold": 0])),
      finding: "a secret of the lab stands in status.message of Widget w"),
    RunExample(
      "STS-11", passing: .marks((CandidateLife.log, ["lines": 9, "secrets": 1, "secretsTold": 0])),
      failing: .marks((CandidateLife.log, ["lines": 9, "secrets": 1, "secretsTold": 2])),
      finding: "in 2 lines of the candidate's log"),
  ]

  static let writes = [
    RunExample(
      "REC-12", passing: .with { becomeReady(&$0) }, failing: .with { $0.write(.widget, [("spec.size", 5)]) },
      finding: "the candidate wrote spec.size of Widget.example.test calib/w"),
    RunExample(
      "REC-13",
      passing: .with {
        becomeReady(&$0)
        $0.mark("re-apply server-side", ["scope": "calib"])
        $0.mark("oracle ended", ["scope": "calib"])
      },
      failing: .with {
        $0.write(.widget, [("spec.size", 5)])
        $0.mark("re-apply server-side", ["scope": "calib"])
        $0.write(.widget, by: "plugfest", [("spec.size", 2)])
      }, finding: "applied again changes spec.size"),
    RunExample(
      "REC-14", passing: .with { $0.write(.config, [("data.size", "2")], owner: .widget) },
      failing: .with { builder in
        builder.write(.config, [("data.size", "0")], owner: .widget)
        for turn in 1...6 {
          builder.wait(1)
          builder.write(
            .config, by: turn.isMultiple(of: 2) ? "widget-operator" : "other-operator",
            [("data.size", .string(turn.isMultiple(of: 2) ? "0" : "1"))])
        }
      }, finding: "take turns at data.size of ConfigMap calib/w-config"),
    RunExample(
      "REC-15", passing: .with { $0.write(.config, [("data.size", "2")], owner: .widget) },
      failing: .with {
        $0.write(.config, [("data.size", "2")])
        $0.wait(3)
        $0.mark("note")
      }, finding: "ConfigMap calib/w-config has neither an owner reference nor a label"),
    RunExample(
      "REC-01",
      passing: .with([("convergesWithin", 5)]) { becomeReady(&$0) },
      failing: .with([("convergesWithin", 5)]) {
        $0.wait(9)
        becomeReady(&$0)
      }, finding: "and 5 s are declared"),
  ]

  static let definition: Value = [
    "name": "widgets.example.test", "Established": true, "NamesAccepted": true, "owners": ["the bundle a"],
    "served": ["v1"],
  ]

  static let lives = [
    RunExample(
      "API-02", passing: .marks((CandidateLife.definitions, ["definitions": [definition]])),
      failing: .marks(
        (
          CandidateLife.definitions,
          [
            "definitions": [
              [
                "name": "widgets.example.test", "Established": false, "NamesAccepted": false,
                "message": "\"Widget\" is already in use",
              ]
            ]
          ]
        )),
      finding: "widgets.example.test: NamesAccepted is not True: \"Widget\" is already in use"),
    RunExample(
      "API-17", passing: .marks((CandidateLife.definitions, ["definitions": [definition]])),
      failing: .marks(
        (
          CandidateLife.definitions,
          ["definitions": [["name": "widgets.example.test", "owners": ["the bundle a", "the Helm release b"]]]]
        )),
      finding: "widgets.example.test is claimed by the bundle a and the Helm release b"),
    RunExample(
      "RES-07", passing: .with { _ in },
      failing: .marks((CandidateLife.ended, ["text": "the candidate's process exited with 2 by itself"])),
      finding: "exited with 2 by itself"),
    RunExample(
      "RES-07", passing: .with { _ in }, failing: .marks((CandidateLife.log, ["panics": ["panic: nil map"]])),
      finding: "it logged panic: nil map"),
    RunExample(
      "RES-08", passing: .marks((CandidateLife.stopped, ["seconds": 0.3, "killed": false])),
      failing: .marks((CandidateLife.stopped, ["seconds": 10, "killed": true])), finding: "had to be killed 1 times"),
    RunExample(
      "RES-10",
      passing: .with([("memoryLimit", 100), ("processorLimit", 1)]) {
        $0.mark(CandidateLife.usage, ["memory": 50, "processor": 0.1])
      },
      failing: .with([("memoryLimit", 1_048_576), ("processorLimit", 1)]) {
        $0.mark(CandidateLife.usage, ["memory": 3_145_728, "processor": 0.1])
      }, finding: "it used 3 MiB, and 1 MiB are declared"),
    RunExample(
      "RES-11", passing: .with { _ in }, failing: .marks((CandidateLife.ready, ["seconds": 75])),
      finding: "it took 75 s to become ready"),
    RunExample(
      "CFG-08",
      passing: .with([("images", ["a:1"]), ("namespaces", ["calib"])]) {
        $0.write(.pod("p"), by: LedgerBuilder.platform, [("spec.containers", [["image": "a:1"]])])
      },
      failing: .with([("images", ["a:1"]), ("namespaces", ["calib"])]) {
        $0.write(.pod("p"), by: LedgerBuilder.platform, [("spec.containers", [["image": "b:1"]])])
      }, finding: "Pod calib/p runs b:1, which no manifest of the candidate lists"),
  ]

  private static func metrics(_ values: Value) -> (String, Value) { (CandidateLife.metrics, ["values": values]) }

  private static func event(_ number: Int, _ type: String) -> (LedgerBuilder.Reference, [(String, Value?)]) {
    (
      LedgerBuilder.Reference(apiVersion: "v1", kind: "Event", name: "w.\(number)"),
      [
        ("involvedObject", ["kind": "Widget", "name": "w", "uid": "uid-101"]), ("type", .string(type)),
        ("reason", "Made"), ("message", "it is made"),
      ]
    )
  }

  static let outputs = [
    RunExample(
      "OBS-02", passing: .marks(metrics(["up": 1])),
      failing: .marks((CandidateLife.metrics, ["trouble": "http://a answers 404 instead of metrics"])),
      finding: "answers 404"),
    RunExample(
      "OBS-03",
      passing: .marks(
        metrics([
          "controller_runtime_reconcile_total": 4, "controller_runtime_reconcile_errors_total": 0,
          "controller_runtime_reconcile_time_seconds_sum": 1, "workqueue_depth": 0,
        ])), failing: .marks(metrics(["controller_runtime_reconcile_total": 4])), finding: "no metric tells errors"),
    RunExample(
      "OBS-04",
      passing: .with {
        $0.mark(CandidateLife.metrics, ["values": ["reconcile_errors_total": 0]])
        $0.status([("conditions", ready("False"))])
        $0.wait(4)
        $0.mark(CandidateLife.metrics, ["values": ["reconcile_errors_total": 2]])
      },
      failing: .with {
        $0.mark(CandidateLife.metrics, ["values": ["reconcile_errors_total": 0]])
        $0.status([("conditions", ready("False"))])
        $0.wait(4)
        $0.mark(CandidateLife.metrics, ["values": ["reconcile_errors_total": 0]])
      }, finding: "1 wishes failed, and no counter of errors moved"),
    RunExample(
      "OBS-05",
      passing: .with {
        let (reference, fields) = event(1, "Normal")
        $0.write(reference, fields)
      },
      failing: .with { builder in
        for number in 1...5 {
          let (reference, fields) = event(number, "Normal")
          builder.write(reference, fields)
        }
      }, finding: "5 Events say the same of Widget w: Made: it is made"),
    RunExample(
      "OBS-05",
      passing: .with { builder in
        let (reference, fields) = event(1, "Normal")
        builder.write(reference, fields)
        builder.status([("conditions", ready("False", reason: "RollingOut"))])
        builder.wait(9)
        becomeReady(&builder)
      },
      failing: .with { builder in
        let (reference, fields) = event(1, "Normal")
        builder.write(reference, fields)
        builder.status([("conditions", ready("False", reason: "ReconcilingFailed"))])
        builder.wait(9)
        becomeReady(&builder)
      }, finding: "was not ready for a while, and no Warning tells it"),
    RunExample(
      "OBS-07", passing: .marks((CandidateLife.logAtRest, ["lines": 3, "seconds": 10])),
      failing: .marks(
        (CandidateLife.logAtRest, ["lines": 3, "seconds": 10]), (CandidateLife.logAtRest, ["lines": 40, "seconds": 10])
      ), finding: "it logged 43 lines in 20.0 s in which nothing happened"),
    RunExample(
      "OBS-10", passing: .marks(metrics(["widget_operator_build_info": 1])),
      failing: .marks(metrics(["reconcile_total": 1])), finding: "none of 1 metrics and no label"),
    RunExample(
      "OBS-10", passing: .with([("tellsBuild", true)]) { $0.mark(CandidateLife.metrics, ["values": ["up": 1]]) },
      failing: .marks(metrics(["up": 1])), finding: "none of 1 metrics"),
    RunExample(
      "OBS-06", passing: .marks((CandidateLife.log, ["lines": 20, "structured": 20, "naming": 3])),
      failing: .marks((CandidateLife.log, ["lines": 20, "structured": 4, "naming": 3])),
      finding: "4 of 20 lines are JSON, logfmt or klog"),
  ]
}
