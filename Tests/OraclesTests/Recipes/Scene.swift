import Documents
import Kubernetes

@testable import Oracles

/// A short ledger made by hand: one wish in the namespace `demo`, what becomes of it and what is done meanwhile.
struct Scene {
  private(set) var ledger = Ledger()
  private var revision = 0
  private var time = 0.0

  static let wish = ObjectKey(group: "a.example", kind: "Wish", namespace: "demo", name: "x")

  /// So many seconds later.
  mutating func wait(_ seconds: Double) { time += seconds }

  mutating func mark(_ name: String, _ details: Value = [:]) {
    time += 0.01
    ledger.add(.mark(.init(time: time, name: name, details: details)))
  }

  mutating func snapshot(_ name: String) { mark(Ledger.Snapshot.mark, ["name": .string(name), "scope": "demo"]) }

  /// - Parameters:
  ///   - field: `spec` or `data` or `status`; what is owned by the writer, too.
  mutating func write(
    _ change: LedgerLine.Change, _ object: String, by manager: String, uid: String? = nil, owner: String? = nil,
    finalizers: [String] = [], generation: Int64? = nil, _ field: String = "spec", _ content: Value = ["size": 1]
  ) {
    time += 0.01
    revision += 1
    let parts = object.split(separator: " ").map(String.init)
    var metadata: Object = [
      "name": .string(parts[1]), "uid": .string(uid ?? object), "resourceVersion": .string("\(revision)"),
      "managedFields": [
        [
          "manager": .string(manager), "operation": "Update", "apiVersion": "v1", "fieldsType": "FieldsV1",
          "time": .string("2026-08-03T10:\(10 + revision / 60):\(10 + revision % 50)Z"),
          "fieldsV1": [.init("f:\(field)"): [:]],
        ]
      ],
    ]
    if parts[0] != "Namespace" { metadata["namespace"] = "demo" }
    if let generation { metadata["generation"] = .integer(generation) }
    if !finalizers.isEmpty { metadata["finalizers"] = .array(finalizers.map(Value.string)) }
    if let owner {
      metadata["ownerReferences"] = [
        ["apiVersion": "a.example/v1", "kind": "Wish", "name": "x", "uid": .string(owner), "controller": true]
      ]
    }
    let value: Value = [
      "apiVersion": parts[0] == "Wish" ? "a.example/v1" : "v1", "kind": .string(parts[0]),
      "metadata": .object(metadata), .init(field): content,
    ]
    ledger.add(.event(.init(time: time, change: change, object: KubernetesObject(value))))
  }

  /// What the candidate asked of the system outside, so many seconds after the beginning each.
  mutating func requests(_ requests: [(Double, String)], of endpoint: String = "netbox", saying bodies: [String] = []) {
    let noted = requests.enumerated().map { index, request in
      OutsideRequest(
        time: request.0, endpoint: endpoint, isWrite: !request.1.hasPrefix("GET"), text: request.1,
        body: bodies.indices.contains(index) ? bodies[index] : ""
      ).details
    }
    mark(OutsideRequest.mark, ["endpoint": .string(endpoint), "requests": .array(noted)])
  }

  /// The time so far.
  var now: Double { time }

  func judgements(_ recipe: Recipe) -> [Judgement] {
    RecipeEvidence(ledger, wish: Self.wish, time: 0...time + 1).judgements(recipe)
  }

  /// The one that decides: what is violated, else what conforms, else what was not to be seen.
  func decision(_ recipe: Recipe) -> Judgement? {
    let all = judgements(recipe)
    return all.first { $0.verdict == .violates } ?? all.first { $0.verdict == .conforms } ?? all.first
  }
}
