import Documents
import Testing

@testable import LabStore

@Suite struct RevisionLogTests {
  private static let key = StorageKey(group: "", plural: "configmaps")

  private static func object(_ name: String, _ text: String = "") -> Value {
    ["metadata": ["name": .string(name)], "data": ["k": .string(text)]]
  }

  private static func names(_ objects: [Value]) -> [String] {
    objects.compactMap { $0["metadata"]?["name"]?.string }
  }

  private static func log(_ names: String..., capacity: Int = 100) -> RevisionLog {
    var log = RevisionLog(capacity: capacity)
    for name in names { _ = log.append(object(name), to: key, namespace: "n", name: name) }
    return log
  }

  @Test("each change gets the next revision, which the object carries")
  func revisions() throws {
    var log = Self.log("a")
    let first = try #require(log.object(Self.key, namespace: "n", name: "a"))
    #expect(first["metadata"]?["resourceVersion"] == .string(String(log.revision)))
    let written = log.append(Self.object("a", "2"), to: Self.key, namespace: "n", name: "a")
    let change = try #require(written)
    #expect(change.kind == .modified)
    #expect(change.previous?["data"]?["k"] == "")
    #expect(change.revision == log.revision)
  }

  @Test("deleting shows the last state with the revision of the deletion, and nothing to delete is no change")
  func deletion() throws {
    var log = Self.log("a")
    let written = log.append(nil, to: Self.key, namespace: "n", name: "a")
    let change = try #require(written)
    #expect(change.kind == .deleted)
    #expect(change.object["metadata"]?["resourceVersion"] == .string(String(log.revision)))
    #expect(log.object(Self.key, namespace: "n", name: "a") == nil)
    let nothing = log.append(nil, to: Self.key, namespace: "n", name: "a")
    #expect(nothing == nil)
  }

  @Test("a list at an earlier revision shows what was there then")
  func snapshot() throws {
    var log = Self.log("a", "b", "c")
    let then = log.revision
    _ = log.append(Self.object("bb"), to: Self.key, namespace: "n", name: "bb")
    _ = log.append(nil, to: Self.key, namespace: "n", name: "c")
    _ = log.append(Self.object("a", "changed"), to: Self.key, namespace: "n", name: "a")
    let past = try log.objects(Self.key, namespace: "n", at: then)
    #expect(Self.names(past) == ["a", "b", "c"])
    #expect(past[0]["data"]?["k"] == "")
    let now = log.objects(Self.key, namespace: nil)
    #expect(Self.names(now) == ["a", "b", "bb"])
  }

  @Test("namespaces come in the order of their paths, in which a dash is before the end")
  func order() {
    var log = RevisionLog()
    for namespace in ["n", "n-b", "m"] {
      _ = log.append(Self.object("x"), to: Self.key, namespace: namespace, name: "x-\(namespace)")
    }
    let kept = log.objects(Self.key, namespace: nil)
    #expect(kept.compactMap { $0["metadata"]?["resourceVersion"]?.string } == ["4", "3", "2"])
  }

  @Test("changes since a revision are those of the collection and namespace, oldest first")
  func changes() throws {
    var log = Self.log("a")
    let start = log.revision
    _ = log.append(Self.object("b"), to: Self.key, namespace: "other", name: "b")
    _ = log.append(Self.object("c"), to: Self.key, namespace: "n", name: "c")
    _ = log.append(Self.object("s"), to: StorageKey(group: "", plural: "secrets"), namespace: "n", name: "s")
    let inNamespace = try log.changes(since: start, key: Self.key, namespace: "n")
    #expect(inNamespace.map(\.name) == ["c"])
    let everywhere = try log.changes(since: start, key: Self.key, namespace: nil)
    #expect(everywhere.map(\.name) == ["b", "c"])
  }

  @Test("what was compacted is gone, whether by the capacity or on purpose")
  func compaction() throws {
    var log = Self.log("a", "b", "c", "d", capacity: 2)
    #expect(log.oldestRevision == log.revision - 2)
    #expect(throws: RevisionLog.Gone.self) {
      try log.changes(since: log.revision - 3, key: Self.key, namespace: nil)
    }
    log.compact(through: log.revision - 1)
    let past = log.revision - 2
    #expect(throws: RevisionLog.Gone.self) { try log.objects(Self.key, namespace: nil, at: past) }
    let last = try log.changes(since: log.revision - 1, key: Self.key, namespace: nil)
    #expect(last.map(\.name) == ["d"])
  }

  @Test("a collection that begins late cannot be watched from before")
  func beginning() {
    var log = Self.log("a")
    let key = StorageKey(group: "example.com", plural: "widgets")
    let before = log.revision - 1
    log.begin(key)
    #expect(throws: RevisionLog.Gone(oldest: log.revision)) {
      try log.changes(since: before, key: key, namespace: nil)
    }
  }

  @Test("a watcher that does not keep up is cut off, and the writer never waits")
  func slowWatcher() async throws {
    var log = RevisionLog()
    var index = WatcherIndex()
    let (_, slow) = index.add(keys: [Self.key], namespace: nil, buffer: 2)
    let (_, quick) = index.add(keys: [Self.key], namespace: "n", buffer: 10)
    let (_, elsewhere) = index.add(keys: [Self.key], namespace: "other", buffer: 1)
    for number in 0..<4 {
      let change = log.append(Self.object("a\(number)"), to: Self.key, namespace: "n", name: "a\(number)")
      index.deliver(try #require(change))
    }
    index.removeAll()
    await #expect(throws: WatcherTooSlow.self) { for try await _ in slow {} }
    var seen = 0
    for try await _ in quick { seen += 1 }
    #expect(seen == 4)
    for try await _ in elsewhere { Issue.record("a change of another namespace was delivered") }
  }
}
