import Documents
import Kubernetes
import Testing

@Suite struct KubernetesObjectTests {
  @Test("metadata reads, writes and is removed")
  func metadata() {
    var object = KubernetesObject(apiVersion: "apps/v1", kind: "Deployment", namespace: "a", name: "web")
    object.labels = ["b": "2", "a": "1"]
    object.finalizers = ["example.com/x"]
    object.setAnnotation("note", to: "yes")
    object.generation = 3
    object["spec", "replicas"] = 2
    #expect(
      JSON.text(object.value)
        == #"{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"web","namespace":"a","labels":{"a":"1","b":"2"},"finalizers":["example.com/x"],"annotations":{"note":"yes"},"generation":3},"spec":{"replicas":2}}"#
    )
    object.finalizers = []
    object.setAnnotation("note", to: nil)
    #expect(object["metadata", "finalizers"] == nil)
    #expect(object.annotations == [:])
    #expect(object.key.description == "Deployment.apps a/web")
    #expect(object.label("b") == "2")
  }

  @Test("fields of the wrong type read as absent")
  func lenient() {
    let object = KubernetesObject(["metadata": ["labels": [1], "finalizers": "x", "generation": "1"], "kind": 1])
    #expect(object.labels == [:] && object.finalizers == [] && object.generation == nil && object.kind == "")
    #expect(KubernetesObject(.null).conditions == [])
  }

  @Test("a condition keeps its transition time while its status stays")
  func conditions() throws {
    var object = KubernetesObject(apiVersion: "v1", kind: "A", name: "a")
    let first = try #require(KubernetesTime("2026-01-01T00:00:00Z"))
    let later = first + .seconds(60)
    let changes = [("False", "Wait", first), ("False", "Wait", later), ("False", "Other", later)].map {
      object.setCondition(Condition(type: "Ready", status: $0.0, reason: $0.1), now: $0.2)
    }
    #expect(changes == [true, false, true])
    #expect(object.condition("Ready")?.lastTransitionTime == "2026-01-01T00:00:00Z")
    object.setCondition(Condition(type: "Ready", status: "True", reason: "Done"), now: later)
    #expect(object.condition("Ready")?.lastTransitionTime == "2026-01-01T00:01:00Z")
  }

  @Test("owner references and managed fields survive a round trip")
  func references() {
    var object = KubernetesObject(apiVersion: "v1", kind: "A", name: "a")
    let owner = OwnerReference(apiVersion: "v1", kind: "B", name: "b", uid: "u", isController: true)
    object.ownerReferences = [owner]
    #expect(object.controller == owner)
    let entry = ManagedFieldsEntry(
      manager: "m", operation: "Apply", apiVersion: "v1", time: KubernetesTime(seconds: 0), fields: ["f:a": [:]],
      subresource: "status")
    object.managedFields = [entry]
    #expect(object.managedFields == [entry])
  }
}
