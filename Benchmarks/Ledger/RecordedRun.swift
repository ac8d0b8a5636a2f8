import Documents
import Kubernetes
import Oracles

/// The lines of a run with many revisions: cases beside each other, in each a wish with children whose status moves on, and an oracle
/// that looks at them.
struct RecordedRun {
  let cases = 50
  let children = 5
  let revisions = 100_000

  /// Calls the body with each line, none of which is kept.
  func forEachLine(_ body: (LedgerLine) throws -> Void) rethrows {
    var time = 0.0
    for item in 0..<cases {
      for child in 0...children { try body(event(item, child, 0, .added, at: time)) }
      try body(mark("oracle", item, at: time, oracle(item)))
      try body(mark("update", item, at: time))
    }
    let rounds = revisions / (cases * (children + 1)) - 1
    for round in 1...rounds {
      time += 1
      for item in 0..<cases {
        for child in 0...children { try body(event(item, child, round, .modified, at: time)) }
      }
    }
    for item in 0..<cases {
      try body(mark("idle", item, at: time + 1))
      try body(mark("oracle ended", item, at: time + 20, ["window": 1.2, "because": "it answers at once"]))
    }
    try body(.mark(LedgerLine.Mark(time: time + 21, name: "end")))
  }

  private func namespace(_ item: Int) -> String { "plugfest-bench-quiescence-of-number-\(item)" }

  private func oracle(_ item: Int) -> Object {
    [
      "recipe": "quiescence", "case": .string("quiescence.\(item)"),
      "object": [
        "apiVersion": "bench.plugfest.dev/v1", "kind": "Wish", "name": "object-0",
        "namespace": .string(namespace(item)),
      ],
    ]
  }

  private func mark(_ name: String, _ item: Int, at time: Double, _ details: Object = [:]) -> LedgerLine {
    var details = details
    details["scope"] = .string(namespace(item))
    return .mark(LedgerLine.Mark(time: time, name: name, details: .object(details)))
  }

  /// About 2 kB, as an object of an operator with a few conditions has.
  private func event(
    _ item: Int, _ child: Int, _ round: Int, _ change: LedgerLine.Change, at time: Double
  ) -> LedgerLine {
    let stamp = "2026-01-01T\(two(round / 3600)):\(two(round / 60 % 60)):\(two(round % 60))Z"
    let group = child == 0 ? "bench.plugfest.dev/v1" : "apps/v1"
    var metadata: Object = [
      "name": .string("object-\(child)"), "namespace": .string(namespace(item)),
      "uid": .string("7d0f2c3a-93f2-4a50-b2be-\(100_000_000 + item * 100 + child)"),
      "resourceVersion": .string("\(round * 300 + item * 6 + child + 1)"),
      "generation": .integer(Int64(round / 100 + 1)),
      "creationTimestamp": "2026-01-01T00:00:00Z", "labels": ["app.kubernetes.io/managed-by": "bench-operator"],
      "managedFields": [
        manager(child == 0 ? "plugfest" : "bench-operator", "Apply", "", "2026-01-01T00:00:00Z", ["f:spec": fields]),
        manager("bench-operator", "Update", "status", stamp, ["f:status": fields]),
      ],
    ]
    if child > 0 {
      metadata["ownerReferences"] = [
        [
          "apiVersion": "bench.plugfest.dev/v1", "kind": "Wish", "name": "object-0", "controller": true,
          "uid": .string("7d0f2c3a-93f2-4a50-b2be-\(100_000_000 + item * 100)"),
        ]
      ]
    }
    let object = KubernetesObject([
      "apiVersion": .string(group), "kind": .string(child == 0 ? "Wish" : "Deployment"), "metadata": .object(metadata),
      "spec": [
        "replicas": 3, "image": "registry.example.com/network/function:1.2.3", "arguments": ["--one", "--two"],
      ],
      "status": [
        "observedGeneration": .integer(Int64(round)), "phase": .string(round % 2 == 0 ? "Running" : "Pending"),
        "conditions": .array(
          ["Ready", "Available", "Progressing"].map { type in
            [
              "type": .string(type), "status": .string(round % 2 == 0 ? "True" : "False"), "reason": "AsExpected",
              "message": .string("attempt \(round) of the network function came to its end"),
              "lastTransitionTime": .string(stamp),
            ]
          }),
      ],
    ])
    return .event(LedgerLine.Event(time: time, change: change, object: object))
  }

  private var fields: Value {
    [
      "f:replicas": [:], "f:image": [:],
      "f:conditions": ["k:{\"type\":\"Ready\"}": ["f:status": [:], "f:reason": [:]]],
    ]
  }

  private func manager(_ name: String, _ operation: String, _ subresource: String, _ time: String, _ fields: Value)
    -> Value
  {
    [
      "manager": .string(name), "operation": .string(operation), "apiVersion": "v1", "time": .string(time),
      "fieldsType": "FieldsV1", "fieldsV1": fields, "subresource": .string(subresource),
    ]
  }

  private func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
