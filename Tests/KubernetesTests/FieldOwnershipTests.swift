import Documents
import Testing

@testable import Kubernetes

@Suite struct FieldOwnershipTests {
  private static let now = KubernetesTime(seconds: 100)
  private static let ownership: FieldOwnership = {
    let port: MergeType = .map(
      .init(fields: [
        "port": .init(.scalar(.number)), "protocol": .init(.scalar(.string), defaultValue: "TCP"),
        "name": .init(.scalar(.string)),
      ]))
    let spec: MergeType = .map(
      .init(fields: [
        "ports": .init(.list(.init(port, .keyed(["port", "protocol"])))), "free": .init(.untyped),
        "n": .init(.scalar(.number)),
      ]))
    return FieldOwnership(
      type: .map(
        .init(fields: [
          "apiVersion": .init(.scalar(.string)), "kind": .init(.scalar(.string)),
          "metadata": .init(ObjectMetadata.mergeType), "spec": .init(spec),
        ])), apiVersion: "v1")
  }()

  private static func object(_ spec: Value, _ metadata: Value = ["name": "a"]) -> Value {
    ["apiVersion": "v1", "kind": "Service", "metadata": metadata, "spec": spec]
  }

  private static let empty: Value = ["apiVersion": "v1", "kind": "Service"]

  private static func apply(
    _ spec: Value, to live: Value, by manager: String = "m", force: Bool = false
  ) throws(APIStatus) -> Value {
    try ownership.apply(object(spec), to: live, by: manager, force: force, at: now)
  }

  private static func fields(_ object: Value, _ manager: String) -> String {
    let entry = object.managedFields?.array?.first { $0["manager"]?.string == manager }
    return entry.map { JSON.text($0["fieldsV1"] ?? .null) } ?? "none"
  }

  static let misfits: [(Value, String)] = [
    (["n": "x"], ".spec.n: expected numeric (int or float), got *value.valueUnstructured"),
    (["typo": 1], ".spec.typo: field not declared in schema"),
    (["ports": ["a": 1]], ".spec.ports: expected list, got &{map[a:1]}"),
    (
      ["ports": [["port": 1], ["port": 1, "protocol": "TCP"]]],
      #".spec.ports: duplicate entries for key [port=1,protocol="TCP"]"#
    ),
    (["ports": [nil]], ".spec.ports: element 0: associative list with keys may not have a null element"),
  ]

  @Test("A configuration that does not fit its type is refused with the server's words", arguments: misfits)
  func mismatches(spec: Value, message: String) {
    #expect(
      throws: APIStatus.unknown("failed to create typed patch object (/a; /v1, Kind=Service): \(message)")
    ) { try Self.apply(spec, to: Self.empty) }
  }

  @Test("What nobody tracked belongs to before-first-apply, and conflicts with the first apply")
  func untracked() throws {
    let live = Self.object(["n": 1, "free": ["x": 1]], ["name": "a", "uid": "1"])
    let status = #expect(throws: APIStatus.self) { try Self.apply(["n": 2], to: live) }
    #expect(status?.message == #"Apply failed with 1 conflict: conflict with "before-first-apply" using v1: .spec.n"#)
    let applied = try Self.apply(["n": 1], to: live)
    #expect(Self.fields(applied, "m") == #"{"f:spec":{"f:n":{}}}"#)
    #expect(
      Self.fields(applied, "before-first-apply") == #"{"f:spec":{".":{},"f:free":{".":{},"f:x":{}},"f:n":{}}}"#)
  }

  @Test("kubectl takes over what its client-side apply had set, without force")
  func upgrade() throws {
    let last = #"{"apiVersion":"v1","kind":"Service","metadata":{"name":"a"},"spec":{"n":1}}"#
    let annotations: Value = [LastApplied.annotation: .string(last)]
    var live = Self.object(["n": 1], ["name": "a", "uid": "1", "annotations": annotations])
    live = Self.ownership.track(live, replacing: nil, by: "kubectl-client-side-apply", at: Self.now)
    let applied = try Self.apply(["n": 2], to: live, by: "kubectl")
    #expect(applied["spec"] == ["n": 2])
    #expect(
      applied[path: "metadata", "annotations", LastApplied.annotation]?.string
        == JSON.text(Self.object(["n": 2])) + "\n")
    #expect(throws: APIStatus.self) { try Self.apply(["n": 2], to: live, by: "other") }
  }

  @Test("More than ten updaters: the oldest become ancient-changes")
  func limit() throws {
    var live = Self.object([:], ["name": "a", "uid": "1"])
    live = Self.ownership.track(live, replacing: nil, by: "u0", at: KubernetesTime(seconds: 0))
    for index in 1...12 {
      var next = live
      next[path: "spec", "free", "k\(index)"] = 1
      live = Self.ownership.track(next, replacing: live, by: "u\(index)", at: KubernetesTime(seconds: Int64(index)))
    }
    let managers = live.managedFields?.array?.compactMap { $0["manager"]?.string } ?? []
    #expect(managers == ["ancient-changes"] + (4...12).map { "u\($0)" })
  }

  @Test("A write without effect keeps the old timestamps")
  func noChange() throws {
    let live = try Self.apply(["n": 1], to: Self.empty)
    var later = live
    later.managedFields = .array(
      (live.managedFields?.array ?? []).map { entry in
        var entry = entry
        entry["time"] = "2030-01-01T00:00:00Z"
        return entry
      })
    #expect(FieldOwnership.withoutNeedlessTimestamps(later, old: live) == live)
    later["spec"] = ["n": 2]
    #expect(FieldOwnership.withoutNeedlessTimestamps(later, old: live) == later)
  }

  @Test("An empty record sent by a client resets the ownership")
  func reset() throws {
    var live = try Self.apply(["n": 1], to: Self.empty)
    live[path: "metadata", "uid"] = "1"
    var sent = live
    sent.managedFields = .array([])
    #expect(Self.ownership.track(sent, replacing: live, by: "w", at: Self.now).managedFields == nil)
  }

  @Test("Lists keep the live order, and the applied order of what both have")
  func order() throws {
    func ports(_ numbers: [Int64]) -> Value { ["ports": .array(numbers.map { ["port": .integer($0)] })] }
    let live = try Self.apply(ports([1, 2, 3]), to: Self.empty, by: "a")
    let merged = try Self.apply(ports([4, 3, 1]), to: live, by: "b")
    #expect(merged["spec"]?["ports"]?.array?.compactMap { $0["port"]?.integer } == [2, 4, 3, 1])
  }
}
