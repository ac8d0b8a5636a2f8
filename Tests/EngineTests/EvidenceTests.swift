import Documents
import Foundation
import Kubernetes
import Testing

@testable import Engine

@Suite struct EvidenceTests {
  @Test("a text that is too long keeps whole lines of its beginning and end, and says how much is missing")
  func shorten() {
    let text = (0..<1000).map { "line \($0)\n" }.joined()
    let short = EvidenceFolder.shorten(text, to: 200)
    let lines = short.split(separator: "\n")
    #expect(lines.first == "line 0" && lines.last == "line 999")
    let missing = lines.first { $0.hasPrefix("… ") }?.split(separator: " ").dropFirst().first.flatMap { Int($0) }
    let kept = lines.filter { $0.hasPrefix("line") }.reduce(0) { $0 + $1.utf8.count + 1 }
    #expect(missing == text.utf8.count - kept)
    #expect(kept <= 200)
    #expect(EvidenceFolder.shorten("short\n", to: 200) == "short\n")
  }

  @Test("the evidence of a run has an end, and what came first stays")
  func allowance() {
    let allowance = EvidenceAllowance()
    #expect(allowance.take(EvidenceAllowance.perRun - 10) == EvidenceAllowance.perRun - 10)
    #expect(allowance.take(100) == 10)
    #expect(allowance.take(1) == 0)
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
