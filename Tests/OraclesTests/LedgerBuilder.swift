import Documents
import Kubernetes

@testable import Oracles

/// Makes ledgers as a recorder would: a Widget `w` as the wish, what an operator makes for it, and what is done to both.
struct LedgerBuilder {
  struct Reference: Hashable {
    var apiVersion: String
    var kind: String
    var name: String
    var namespace: String? = "calib"

    static let widget = Reference(apiVersion: "example.test/v1", kind: "Widget", name: "w")
    static let config = Reference(apiVersion: "v1", kind: "ConfigMap", name: "w-config")
    static func config(_ name: String) -> Reference { Reference(apiVersion: "v1", kind: "ConfigMap", name: name) }
    static let workload = Reference(apiVersion: "apps/v1", kind: "Deployment", name: "w")
    static func pod(_ name: String) -> Reference { Reference(apiVersion: "v1", kind: "Pod", name: name) }
    static let event = Reference(apiVersion: "v1", kind: "Event", name: "w.1")
  }

  private(set) var ledger = Ledger()
  /// The same, line by line.
  private(set) var lines: [LedgerLine] = []
  private(set) var time = 0.0
  private var version: Int64 = 100
  private var live: [Reference: Value] = [:]
  static let driver = "ledger-driver"
  static let operatorName = "widget-operator"
  static let platform = "kube-controller-manager"

  // MARK: Time and marks

  mutating func wait(_ seconds: Double) { time += seconds }

  mutating func mark(_ name: String, _ details: Value = [:]) {
    add(.mark(LedgerLine.Mark(time: time, name: name, details: details)))
  }

  mutating func command(_ arguments: String...) {
    mark("command", ["kubectl": .array(arguments.map(Value.string))])
  }

  mutating func process(_ action: String) { mark("command", ["process": "operator", "action": .string(action)]) }

  mutating func ended(_ code: Int64) { mark("result", ["process": "operator", "rc": .integer(code)]) }

  // MARK: Writes

  /// Writes fields, each by its dotted path; nil takes one off. The first write makes the object.
  ///
  /// - Parameters:
  ///   - manager: nil leaves no managed fields, as a write that the API server does not track.
  ///   - isTold: whether the time of the managed fields moves; not within the same second, and not by a removal.
  mutating func write(
    _ reference: Reference, by manager: String? = operatorName, _ fields: [(String, Value?)], owner: Reference? = nil,
    subresource: String = "", isTold: Bool = true
  ) {
    version += 1
    var object = live[reference] ?? fresh(reference, owner)
    let isNew = live[reference] == nil
    for (path, value) in fields { Self.set(&object, path.split(separator: ".").map(String.init)[...], value) }
    let isWish = fields.contains { $0.0.hasPrefix("spec") || $0.0.hasPrefix("data") }
    if reference.kind == "Widget", isWish, !isNew {
      let generation = object["metadata"]?["generation"]?.integer ?? 1
      object["metadata"]?["generation"] = .integer(generation + 1)
    }
    object["metadata"]?["resourceVersion"] = .string("\(version)")
    if let manager { track(&object, manager, fields.map(\.0), subresource, isTold) }
    live[reference] = object
    add(isNew ? .added : .modified, object)
  }

  mutating func delete(_ reference: Reference) {
    guard var object = live.removeValue(forKey: reference) else { return }
    version += 1
    object["metadata"]?["resourceVersion"] = .string("\(version)")
    add(.deleted, object)
  }

  /// As the API server does it for an object with a finalizer.
  mutating func askToGo(_ reference: Reference) {
    write(
      reference, by: nil,
      [("metadata.deletionTimestamp", "2026-01-01T00:00:00Z"), ("metadata.deletionGracePeriodSeconds", 0)])
  }

  private mutating func add(_ change: LedgerLine.Change, _ object: Value) {
    add(.event(LedgerLine.Event(time: time, change: change, object: KubernetesObject(object))))
  }

  private mutating func add(_ line: LedgerLine) {
    lines.append(line)
    ledger.add(line)
  }

  private func fresh(_ reference: Reference, _ owner: Reference?) -> Value {
    var metadata: Object = ["name": .string(reference.name), "uid": .string("uid-\(version)"), "generation": 1]
    if let namespace = reference.namespace { metadata["namespace"] = .string(namespace) }
    if let owner, let object = live[owner] {
      metadata["ownerReferences"] = [
        [
          "apiVersion": .string(owner.apiVersion), "kind": .string(owner.kind), "name": .string(owner.name),
          "uid": object["metadata"]?["uid"] ?? "", "controller": true,
        ]
      ]
    }
    return [
      "apiVersion": .string(reference.apiVersion), "kind": .string(reference.kind), "metadata": .object(metadata),
    ]
  }

