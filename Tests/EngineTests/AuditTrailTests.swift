import Documents
import Foundation
import Kubernetes
import Testing

@testable import Engine

@Suite struct AuditTrailTests {
  private static func withFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(folder)
  }

  private static func event(_ name: String, agent: String = "op/1", namespace: String = "ns") -> AuditEvent {
    var event = AuditEvent(
      auditID: name, requestURI: "/api/v1/namespaces/\(namespace)/configmaps/\(name)", verb: "update",
      user: .init(name: "op"), received: .now, stageTime: .now)
    event.userAgent = agent
    event.subject = .init(version: "v1", resource: "configmaps", namespace: namespace, name: name)
    event.code = 200
    return event
  }

  private static func line(_ name: String) -> String { JSON.text(event(name).value) + "\n" }

  private static func append(_ text: String, to path: String) throws {
    if !FileManager.default.fileExists(atPath: path) { try Data().write(to: URL(filePath: path)) }
    let file = try #require(FileHandle(forWritingAtPath: path))
    try file.seekToEnd()
    try file.write(contentsOf: Data(text.utf8))
    try file.close()
  }

  @Test(
    "a log is read from where it ends; half a line is read when it is whole, and nothing is lost when it is rotated")
  func rotation() throws {
    try Self.withFolder { folder in
      let path = "\(folder)/audit.log"
      let (old, half) = (Self.line("old"), Self.line("half"))
      try Self.append(old + String(old.prefix(40)), to: path)
      var reader = try AuditLogReader(path: path)
      // The end of a line whose beginning was not seen is none.
      try Self.append(String(old.dropFirst(40)) + Self.line("a") + String(half.prefix(60)), to: path)
      #expect(reader.news().map(\.auditID) == ["a"])
      try Self.append(String(half.dropFirst(60)) + "no JSON\n\n", to: path)
      #expect(reader.news().map(\.auditID) == ["half"])
      // As lumberjack does it: moved away with what came last, and begun anew.
      try Self.append(Self.line("last") + String(half.prefix(30)), to: path)
      try FileManager.default.moveItem(atPath: path, toPath: "\(folder)/audit-2026.log")
      #expect(reader.news().map(\.auditID) == ["last"])
      try Self.append(Self.line("first"), to: path)
      #expect(reader.news().map(\.auditID) == ["first"])
      // As logrotate's copytruncate does it.
      try Data().write(to: URL(filePath: path))
      #expect(reader.news().isEmpty)
      try Self.append(Self.line("z"), to: path)
      #expect(reader.news().map(\.auditID) == ["z"])
      #expect(reader.trouble == nil)
      reader.close()
    }
  }

  @Test("a log that is still to come is waited for, and one that cannot be there is an error")
  func missing() throws {
    try Self.withFolder { folder in
      var reader = try AuditLogReader(path: "\(folder)/audit.log")
      #expect(reader.news().isEmpty)
      try Self.append(Self.line("a"), to: "\(folder)/audit.log")
      #expect(reader.news().map(\.auditID) == ["a"])
      reader.close()
      #expect(throws: Diagnostic.self) { try AuditLogReader(path: "\(folder)/no/audit.log") }
    }
  }

  @Test("each request is a line of the run folder without its secrets; what the harness asks is not kept in memory")
  func trail() throws {
    try Self.withFolder { folder in
      let redactor = Redactor()
      redactor.add("hunter2")
      let trail = try AuditTrail(path: "\(folder)/audit.jsonl", redactor: redactor)
      trail.take(Self.event("a", agent: "plugfest/1"))
      let begin = trail.catchUp()
      for name in ["b", "hunter2"] { trail.take(Self.event(name)) }
      #expect(trail.entries(after: begin).map(\.line) == [2, 3])
      #expect(trail.entries(after: 0).map(\.event.auditID) == ["b", "hunter2"])
      trail.finish()
      let text = try String(contentsOfFile: "\(folder)/audit.jsonl", encoding: .utf8)
      #expect(text.split(separator: "\n").count == 3 && !text.contains("hunter2"))
      #expect(trail.trouble == nil)
    }
  }

  @Test("of somebody's log, only what concerns the run is kept; a full file is told")
  func limits() throws {
    try Self.withFolder { folder in
      let path = "\(folder)/theirs.log"
      try Self.append("", to: path)
      let trail = try AuditTrail(
        path: "\(folder)/audit.jsonl", redactor: Redactor(), source: AuditLogReader(path: path), byteLimit: 600
      ) { $0.subject?.namespace == "mine" }
      let mine = JSON.text(Self.event("a", namespace: "mine").value) + "\n"
      try Self.append(Self.line("theirs") + mine, to: path)
      #expect(trail.catchUp() == 1)
      try Self.append(mine + mine, to: path)
      #expect(trail.catchUp() == 1)
      #expect(trail.trouble?.contains("is full") == true)
      trail.finish()
    }
  }
}
