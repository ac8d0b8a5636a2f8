import Documents
import Kubernetes
import Testing

@testable import LabStore

@Suite struct UpdateValidationTests {
  struct Change: Sendable, CustomTestStringConvertible {
    var kind: String
    var group = ""
    var version = "v1"
    var object: String
    var patch: String
    /// Fields with their reasons; empty when the change is allowed.
    var errors: [String] = []
    var testDescription: String { "\(kind) \(patch)" }
  }

  private static let pod = #"{"spec":{"containers":[{"name":"c","image":"i"}]}}"#
  private static let deployment =
    #"{"spec":{"selector":{"matchLabels":{"a":"b"}},"template":{"metadata":{"labels":{"a":"b","c":"d"}},"#
    + #""spec":{"containers":[{"name":"c","image":"i"}]}}}}"#
  private static let claim =
    #"{"spec":{"accessModes":["ReadWriteOnce"],"resources":{"requests":{"storage":"1Gi"}}}}"#

  @Test(
    "some fields stay as they are",
    arguments: [
      Change(kind: "Pod", object: pod, patch: #"{"spec":{"containers":[{"name":"c","image":"j"}]}}"#),
      Change(kind: "Pod", object: pod, patch: #"{"spec":{"activeDeadlineSeconds":5}}"#),
      Change(kind: "Pod", object: pod, patch: #"{"spec":{"hostname":"h"}}"#, errors: ["FieldValueForbidden spec"]),
      Change(
        kind: "Pod", object: pod,
        patch: #"{"spec":{"containers":[{"name":"c","image":"i"},{"name":"d","image":"i"}]}}"#,
        errors: ["FieldValueForbidden spec.containers"]),
      Change(kind: "Deployment", group: "apps", object: deployment, patch: #"{"spec":{"replicas":3}}"#),
      Change(
        kind: "Deployment", group: "apps", object: deployment,
        patch: #"{"spec":{"selector":{"matchLabels":{"a":"b","c":"d"}}}}"#, errors: ["FieldValueInvalid spec.selector"]),
      Change(
        kind: "StatefulSet", group: "apps", object: deployment, patch: #"{"spec":{"serviceName":"other"}}"#,
        errors: ["FieldValueForbidden spec"]),
      Change(
        kind: "ConfigMap", object: #"{"immutable":true,"data":{"k":"v"}}"#, patch: #"{"metadata":{"labels":{"a":"b"}}}"#
      ),
      Change(
        kind: "ConfigMap", object: #"{"immutable":true,"data":{"k":"v"}}"#, patch: #"{"data":{"k":"w"}}"#,
        errors: ["FieldValueForbidden data"]),
      Change(
        kind: "Secret", object: #"{"type":"Opaque"}"#, patch: #"{"type":"other"}"#, errors: ["FieldValueInvalid type"]),
      Change(kind: "PersistentVolumeClaim", object: claim, patch: #"{"spec":{"volumeName":"v"}}"#),
      Change(
        kind: "PersistentVolumeClaim", object: claim, patch: #"{"spec":{"accessModes":["ReadOnlyMany"]}}"#,
        errors: ["FieldValueForbidden spec"]),
      Change(
        kind: "RoleBinding", group: "rbac.authorization.k8s.io", object: #"{"roleRef":{"kind":"Role","name":"r"}}"#,
        patch: #"{"roleRef":{"name":"s"}}"#, errors: ["FieldValueInvalid roleRef"]),
      Change(
        kind: "StorageClass", group: "storage.k8s.io", object: #"{"provisioner":"p"}"#, patch: #"{"provisioner":"q"}"#,
        errors: ["FieldValueForbidden provisioner"]),
    ]) func updates(_ change: Change) throws
  {
    let kind = try #require(
      TypeCatalogue.builtIn.kind(group: change.group, version: change.version, kind: change.kind))
    let schema = BuiltInSchema(kind)
    var old = try JSON.parse(change.object)
    old["kind"] = .string(change.kind)
    _ = try schema.decode(&old)
    schema.applyDefaults(&old)
    schema.prepareForCreate(&old)
    #expect(schema.validate(old) == [])
    var new = MergePatch.apply(try JSON.parse(change.patch), to: old)
    _ = try schema.decode(&new)
    schema.applyDefaults(&new)
    schema.prepareForUpdate(&new, old: old, subresource: nil)
    let errors = schema.validateUpdate(new, old: old, subresource: nil)
    #expect(errors.map { "\($0.reason.rawValue) \($0.field)" } == change.errors)
  }

  @Test("an autoscaler of v1 keeps its target through v2") func autoscaler() throws {
    let rules = HorizontalPodAutoscalerRules(isV1: true)
    let original = try JSON.parse(
      #"{"metadata":{"name":"a"},"spec":{"maxReplicas":3,"targetCPUUtilizationPercentage":50},"status":{"currentReplicas":0}}"#
    )
    var object = original
    rules.toStorage(&object)
    #expect(object[path: "spec", "metrics"]?[0]?[path: "resource", "target", "averageUtilization"] == 50)
    rules.fromStorage(&object)
    #expect(object == original)
  }

  @Test("an event keeps its content in either group") func event() throws {
    let rules = EventRules(isNewGroup: true)
    let original = try JSON.parse(
      #"{"regarding":{"name":"p"},"note":"n","reportingController":"c","reportingInstance":"i","deprecatedSource":{},"#
        + #""deprecatedFirstTimestamp":null,"deprecatedLastTimestamp":null,"eventTime":null}"#)
    var object = original
    rules.toStorage(&object)
    #expect(object["message"] == "n")
    #expect(object["involvedObject"] == ["name": "p"])
    rules.fromStorage(&object)
    #expect(object == original)
  }
}
