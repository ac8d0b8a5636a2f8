import Documents
import Foundation
import Testing

/// The journal of a run that was killed.
@Suite(.timeLimit(.minutes(5))) struct ProxyKillTests {
  private static let token = "0123456789abcdef0123456789abcdef01234567"
  private static let lab = """
    apiVersion: plugfest.dev/v1alpha1
    kind: Lab
    metadata: {name: here}
    spec:
      cluster: {embedded: {}}
      endpoints:
        netbox: {url: {env: NETBOX}, token: {env: NETBOX_TOKEN}, tokenScheme: Token}
    """
  /// Four writers, each at full speed until the proxy has gone.
  private static let writers = """
    write() {
      number=0
      while curl -sf -o /dev/null -H "Authorization: Token $(cat "$TOKEN_FILE")" -H 'Content-Type: application/json' \\
        -d "{\\"name\\": \\"tag $1 $number\\", \\"slug\\": \\"tag-$1-$number\\"}" "$NETBOX_URL/api/extras/tags/"
      do number=$((number + 1)); done
    }
    for writer in 1 2 3 4; do write $writer & done
    wait
    """
  private static let suite = """
    apiVersion: plugfest.dev/v1alpha1
    kind: Suite
    metadata: {name: writes}
    spec:
      timeouts: {case: 5m}
      cases:
        - name: the candidate writes
          id: W-1
          steps: [{journal: {endpoint: netbox, where: {methods: [POST]}, since: case, count: {atLeast: 100}, within: 2m}}]
        - name: the candidate goes on
          id: W-2
          steps: [{sleep: {for: 4m}}]
    """

  @Test("each write that took effect stands in the journal's file, though plugfest was killed in the middle")
  func killed() async throws {
    let folder = try TemporaryFolder()
    let files = [
      try folder.file("suite.yaml", Self.suite), try folder.file("lab.yaml", Self.lab),
      try folder.file(
        "candidate.yaml",
        """
        apiVersion: plugfest.dev/v1alpha1
        kind: Candidate
        metadata: {name: writers}
        spec:
          vendor: nobody
          version: 1.0.0
          install:
            process:
              command: [sh, "\(try folder.file("writers.sh", Self.writers))"]
              env:
                NETBOX_URL: "${lab.endpoints.netbox.url}"
                TOKEN_FILE: "${lab.endpoints.netbox.tokenFile}"
        """),
    ]
    let (journal, reports) = ("\(folder.path)/netbox.jsonl", "\(folder.path)/reports")
    try await BackgroundProgram.plugfest(
      ["simulate", "netbox", "--token", Self.token, "--journal", journal], ready: "http://"
    ) { _, output in
      let url = try #require(output.firstMatch(of: /http:\/\/[0-9.:]+/)).output
      let killed = try await BackgroundProgram.plugfest(
        ["run", "--suite", files[0], "--lab", files[1], "--candidate", files[2], "--reports", reports], ready: "PASS",
        environment: ["NETBOX": String(url), "NETBOX_TOKEN": Self.token], signal: SIGKILL)
      #expect(killed.code == 128 + SIGKILL, "\(killed.text)")
    }
    let written = try Self.lines(journal).filter { $0["method"] == "POST" && $0["status"] == 201 }.map { $0["body"] }
    let run = try #require(try FileManager.default.contentsOfDirectory(atPath: reports).first)
    let asked = Set(
      try Self.lines("\(reports)/\(run)/southbound-netbox.jsonl").filter { $0["phase"] == "asked" }.map { $0["body"] })
    #expect(written.count >= 100)
    #expect(written.allSatisfy { asked.contains($0) }, "of \(written.count) writes, \(asked.count) are in the journal")
  }

  private static func lines(_ path: String) throws -> [Value] {
    try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map { try JSON.parse(Array($0.utf8)) }
  }
}