  private static func set(_ value: inout Value, _ path: ArraySlice<String>, _ new: Value?) {
    guard let first = path.first else { return }
    var object = value.object ?? [:]
    if path.count == 1 {
      object[first] = new
    } else {
      var inner = object[first] ?? [:]
      set(&inner, path.dropFirst(), new)
      object[first] = inner
    }
    value = .object(object)
  }

  private func track(_ object: inout Value, _ manager: String, _ paths: [String], _ subresource: String, _ isTold: Bool)
  {
    var entries = object["metadata"]?["managedFields"]?.array ?? []
    let index = entries.firstIndex {
      $0["manager"]?.string == manager && $0["subresource"]?.string ?? "" == subresource
    }
    var entry: Value =
      index.map { entries[$0] } ?? ["manager": .string(manager), "operation": "Update", "fieldsV1": [:]]
    if !subresource.isEmpty { entry["subresource"] = .string(subresource) }
    if isTold || index == nil { entry["time"] = .string("2026-01-01T00:00:00.\(version)Z") }
    var fields = entry["fieldsV1"] ?? [:]
    for path in paths { Self.set(&fields, path.split(separator: ".").map { "f:\($0)" }[...], [:]) }
    entry["fieldsV1"] = fields
    if let index { entries[index] = entry } else { entries.append(entry) }
    object["metadata"]?["managedFields"] = .array(entries)
  }
}

extension LedgerBuilder {
  /// A condition as operators write it.
  static func ready(_ status: String, _ reason: String = "Done", since time: String = "2026-01-01T00:00:00Z") -> Value {
    [
      [
        "type": "Ready", "status": .string(status), "reason": .string(reason), "message": "",
        "lastTransitionTime": .string(time),
      ]
    ]
  }

  mutating func status(_ fields: [(String, Value?)]) {
    write(.widget, fields.map { ("status.\($0.0)", $0.1) }, subresource: "status")
  }

  /// A good operator up to the end of settling.
  static func established() -> LedgerBuilder {
    var builder = LedgerBuilder()
    builder.mark("recording")
    builder.mark("start")
    builder.process("start")
    builder.wait(3)
    builder.mark("create CR")
    builder.command("apply", "--server-side", "--field-manager=\(driver)")
    builder.write(.widget, by: driver, [("spec.size", 2)])
    builder.wait(0.2)
    builder.write(.config, [("data.size", "2")], owner: .widget)
    builder.wait(0.1)
    builder.status([("observedGeneration", 1), ("conditions", ready("True"))])
    builder.wait(1)
    builder.mark("settle")
    builder.wait(8)
    return builder
  }

  /// The wish is changed, and the operator follows.
  mutating func update(_ size: Int64) {
    mark("update", ["paths": ["spec.size"]])
    command("patch", "widget", "w", "--field-manager=\(Self.driver)")
    write(.widget, by: Self.driver, [("spec.size", .integer(size))])
    wait(0.1)
  }

  mutating func follow(_ size: Int64, generation: Int64) {
    write(.config, [("data.size", .string("\(size)"))])
    wait(0.1)
    status([("observedGeneration", .integer(generation))])
    wait(6)
  }

  /// A phase in which something is done to the child, by somebody else.
  mutating func edit(_ value: String = "99") {
    mark("edit child", ["kind": "ConfigMap", "name": "w-config", "paths": ["data.size"]])
    command("patch", "cm", "w-config", "--field-manager=drift-editor")
    write(.config, by: "drift-editor", [("data.size", .string(value))])
    wait(0.1)
  }

  mutating func deleteChild(_ phase: String = "delete child") {
    mark(phase, ["kind": "ConfigMap", "name": "w-config"])
    command("delete", "cm", "w-config")
    delete(.config)
    wait(0.1)
  }

  mutating func deleteWish() {
    mark("delete CR")
    command("delete", "widget", "w")
  }

  mutating func invalid() {
    mark("invalid CR")
    command("patch", "widget", "w", "--field-manager=\(Self.driver)")
    write(.widget, by: Self.driver, [("spec.size", -1)])
    wait(0.1)
  }

  mutating func recover() {
    mark("recover")
    command("patch", "widget", "w", "--field-manager=\(Self.driver)")
    write(.widget, by: Self.driver, [("spec.size", 2)])
    wait(0.1)
  }

  mutating func restart() {
    mark("kill")
    process("signal")
    ended(-9)
    wait(2)
    mark("restart")
    process("start")
    wait(0.3)
  }

  /// Something every so many seconds, in an idle phase.
  mutating func idle(_ seconds: Double = 30, every pause: Double, _ body: (inout LedgerBuilder, Int) -> Void) {
    mark("idle", ["seconds": .double(seconds)])
    var passed = pause / 2
    wait(passed)
    var turn = 0
    while passed < seconds {
      body(&self, turn)
      turn += 1
      wait(pause)
      passed += pause
    }
  }

  func judgements() -> [Judgement] {
    var builder = self
    builder.mark("end")
    return LedgerJudge(builder.ledger).judgements()
  }
}
