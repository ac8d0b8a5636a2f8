import Documents
import Kubernetes
import Testing

@testable import Oracles

@Suite struct CanonicalStateTests {
  private static func state(_ texts: String...) throws -> CanonicalState {
    var ledger = Ledger()
    var keys: Set<ObjectKey> = []
    for text in texts {
      let object = KubernetesObject(try JSON.parse(text))
      keys.insert(object.key)
      ledger.add(.event(.init(time: 1, change: .added, object: object)))
    }
    ledger.add(.mark(.init(time: 2, name: Ledger.Snapshot.mark, details: ["name": "now", "scope": "demo"])))
    return CanonicalState(try #require(ledger.snapshots.first), of: keys)
  }

  private static func object(
    _ rest: String, name: String = "x", uid: String = "1", metadata: String = ""
  ) -> String {
    #"{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"\#(name)","namespace":"demo","uid":"\#(uid)"\#(metadata)}\#(rest)}"#
  }

  /// The rest of an object, before and after.
  static let same: [(String, String, String)] = [
    ("identities and revisions", #","status":{"observedGeneration":1}"#, #","status":{"observedGeneration":7}"#),
    ("times", #","data":{"at":"2026-08-03T10:00:00Z"}"#, #","data":{"at":"2026-08-04T11:02:03.5Z"}"#),
    (
      "the order of conditions and when they changed",
      #","status":{"conditions":[{"type":"A","lastTransitionTime":"2026-08-03T10:00:00Z"},{"type":"B"}]}"#,
      #","status":{"conditions":[{"type":"B"},{"type":"A","lastTransitionTime":"2026-08-03T12:00:00Z"}]}"#
    ),
    ("a heartbeat", #","status":{"lastSyncTime":"a"}"#, #","status":{"lastSyncTime":"b"}"#),
  ]

  @Test("what is another one each time does not count", arguments: same)
  func bookkeeping(_ what: String, _ before: String, _ after: String) throws {
    let metadata = #","resourceVersion":"9","generation":4,"creationTimestamp":"2026-08-03T10:00:00Z""#
    let first = try Self.state(Self.object(before))
    let second = try Self.state(Self.object(after, uid: "2", metadata: metadata))
    #expect(first.differences(to: second).map(\.text) == [])
  }

  @Test("generated names are folded, also where others refer to them")
  func generatedNames() throws {
    func state(_ suffix: String) throws -> CanonicalState {
      try Self.state(
        Self.object("", name: "job-\(suffix)", metadata: #","generateName":"job-""#),
        Self.object(#","data":{"last":"job-\#(suffix)"}"#))
    }
    #expect(try state("abcde").differences(to: state("vwxyz")).map(\.text) == [])
  }

  static let different: [(String, String, String)] = [
    (#","data":{"size":"2"}"#, #","data":{"size":"3"}"#, "ConfigMap x data.size: \"2\" became \"3\""),
    (#","data":{"size":"2"}"#, "", "ConfigMap x data.size is missing: \"2\""),
    ("", #","data":{"size":"2"}"#, "ConfigMap x data.size has come: \"2\""),
    (#","data":{"list":["a","b"]}"#, #","data":{"list":["b","b"]}"#, "ConfigMap x data.list[0]: \"a\" became \"b\""),
  ]

  @Test("what means something counts, and is told with its place", arguments: different)
  func differences(_ before: String, _ after: String, _ text: String) throws {
    let found = try Self.state(Self.object(before)).differences(to: Self.state(Self.object(after)))
    #expect(found.filter { !$0.text.hasSuffix("{}") }.map(\.text).contains(text), "\(found.map(\.text))")
  }

  @Test("objects that are missing or too many are told by their names")
  func objects() throws {
    let one = try Self.state(Self.object(""))
    let two = try Self.state(Self.object(""), Self.object("", name: "y", uid: "2"))
    #expect(one.differences(to: two).map(\.text) == ["ConfigMap y is there besides"])
    #expect(two.differences(to: one).map(\.text) == ["ConfigMap y is missing"])
  }

  static let covered: [(String, String, Bool)] = [
    ("status.id", "status.id", true), ("status", "status.conditions[0].message", true),
    ("status.targets.name", "status.targets[3].name", true), ("status.id", "status.ids", false),
    ("spec.a", "status.a", false), ("status.targets[1]", "status.targets[3].name", false),
  ]

  @Test("a mask covers what stands in its path, in all items of a list that it does not count", arguments: covered)
  func masks(_ mask: String, _ path: String, _ isCovered: Bool) throws {
    let mask = Mask(path: try FieldPath(parsing: mask), because: "test", source: .suite)
    #expect(mask.covers(try FieldPath(parsing: path)) == isCovered)
  }
}
