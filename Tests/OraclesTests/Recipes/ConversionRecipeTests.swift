import Documents
import Kubernetes
import Testing

@testable import Oracles

@Suite struct ConversionRecipeTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var served = ["v1", "v1beta1"]
    var stored = ["v1beta1", "v1"]
    var loses = false
    var refusal: String?
    var verdict: Judgement.Verdict
    var text: String
  }

  static let rows = [
    Row(testDescription: "keeps all", verdict: .conforms, text: "it is the same after it was written back in each"),
    Row(
      testDescription: "loses a field", loses: true, verdict: .violates,
      text: "written back as it is read in v1beta1, is not what it was: spec.note was \"x\" and is nothing"),
    Row(
      testDescription: "cannot be written", refusal: "spec.note: Required value", verdict: .violates,
      text: "is refused: spec.note"),
    Row(
      testDescription: "forgets what is stored", stored: ["v1beta1"], verdict: .violates,
      text: "status.storedVersions (v1beta1) lacks v1"),
    Row(
      testDescription: "names what it has not", stored: ["v1alpha1", "v1"], verdict: .violates,
      text: "still names v1alpha1"),
  ]

  private static func versions(_ served: [String], _ stored: [String]) -> Value {
    ServedVersions(
      KubernetesObject([
        "spec": [
          "versions": .array(
            ["v1", "v1beta1"].map { name in
              ["name": .string(name), "served": .bool(served.contains(name)), "storage": .bool(name == "v1")]
            })
        ],
        "status": ["storedVersions": .array(stored.map(Value.string))],
      ])
    ).details
  }

  @Test("what becomes of a wish that is written back in another version", arguments: rows)
  func conversion(_ row: Row) {
    var scene = Scene()
    scene.mark("oracle")
    scene.write(.added, "Wish x", by: "plugfest", uid: "1")
    scene.mark(ServedVersions.mark, Self.versions(row.served, row.stored))
    let changes =
      row.loses
      ? FieldChange.changes(from: ["spec": ["note": "x"]], to: ["spec": ["size": 1]]).filter { $0.after == nil } : []
    scene.mark(
      VersionRoundTrip.mark, VersionRoundTrip(version: "v1beta1", changes: changes, refusal: row.refusal).details)
    let decision = scene.decision(.conversion)
    #expect(decision?.verdict == row.verdict)
    #expect(decision?.sentence.contains(row.text) == true, "\(decision?.sentence ?? "")")
  }

  @Test("an upgrade goes on to serve what was served")
  func upgrade() {
    var scene = Scene()
    scene.mark("oracle")
    scene.write(.added, "Wish x", by: "plugfest", uid: "1")
    scene.mark(ServedVersions.mark, Self.versions(["v1", "v1beta1"], ["v1"]))
    scene.mark("upgrade")
    scene.mark(ServedVersions.mark, Self.versions(["v1"], ["v1"]))
    let decision = scene.decision(.upgrade)
    #expect(decision?.sentence.contains("v1beta1, which the previous release served, is not served any more") == true)
  }
}
