import CZlib
import Documents
import Foundation
import Kubernetes
import Testing

@testable import Oracles

/// Counts evidence in the lines as they are, by the rule that the recordings describe, with nothing of the judge's.
struct Recount {
  private struct Line {
    var time: Double
    var mark: String?
    var type: String
    var kind: String
    var namespace: String?
    var name: String
    var before: Value?
    var object: Value
  }

  private var lines: [Line] = []

  init(path: String) throws {
    var live: [String: Value] = [:]
    for text in try Self.text(path).split(separator: "\n") {
      let value = try JSON.parse(Array(text.utf8))
      let time = value["t"]?.number ?? 0
      if let mark = value["mark"]?.string {
        lines.append(
          Line(time: time, mark: mark, type: "", kind: "", namespace: nil, name: "", before: nil, object: [:]))
        continue
      }
      var object = value["object"] ?? [:]
      if let digests = value["digests"] { object["data"] = digests }
      let (kind, name) = (object["kind"]?.string ?? "", object["metadata"]?["name"]?.string ?? "")
      let namespace = object["metadata"]?["namespace"]?.string
      let group = (object["apiVersion"]?.string ?? "").split(separator: "/").dropLast().joined()
      let key = "\(group) \(kind) \(namespace ?? "")/\(name)"
      let type = value["type"]?.string ?? ""
      if value["initial"]?.bool != true {
        let before = live[key]
        let isSame = before?["metadata"]?["uid"] == object["metadata"]?["uid"]
        lines.append(
          Line(
            time: time, mark: nil, type: type, kind: kind, namespace: namespace, name: name,
            before: isSame ? before : nil, object: object))
      }
      live[key] = type == "DELETED" ? nil : object
    }
  }

