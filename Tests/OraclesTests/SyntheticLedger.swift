import Documents
import Foundation
import Kubernetes

@testable import Oracles

/// A ledger line by line, as a recorder would have written it.
struct SyntheticLedger {
  private(set) var lines: [LedgerLine] = []
  private var revision = 0

  static let namespace = "plugfest-1"

  mutating func mark(_ name: String, at time: Double, _ details: Value = [:], isOfCase: Bool = true) {
    var details = details
    if isOfCase { details["scope"] = .string(Self.namespace) }
    lines.append(.mark(LedgerLine.Mark(time: time, name: name, details: details)))
  }

  mutating func append(_ other: SyntheticLedger) {
    lines += other.lines
    revision += other.revision
  }

  /// A state that somebody wrote.
  mutating func write(
    _ kind: String, _ name: String = "demo", as change: LedgerLine.Change = .modified, by manager: String,
    at time: Double, owner: String? = nil, _ more: Value
  ) {
    revision += 1
    let group = kind == "ConfigMap" ? "v1" : "netbox.dev/v1"
    var object = KubernetesObject(apiVersion: group, kind: kind, namespace: Self.namespace, name: name)
    object.value[path: "metadata", "uid"] = .string("uid-\(kind)-\(name)")
    object.value[path: "metadata", "resourceVersion"] = .string("\(revision)")
    object.value[path: "metadata", "managedFields"] = [
      [
        "manager": .string(manager), "operation": "Update", "apiVersion": .string(group), "fieldsType": "FieldsV1",
        // Whole seconds, so that each write moves it.
        "time": .string("2026-01-01T00:00:\(time < 10 ? "0" : "")\(Int(time))Z"),
        "fieldsV1": ["f:spec": [:], "f:status": [:], "f:data": [:]],
      ]
    ]
    if let owner {
      object.value[path: "metadata", "ownerReferences"] = [
        [
          "apiVersion": "netbox.dev/v1", "kind": "Prefix", "name": .string(owner),
          "uid": .string("uid-Prefix-\(owner)"), "controller": true,
        ]
      ]
    }
    for (key, value) in more.object ?? [:] { object.value[key] = value }
    lines.append(.event(LedgerLine.Event(time: time, change: change, object: object)))
  }

  /// A wish with a child, and the beginning of a consultation.
  static func beginning(of recipe: String, id: String = "") -> SyntheticLedger {
    var ledger = SyntheticLedger()
    ledger.write("Prefix", as: .added, by: "plugfest", at: 1, ["spec": ["prefix": "10.0.0.0/24"]])
    ledger.write("ConfigMap", as: .added, by: "operator", at: 2, owner: "demo", ["data": ["size": "1"]])
    ledger.mark(
      Consultation.beginning, at: 3,
      [
        "id": .string(id), "recipe": .string(recipe), "case": "CASE-1",
        "object": [
          "apiVersion": "netbox.dev/v1", "kind": "Prefix", "name": "demo", "namespace": .string(namespace),
        ],
      ])
    return ledger
  }

  mutating func end(at time: Double) {
    mark(Consultation.ending, at: time, Consultation.details(SettleWindow(length: 1.2, reason: "it answers at once")))
    mark("step ended", at: time, ["case": "CASE-1", "step": "it", "passed": true], isOfCase: false)
  }

  /// What comes of it when it is judged.
  func rescoring() -> Rescoring {
    var rescoring = Rescoring()
    for line in lines { rescoring.add(line) }
    return rescoring
  }

  /// Writes it into a folder that is gone after the body.
  func withFolder<Result>(
    lines: [LedgerLine]? = nil, cutAfter bytes: String = "", _ body: (String) throws -> Result
  ) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let text = (lines ?? self.lines).map { JSON.text($0.value) + "\n" }.joined() + bytes
    try Data(text.utf8).write(to: URL(filePath: "\(folder)/ledger-1.jsonl"))
    return try body(folder)
  }
}
