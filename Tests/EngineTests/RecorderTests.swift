import Documents
import Foundation
import Kubernetes
import Oracles
import Testing

@testable import Cluster
@testable import Engine

@Suite struct RecorderTests {
  /// A folder that is gone after the test.
  private static func withFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(folder)
  }

  private static func object(
    _ kind: String, _ name: String, revision: Int, uid: String? = nil, namespace: String? = "ns", _ more: Value = [:]
  ) -> KubernetesObject {
    var object = KubernetesObject(apiVersion: "v1", kind: kind, namespace: namespace, name: name)
    object.value[path: "metadata", "uid"] = .string(uid ?? "uid-\(name)")
    object.value[path: "metadata", "resourceVersion"] = .string("\(revision)")
    for (key, value) in more.object ?? [:] { object.value[key] = value }
    return object
  }

  private static func event(_ change: Informer.Change) -> Informer.Event {
    Informer.Event(change: change, arrival: .now, isSynthetic: false)
  }

  private static func recorder(_ folder: String, partLimit: Int = 1 << 20) -> Recorder {
    Recorder(
      writer: LedgerWriter(folder: folder, partLimit: partLimit),
      scope: RecordingScope(namespaces: ["ns"], kinds: [GroupKind(group: "", kind: "Own")], runID: "run"))
  }

  @Test("the ledger has what is in scope, with what was there before told apart, and nothing of the rest")
  func scope() throws {
    try Self.withFolder { folder in
      let recorder = Self.recorder(folder)
      let old = Self.object("ConfigMap", "old", revision: 1)
      recorder.take(
        Self.event(
          .snapshot([old, Self.object("ConfigMap", "theirs", revision: 2, namespace: "other")], isAfterLoss: false)))
      recorder.candidateStarts()
      let own = Self.object("Own", "global", revision: 3, namespace: nil)
      recorder.take(Self.event(.added(own)))
      // What something in scope owns is in scope, wherever it is.
      let owned = Self.object(
        "ConfigMap", "owned", revision: 4, namespace: "other",
        [
          "metadata": [
            "name": "owned", "namespace": "other", "uid": "u", "resourceVersion": "4",
            "ownerReferences": [["uid": "uid-global"]],
          ]
        ])
      recorder.take(Self.event(.added(owned)))
      var new = old
      new.value["data"] = ["a": "b"]
      new.value[path: "metadata", "resourceVersion"] = "5"
      recorder.take(Self.event(.modified(old: old, new: new)))
      recorder.take(Self.event(.deleted(new)))
      recorder.finish()
      let ledger = try Ledger(folder: folder)
      #expect(
        ledger.revisions.map { "\($0.change.rawValue) \($0.key.name) \($0.isInitial)" } == [
          "ADDED old true", "ADDED global false", "ADDED owned false", "MODIFIED old false", "DELETED old false",
        ])
      #expect(ledger.revisions[3].changes.map(\.path.plainText) == ["data.a"])
      #expect(ledger.marks.map(\.name) == ["start", "end"])
    }
  }

  @Test("a list after an interruption shows only what is new, and says that something may be missing")
  func interruption() throws {
    try Self.withFolder { folder in
      let recorder = Self.recorder(folder)
      let (one, two) = (Self.object("ConfigMap", "one", revision: 1), Self.object("ConfigMap", "two", revision: 2))
      recorder.take(Self.event(.snapshot([one, two], isAfterLoss: false)))
      recorder.take(Self.event(.snapshot([one, Self.object("ConfigMap", "two", revision: 3)], isAfterLoss: true)))
      recorder.finish()
      let ledger = try Ledger(folder: folder)
      #expect(
        ledger.revisions.map { "\($0.change.rawValue) \($0.key.name)" } == ["ADDED one", "ADDED two", "MODIFIED two"])
      #expect(ledger.marks.map(\.name) == ["interruption", "end"])
    }
  }

  @Test("values of Secrets are not in the ledger, and that one changed is")
  func secrets() throws {
    try Self.withFolder { folder in
      let recorder = Self.recorder(folder)
      let old = Self.object("Secret", "s", revision: 1, ["data": ["token": "c2VjcmV0LXZhbHVl"]])
      let new = Self.object("Secret", "s", revision: 2, ["data": ["token": "b3RoZXItdmFsdWU="]])
      recorder.take(Self.event(.added(old)))
      recorder.take(Self.event(.modified(old: old, new: new)))
      recorder.finish()
      var lines: [String] = []
      for part in Ledger.parts(in: folder) {
        try LedgerFile(part).forEachLine { line, _ in lines.append(JSON.text(line.value)) }
      }
      #expect(!lines.joined().contains("c2VjcmV0") && !lines.joined().contains("b3RoZXI"))
      #expect(try Ledger(folder: folder).revisions.last?.changes.map(\.path.plainText) == ["data.token"])
    }
  }

  @Test("a secret of the lab that a candidate tells is not in the ledger, and where it stood is")
  func told() throws {
    try Self.withFolder { folder in
      let redactor = Redactor()
      redactor.add("s3cret-token")
      let recorder = Recorder(
        writer: LedgerWriter(folder: folder, partLimit: 1 << 20),
        scope: RecordingScope(namespaces: ["ns"], kinds: [], runID: "run"), redactor: redactor)
      let more: Value = ["status": ["items": [["text": "used s3cret-token"]]], "data": ["s3cret-token": "a"]]
      recorder.take(Self.event(.added(Self.object("ConfigMap", "a", revision: 1, more))))
      recorder.mark("conflict", ["message": "s3cret-token is wrong"])
      recorder.finish()
      var lines: [String] = []
      for part in Ledger.parts(in: folder) {
        try LedgerFile(part).forEachLine { line, _ in lines.append(JSON.text(line.value)) }
      }
      #expect(!lines.joined().contains("s3cret") && lines.joined().contains("used [redacted]"))
      let marks = try Ledger(folder: folder).marks
      let mark = try #require(marks.first)
      #expect(mark.name == CandidateLife.secretTold && mark.details["name"] == "a" && mark.details["scope"] == "ns")
    }
  }

  @Test("a ledger has parts that are compressed, and is read as one; what a kill cut off is left out")
  func parts() throws {
    try Self.withFolder { folder in
      let recorder = Self.recorder(folder, partLimit: 4096)
      for revision in 1...100 {
        recorder.take(Self.event(.added(Self.object("ConfigMap", "c\(revision)", revision: revision))))
      }
      // The last part is as a kill leaves it.
      let parts = Ledger.parts(in: folder)
      #expect(
        parts.count > 3 && parts.dropLast().allSatisfy { $0.hasSuffix(".gz") }
          && parts.last?.hasSuffix(".jsonl") == true)
      let last = try #require(parts.last)
      let file = try #require(FileHandle(forWritingAtPath: last))
      try file.seekToEnd()
      try file.write(contentsOf: Data(#"{"t": 1, "type": "ADD"#.utf8))
      try file.close()
      #expect(try Ledger(folder: folder).revisions.count == 100)
    }
  }
}
