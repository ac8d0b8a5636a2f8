import Documents
import Testing

@testable import LabStore

@Suite struct RevisionLogTests {
  static let key = StorageKey(group: "", plural: "configmaps")
  static let other = StorageKey(group: "", plural: "secrets")

  /// Changes of `a` and `b` in namespace n, and one of another kind: revisions 2 to 6.
  static func log(capacity: Int = 100) -> RevisionLog {
    var log = RevisionLog(capacity: capacity)
    _ = log.append(object("a", "1"), to: key, namespace: "n", name: "a")
    _ = log.append(object("b", "1"), to: key, namespace: "m", name: "b")
    _ = log.append(object("s", "1"), to: other, namespace: "n", name: "s")
    _ = log.append(object("a", "2"), to: key, namespace: "n", name: "a")
    _ = log.append(nil, to: key, namespace: "m", name: "b")
    return log
  }

  static func object(_ name: String, _ value: Value) -> Value {
    ["metadata": ["name": .string(name)], "value": value]
  }

  @Test("each change gets the next revision, and the object carries it")
  func revisions() {
    let log = Self.log()
    #expect(log.revision == 6)
    #expect(log.object(Self.key, namespace: "n", name: "a")?[path: "metadata", "resourceVersion"] == "5")
    #expect(log.object(Self.key, namespace: "m", name: "b") == nil)
  }

  @Test("what follows a revision are the changes of the collection and namespace, oldest first")
  func changes() throws {
    let log = Self.log()
    let all = try log.changes(since: 2, key: Self.key, namespace: nil)
    #expect(all.map(\.kind) == [.added, .modified, .deleted])
    #expect(all.map(\.revision) == [3, 5, 6])
    #expect(try log.changes(since: 2, key: Self.key, namespace: "n").map(\.revision) == [5])
    #expect(try log.changes(since: 6, key: Self.key, namespace: nil).isEmpty)
  }

  @Test("a list of an earlier revision shows what was there then")
  func past() throws {
    var log = Self.log()
    let names = try (2...6).map { revision in
      try log.objects(Self.key, namespace: nil, at: revision).map {
        "\($0[path: "metadata", "name"]?.string ?? "")\($0["value"]?.string ?? "")"
      }
    }
    #expect(names == [["a1"], ["b1", "a1"], ["b1", "a1"], ["b1", "a2"], ["a2"]])
  }

  @Test("what was forgotten is gone, whether it was compacted or pushed out")
  func compaction() {
    var compacted = Self.log()
    compacted.compact(through: 4)
    #expect(compacted.oldestRevision == 4)
    #expect(throws: RevisionLog.Gone.self) { try compacted.changes(since: 3, key: Self.key, namespace: nil) }
    #expect(throws: Never.self) { try compacted.changes(since: 4, key: Self.key, namespace: nil) }
    let small = Self.log(capacity: 2)
    #expect(throws: RevisionLog.Gone.self) { try small.changes(since: 3, key: Self.key, namespace: nil) }
    #expect(small.object(Self.key, namespace: "n", name: "a") != nil)
  }

  @Test("deleting what is not there is no change")
  func absent() {
    var log = RevisionLog()
    #expect(log.append(nil, to: Self.key, namespace: "n", name: "a") == nil)
    #expect(log.revision == 1)
  }

  @Test("a collection that begins anew cannot be watched from before")
  func beginning() {
    var log = Self.log()
    log.begin(Self.key)
    #expect(throws: RevisionLog.Gone.self) { try log.changes(since: 5, key: Self.key, namespace: nil) }
    #expect(throws: Never.self) { try log.changes(since: 5, key: Self.other, namespace: nil) }
  }
}
