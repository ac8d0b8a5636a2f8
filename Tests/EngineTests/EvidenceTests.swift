import Documents
import Foundation
import Kubernetes
import Plans
import Testing
import Verdicts

@testable import Engine

@Suite struct EvidenceTests {
  @Test("a text that is too long keeps whole lines of its beginning and end, and says how much is missing")
  func shorten() {
    let text = (0..<1000).map { "line \($0)\n" }.joined()
    let (short, leftOut) = EvidenceFolder.shorten(text, to: 200)
    let lines = short.split(separator: "\n")
    #expect(lines.first == "line 0" && lines.last == "line 999")
    let kept = lines.filter { $0.hasPrefix("line") }
    let bytes = kept.reduce(0) { $0 + $1.utf8.count + 1 }
    #expect(leftOut == text.utf8.count - bytes)
    #expect(lines.contains { $0.hasPrefix("… \(leftOut) bytes (\(1000 - kept.count) lines) are left out here") })
    #expect(bytes <= 200)
    #expect(EvidenceFolder.shorten("short\n", to: 200) == ("short\n", 0))
  }

  @Test("a case and a run have an end to their evidence, what came first stays, and the index is always written")
  func limits() throws {
    let root = FileManager.default.temporaryDirectory.appendingPathComponent("plugfest-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: root) }
    let limits = EvidenceLimits(file: 1000, perCase: 1500, run: 2000, index: 300)
    let run = EvidenceAllowance(limits.run)
    func folder(_ name: String) -> EvidenceFolder {
      EvidenceFolder(
        root: root, path: name, limits: limits, redact: { $0.replacing("secret", with: "******") }, ofRun: run,
        ofCase: EvidenceAllowance(limits.perCase))
    }
    let text = String(repeating: "a secret\n", count: 300)
    let first = folder("first")
    #expect(try #require(first.write(text, to: "a.txt")).leftOut > 1700)
    #expect(try #require(first.write(text, to: "b.txt")).bytes < 600, "1500 bytes a case")
    #expect(first.write(text, to: "c.txt") == nil)
    let second = folder("second")
    #expect(try #require(second.write(text, to: "a.txt")).bytes < 600, "2000 bytes a run")
    #expect(second.write("x", to: "b.txt") == nil)
    #expect(try #require(second.writeIndex(text, to: "README.md")).leftOut > 0)
    let written = try String(contentsOfFile: "\(root)/first/a.txt", encoding: .utf8)
    #expect(written.contains("******") && !written.contains("secret"))
    #expect(!FileManager.default.fileExists(atPath: "\(root)/first/c.txt"))
  }

  @Test(
    "what looks like a credential is taken out, and what does not is left",
    arguments: [
      (#"{"password":"hunter2","user":"a"}"#, #"{"password":"[redacted]","user":"a"}"#),
      (#"body: "{\"api_key\": \"k-1\"}""#, #"body: "{\"api_key\": \"[redacted]\"}""#),
      ("NETBOX_TOKEN=0123abcd other=1", "NETBOX_TOKEN=[redacted] other=1"),
      ("accessToken: abcdef12, x", "accessToken: [redacted], x"),
      ("Authorization: Token 0123abcd\nnext", "Authorization: [redacted]\nnext"),
      (
        "headers map[Authorization:[Bearer abcdefghij] Accept:[x]]",
        "headers map[Authorization:[[redacted]] Accept:[x]]"
      ),
      ("curl -H 'authorization: Basic dXNlcjpwYXNz' x", "curl -H 'authorization: [redacted]' x"),
      ("sent bearer abc.def-ghi_jkl to it", "sent bearer [redacted] to it"),
      ("got eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhIn0.c2lnbmF0dXJl!", "got [redacted]!"),
      ("https://admin:hunter2@netbox.example/api", "https://admin:[redacted]@netbox.example/api"),
      (
        "-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIB\n-----END RSA PRIVATE KEY-----\nafter",
        "-----BEGIN RSA PRIVATE KEY-----[redacted]-----END RSA PRIVATE KEY-----\nafter"
      ),
      ("client-key-data: LS0tLS1CRUdJTiBQUklWQVRFIEtFWS0tLS0tCk1J\n", "client-key-data: [redacted]\n"),
      ("-----BEGIN CERTIFICATE-----\nMIIB\n-----END", "-----BEGIN CERTIFICATE-----\nMIIB\n-----END"),
      (
        "f:token: {}\nsecretName: creds\nsecret: default/creds", "f:token: {}\nsecretName: creds\nsecret: default/creds"
      ),
      (#"spec.password: "a b" → "c d""#, #"spec.password: "[redacted]" → "[redacted]""#),
      (#"spec.token: nothing → "c""#, #"spec.token: nothing → "[redacted]""#),
      (
        "- name: DB_PASSWORD\n  value: hunter2\n- name: A\n  value: b",
        "- name: DB_PASSWORD\n  value: [redacted]\n- name: A\n  value: b"
      ),
      (
        #"{"name":"API_KEY","value":"k"},{"name":"B","value":"c"}"#,
        #"{"name":"API_KEY","value":"[redacted]"},{"name":"B","value":"c"}"#
      ),
      (#"env[name=API_KEY].value: "a" → "b""#, #"env[name=API_KEY].value: "[redacted]" → "[redacted]""#),
      ("automountServiceAccountToken: false", "automountServiceAccountToken: false"),
      ("http://127.0.0.1:8000/a?b=c:d the bearer of news", "http://127.0.0.1:8000/a?b=c:d the bearer of news"),
      ("password:", "password:"), ("Authorization: ", "Authorization: "), ("", ""), ("bearer ", "bearer "),
      ("-----BEGIN PRIVATE KEY-", "-----BEGIN PRIVATE KEY-"), ("://:@", "://:@"),
    ])
  func credentials(text: String, expected: String) { #expect(CredentialMask.mask(text) == expected) }

  @Test("no text breaks the mask, and masking twice is the same as once")
  func anyText() {
    let parts = [
      "name:", "value: ", "password", "=", ": ", "\"", "\\", " → ", "Bearer ", "eyJ", ".", "-----BEGIN ", "PRIVATE KEY",
      "-----",
      "END", "://", "@", "LS0tLS1CRUdJTiBQUklWQVRF", "\n", "Authorization", "[", "]", "abcdefgh", "é", "{",
    ]
    var generator = SeededGenerator(seed: 7)
    for _ in 0..<5000 {
      let count = Int.random(in: 0..<12, using: &generator)
      let text = (0..<count).map { _ in parts.randomElement(using: &generator) ?? "" }.joined()
      let masked = CredentialMask.mask(text)
      #expect(!masked.unicodeScalars.contains("\u{FFFD}"), "\(text)")
      #expect(CredentialMask.mask(masked) == masked, "\(text)")
    }
  }

  @Test("the history tells each change: by whom, and which fields from what to what; of a Secret, not the values")
  func history() {
    func object(_ kind: String, _ revision: Int, _ phase: String, manager: String) -> KubernetesObject {
      KubernetesObject([
        "apiVersion": "v1", "kind": .string(kind),
        "metadata": [
          "name": "demo", "namespace": "a", "uid": "u", "resourceVersion": .string("\(revision)"),
          "managedFields": [
            [
              "manager": .string(manager), "operation": "Update", "apiVersion": "v1",
              "time": .string("2026-01-01T00:00:0\(revision % 10)Z"), "fieldsType": "FieldsV1",
              "fieldsV1": ["f:data": ["f:phase": [:]]],
            ]
          ],
        ], "data": ["phase": .string(phase)],
      ])
    }
    let live = LiveObjects()
    live.take(object("ConfigMap", 1, "early", manager: "plugfest"), from: .watch)
    let position = live.position
    live.take(object("ConfigMap", 2, "a", manager: "plugfest"), from: .watch)
    live.take(object("ConfigMap", 3, "b", manager: "operator"), from: .watch)
    live.take(object("Secret", 4, "c3BhcnJvdw==", manager: "operator"), from: .watch)
    live.take(object("Secret", 5, "ZWFnbGU=", manager: "operator"), from: .watch)
    live.takeDeleted(object("ConfigMap", 6, "b", manager: "operator"))
    let keys = Set(["ConfigMap", "Secret"].map { ObjectKey(group: "", kind: $0, namespace: "a", name: "demo") })
    let evidence = HistoryEvidence.evidence(of: keys, since: position, in: live)
    #expect(
      evidence.moments.map(\.text) == [
        "ConfigMap demo, revision 2, by plugfest (Update)", "ConfigMap demo, revision 3, by operator (Update)",
        "Secret demo, revision 4, by operator (Update): first seen", "Secret demo, revision 5, by operator (Update)",
        "ConfigMap demo, revision 6: deleted",
      ])
    #expect(
      evidence.moments.map(\.details) == [
        [#"data.phase: "early" → "a""#], [#"data.phase: "a" → "b""#], [], ["data.phase: [redacted]"], [],
      ])
  }

  @Test("a timeline has all kinds of things in the order in which they happened")
  func timeline() {
    let start = ContinuousClock.now
    func moment(_ milliseconds: Int, _ kind: String, _ details: [String] = [], rough: Bool = false) -> EvidenceMoment {
      EvidenceMoment(
        time: start + .milliseconds(milliseconds), isRough: rough, kind: kind, text: "\(kind) text", details: details)
    }
    let text = EvidenceTimeline(start: start, startedAt: Date(timeIntervalSince1970: 3_723.5)).text([
      moment(1500, "object", ["a: 1 → 2", "b: 3 → 4"]), moment(20, "step"), moment(1000, "event", rough: true),
    ])
    #expect(
      text == """
        Times count from the beginning of the case at 01:02:03.500 UTC. A time with ~ is known to the second
        only, and stands after what came before by revision. Of requests to systems outside only those that write are here.

         +0.020 s     step      step text
        ~+1.000 s     event     event text
         +1.500 s     object    object text
                                  a: 1 → 2
                                  b: 3 → 4

        """, "\(text)")
    #expect(EvidenceTimeline(start: start, startedAt: Date()).text([]).isEmpty)
  }

  @Test(
    "the index tells why, how to see it again, what each file is and what is missing; a candidate's text stays text")
  func index() {
    let identity = CaseIdentity(suite: "s", id: "A-1")
    let text = EvidenceIndex(
      description: RunDescription(
        id: "r-1", harnessVersion: "1", candidate: .init(name: "c", vendor: "v", version: "2", contract: nil),
        suites: [], lab: .init(name: "l", kind: "embedded"), startedAt: "", hostname: "", command: []),
      summary: CaseSummary(identity: identity, name: "it works", category: "k", severity: .normal), attempt: 2,
      verdict: .fail, rerun: "plugfest run --case A-1",
      failure: Failure(.expectationNotMet, "not so", details: ["```", "[a](http://evil)"], remedy: "mend it"),
      warnings: [], steps: [], began: Date(timeIntervalSince1970: 0), duration: 1.5,
      files: [(.init(name: "a.txt", path: "x/a.txt", bytes: 2048, leftOut: 3 << 20), "what a is")],
      nothingOf: ["faults.txt"], gaps: ["Events: forbidden"]
    ).text
    #expect(
      text.hasPrefix("# A-1 it works\n\n**fail**, attempt 2, after 1.5 s. Candidate c 2, suite s, lab l (embedded)"))
    #expect(text.contains("````\nExpectationNotMet: not so\n```\n[a](http://evil)\nhint: mend it\n````\n"), "\(text)")
    #expect(text.contains("```sh\nplugfest run --case A-1\n```"))
    #expect(text.contains("1. [a.txt](a.txt): what a is (2 KiB; 3.0 MiB are left out)"))
    #expect(text.contains("There was nothing for faults.txt."))
    #expect(text.contains("## What is missing\n\n```\nEvents: forbidden\n```"))
  }

  @Test("a Secret is shown without what it holds, and nothing else is hidden")
  func secrets() throws {
    let secret = KubernetesObject(
      [
        "apiVersion": "v1", "kind": "Secret",
        "metadata": [
          "name": "s", "annotations": ["kubectl.kubernetes.io/last-applied-configuration": "{hunter2}", "a": "b"],
        ],
        "data": ["password": "aHVudGVyMg=="], "stringData": ["token": "hunter2"],
      ])
    let text = JSON.text(SecretMask.mask(secret))
    #expect(!text.contains("hunter2") && !text.contains("aHVudGVyMg"))
    #expect(text.contains("[redacted, 12 bytes]") && text.contains(#""a":"b""#))
    let map = KubernetesObject(
      ["apiVersion": "v1", "kind": "ConfigMap", "metadata": ["name": "m"], "data": ["password": "x"]])
    #expect(SecretMask.mask(map) == map.value)
    let hidden = try ["data.password", "stringData", "metadata.annotations", "metadata"].map {
      SecretMask.hides(try FieldPath(parsing: $0), of: SecretMask.kind)
    }
    #expect(hidden == [true, true, true, true])
    let label = try FieldPath(parsing: "metadata.labels.a")
    let data = try FieldPath(parsing: "data.a")
    #expect(!SecretMask.hides(label, of: SecretMask.kind))
    #expect(!SecretMask.hides(data, of: GroupKind(group: "", kind: "ConfigMap")))
  }
}