  private static func text(_ path: String) throws -> String {
    let file = try #require(gzopen(path, "rb"))
    defer { gzclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = gzread(file, &chunk, UInt32(chunk.count)), count > 0 { bytes += chunk[..<Int(count)] }
    return String(decoding: bytes, as: UTF8.self)
  }

  func count(_ entry: Value) -> Int {
    let ends = (entry["time"]?.array ?? []).compactMap(\.number)
    guard ends.count == 2 else { return -1 }
    return lines.count { line in
      guard ends[0] <= line.time, line.time <= ends[1] else { return false }
      if let mark = entry["mark"]?.string { return line.mark == mark }
      guard line.mark == nil, let object = entry["object"], object["kind"]?.string == line.kind else { return false }
      if let namespace = object["namespace"]?.string, namespace != line.namespace { return false }
      if let name = object["name"]?.string, name != line.name { return false }
      if let event = entry["event"]?.string, event != line.type { return false }
      if let paths = entry["paths"]?.array?.compactMap(\.string) {
        guard line.type == "MODIFIED", paths.contains(where: { Self.differs(line, $0) }) else { return false }
      }
      guard let writer = entry["writer"]?.string, line.type != "DELETED" else { return true }
      return Self.writers(line).contains(writer)
    }
  }

  // MARK: Paths

  private static func leaves(_ value: Value?, _ path: String = "", into leaves: inout [String: Value]) {
    switch value {
    case nil: return
    case .object(let members)? where !members.isEmpty:
      for (key, member) in members where !(path == "metadata" && ["managedFields", "resourceVersion"].contains(key)) {
        Self.leaves(member, path.isEmpty ? key : "\(path).\(key)", into: &leaves)
      }
    case .array(let items)? where !items.isEmpty:
      for (index, item) in items.enumerated() { Self.leaves(item, "\(path)[\(index)]", into: &leaves) }
    case let scalar?: leaves[path] = scalar
    }
  }

  private static func changed(_ line: Line) -> [String] {
    guard let before = line.before else { return [] }
    var (old, new): ([String: Value], [String: Value]) = ([:], [:])
    leaves(before, into: &old)
    leaves(line.object, into: &new)
    return Set(old.keys).union(new.keys).filter { old[$0] != new[$0] }
  }

  private static func differs(_ line: Line, _ path: String) -> Bool {
    changed(line).contains { $0 == path || $0.hasPrefix("\(path).") || $0.hasPrefix("\(path)[") }
  }

  // MARK: Writers

  private static func entries(_ value: Value?) -> [Value] {
    (value?["metadata"]?["managedFields"]?.array ?? []).filter { $0["manager"]?.string != "before-first-apply" }
  }

  private static func writers(_ line: Line) -> Set<String> {
    let now = entries(line.object)
    guard line.before != nil else { return Set(now.compactMap { $0["manager"]?.string }) }
    let then = entries(line.before)
    let moved = now.filter { entry in
      let old = then.first { other in
        ["manager", "operation", "subresource", "apiVersion"].allSatisfy { other[$0] == entry[$0] }
      }
      guard let old else { return true }
      return old["time"] != entry["time"] || gained(entry["fieldsV1"], old["fieldsV1"])
    }
    if !moved.isEmpty { return Set(moved.compactMap { $0["manager"]?.string }) }
    let paths = changed(line)
    return Set(
      now.filter { entry in paths.contains { covers(entry["fieldsV1"], $0[...]) } }.compactMap { $0["manager"]?.string }
    )
  }

  private static func gained(_ new: Value?, _ old: Value?) -> Bool {
    (new?.object.map(Array.init) ?? []).contains { key, fields in old?[key] == nil || gained(fields, old?[key]) }
  }

  /// Whether a field of the entry is the path, something in it, or something that holds it as a whole.
  private static func covers(_ fields: Value?, _ path: Substring) -> Bool {
    guard !path.isEmpty else { return true }
    for (key, inner) in fields?.object.map(Array.init) ?? [] where key != "." {
      let rest: Substring?
      if key.hasPrefix("f:") {
        let name = key.dropFirst(2)
        let next = path.dropFirst(name.count).first
        rest = path.hasPrefix(name) && (next == nil || next == "." || next == "[") ? path.dropFirst(name.count) : nil
      } else if path.hasPrefix("["), let end = path.firstIndex(of: "]") {
        rest = path[path.index(after: end)...]
      } else {
        rest = nil
      }
      guard let rest else { continue }
      let isWhole = inner.object?.isEmpty ?? true
      if isWhole || covers(inner, rest.hasPrefix(".") ? rest.dropFirst() : rest) { return true }
    }
    return false
  }
}

@Suite struct EvidenceTests {
  @Test(
    "each line of evidence can be counted in the stream by anybody",
    .enabled(if: !RecordedLedger.all.isEmpty, "the recorded ledgers are not here: set PLUGFEST_SHARED"),
    arguments: RecordedLedger.all)
  func recount(_ recorded: RecordedLedger) throws {
    let recount = try Recount(path: "\(RecordedLedger.folder)/\(recorded.name).jsonl.gz")
    let findings = LedgerJudge(try recorded.ledger()).findings()
    #expect(findings.count > 10)
    for finding in findings {
      // Through the text, as a reader gets it.
      let value = try JSON.parse(JSON.text(finding.value))
      let evidence = value["evidence"]?.array ?? []
      #expect(!evidence.isEmpty, "\(finding.about)")
      for entry in evidence {
        let count = recount.count(entry)
        #expect(entry["count"]?.integer == Int64(count), "\(finding.kind) \(finding.about): \(entry): \(count)")
      }
    }
  }

  @Test("findings have the keys of the reviewers' files")
  func keys() throws {
    let finding = Finding(
      kind: .driftOfField, verdict: .notObservable, about: "it",
      evidence: [
        Finding.Evidence(
          time: 1...2.5, object: .init(group: "", kind: "ConfigMap", namespace: "a", name: "b"), event: .modified,
          paths: ["data.x"], writer: "w", count: 3),
        Finding.Evidence(time: 4...4, mark: "result", count: 1),
      ])
    #expect(
      JSON.text(finding.value)
        == #"{"kind":"drift-field","verdict":"not-observable","about":"it","evidence":[{"time":[1.0,2.5],"#
        + #""object":{"kind":"ConfigMap","namespace":"a","name":"b"},"paths":["data.x"],"writer":"w","#
        + #""event":"MODIFIED","count":3},{"time":[4.0,4.0],"mark":"result","count":1}]}"#)
  }
}
