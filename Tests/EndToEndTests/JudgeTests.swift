import Documents
import Foundation
import Testing

@Suite(.timeLimit(.minutes(5))) struct JudgeTests {
  /// A ConfigMap that is rewritten every 2 s while nothing is done.
  private static let restless: [String] = {
    var lines = [#"{"t": 0.5, "mark": "create CR", "details": {}}"#, line(1, "ADDED", 1)]
    lines.append(#"{"t": 5, "mark": "idle", "details": {"seconds": 20}}"#)
    lines += (0..<5).map { line(Double(6 + 2 * $0), "MODIFIED", $0 + 2) }
    return lines + [#"{"t": 25, "mark": "end", "details": {}}"#]
  }()

  private static func line(_ time: Double, _ type: String, _ version: Int) -> String {
    #"{"t": \#(time), "type": "\#(type)", "object": {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "c", "#
      + #""namespace": "n", "uid": "u", "resourceVersion": "\#(version)", "managedFields": [{"manager": "m", "operation": "#
      + #""Update", "time": "2026-01-01T00:00:0\#(version)Z", "fieldsV1": {"f:data": {"f:x": {}}}}]}, "data": {"x": "\#(version)"}}}"#
  }

  private func judge(_ text: String, _ arguments: [String] = [], name: String = "ledger.jsonl") async throws
    -> Program.Result
  {
    let folder = try TemporaryFolder()
    let file = try folder.file(name, text)
    return try await Program.plugfest(["judge", file] + arguments)
  }

  @Test("a recording in which something is violated ends with 1, and says what, and where")
  func violated() async throws {
    let result = try await judge(Self.restless.joined(separator: "\n") + "\n")
    #expect(result.code == 1, "\(result.errors)")
    #expect(result.output.hasPrefix("VIOLATED (1)\n"))
    #expect(result.output.contains("W6 content rewritten while nothing changes: 5 writes: ConfigMap n/c data.x by m"))
    #expect(result.output.contains("5.0–25.0 s  ConfigMap n/c  MODIFIED data.x by m: 5 lines"), "\(result.output)")
    #expect(result.output.split(separator: "\n").last?.hasPrefix("1 violated, ") == true)
    #expect(!result.output.contains("\u{1B}"))
  }

  @Test("as JSON it has the keys of the reviewers' files")
  func json() async throws {
    let result = try await judge(Self.restless.joined(separator: "\n"), ["--format", "json"])
    #expect(result.code == 1)
    let findings = try JSON.parse(result.output)["findings"]?.array ?? []
    let violated = try #require(findings.first { $0["verdict"]?.string == "violates" })
    #expect(violated["kind"]?.string == "quiescence")
    #expect(violated["evidence"]?[0]?["count"]?.integer == 5)
  }

  @Test(
    "the masks of a candidate's file hold for the kinds that they name", arguments: [("ConfigMap", 0), ("Secret", 1)])
  func masked(_ kind: String, _ code: Int32) async throws {
    let folder = try TemporaryFolder()
    let candidate = try folder.file(
      "candidate.yaml",
      """
      apiVersion: plugfest.dev/v1alpha1
      kind: Candidate
      metadata: {name: masked}
      spec:
        vendor: nobody
        version: 1.0.0
        install: {external: {}}
        bindings: {}
        masks: [{path: data.x, kind: \(kind), because: it counts}]
      """)
    let result = try await judge(Self.restless.joined(separator: "\n") + "\n", ["--candidate", candidate])
    #expect(result.code == code, "\(result.output)\(result.errors)")
    #expect(
      result.output.contains("\(kind) data.x (it counts): \(code == 0 ? "5 changes" : "0 changes")"), "\(result.output)"
    )
  }

  @Test("a recording in which nothing is violated ends with 0")
  func conforming() async throws {
    let result = try await judge(Self.restless.filter { !$0.contains("MODIFIED") }.joined(separator: "\n"))
    #expect(result.code == 0, "\(result.output)\(result.errors)")
  }

  @Test("a last line that was cut short is a warning, and the rest is judged")
  func cut() async throws {
    let result = try await judge(Self.restless.joined(separator: "\n") + "\n{\"t\": 26, \"ma")
    #expect(result.code == 1)
    #expect(result.errors.contains("ledger.jsonl:10:1: warning: the last line is cut short"), "\(result.errors)")
  }

  static let mistakes: [(String, String)] = [
    ("{\"t\": 1, \"mark\": \"idle\"}\n{broken\n{\"t\": 2, \"mark\": \"end\"}\n", ":2:1: error:"),
    ("{\"t\": \"x\", \"mark\": \"idle\"}\n", "no number of seconds"),
    ("{\"t\": -1, \"mark\": \"idle\"}\n", "no number of seconds"),
    ("{\"t\": 1, \"type\": \"GONE\", \"object\": {}}\n", "neither a mark"),
    ("{\"t\": 1, \"type\": \"ADDED\", \"object\": [1]}\n", "no object of Kubernetes"),
    ("[1, 2]\n", ":1:1: error:"),
    ("", "is empty"),
  ]

  @Test("a file that is no recording is refused, with the line", arguments: mistakes)
  func mistake(text: String, message: String) async throws {
    let result = try await judge(text)
    #expect(result.code == 64, "\(result.output)")
    #expect(result.errors.contains(message), "\(result.errors)")
  }

  @Test("a compressed recording that is cut is refused, with the line")
  func truncated() async throws {
    let folder = try TemporaryFolder()
    let plain = try folder.file("ledger.jsonl", Self.restless.joined(separator: "\n") + "\n")
    let path = "\(plain).gz"
    let made = try await Program.run("/bin/sh", ["-c", "gzip -c '\(plain)' | head -c 300 > '\(path)'"])
    #expect(made.code == 0)
    let result = try await Program.plugfest(["judge", path])
    #expect(result.code == 64, "\(result.output)")
    #expect(result.errors.contains("ledger.jsonl.gz:"), "\(result.errors)")
  }

  @Test("what is not there is told", arguments: ["no-such-file.jsonl", "Sources"])
  func missing(path: String) async throws {
    let result = try await Program.plugfest(["judge", path])
    #expect(result.code == 64)
    #expect(result.errors.contains(path), "\(result.errors)")
  }
}
