import Documents
import Testing

@testable import Kubernetes

/// As much of a server as the recordings of apply need: objects by path, one kind.
private struct RecordedStore {
  var type: MergeType
  var schema: StructuralSchema?
  var objects: [String: Value] = [:]

  static let configMap: MergeType = {
    let texts = MergeType.map(.init(elements: .scalar(.string)))
    let fields: [String: MergeType.Field] = [
      "apiVersion": .init(.scalar(.string)), "kind": .init(.scalar(.string)),
      "metadata": .init(ObjectMetadata.mergeType), "data": .init(texts), "binaryData": .init(texts),
      "immutable": .init(.scalar(.boolean)),
    ]
    return .map(.init(fields: fields))
  }()

  private func ownership(_ step: Exchange) -> FieldOwnership {
    let version = (step.body?["apiVersion"] ?? step.answer["apiVersion"])?.string ?? ""
    let isStatus = step.path.hasSuffix("/status")
    guard schema != nil else { return FieldOwnership(type: type, apiVersion: version) }
    let reset = isStatus ? ["metadata", "spec", "apiVersion", "kind"] : ["status"]
    return FieldOwnership(
      type: type, apiVersion: version, subresource: isStatus ? "status" : "",
      ignored: FieldSet(reset.map { [.field($0)] }))
  }

  mutating func carryOut(_ step: Exchange) throws -> Value {
    let now = KubernetesTime(seconds: 1000)
    let isStatus = step.path.hasSuffix("/status")
    let body = step.body ?? [:]
    let name = body["metadata"]?["name"]?.string ?? ""
    let path =
      step.method == "POST" ? "\(step.path)/\(name)" : String(step.path.dropLast(isStatus ? "/status".count : 0))
    let old = objects[path]
    let manager = step.query["fieldManager"]?.string ?? "transcript-replay"
    var new: Value
    if step.contentType == "application/apply-patch+yaml" {
      let empty: Value = ["apiVersion": body["apiVersion"] ?? "", "kind": body["kind"] ?? ""]
      let force = step.query["force"]?.string == "true"
      new = try ownership(step).apply(body, to: old ?? empty, by: manager, force: force, at: now)
    } else {
      new = step.method == "PATCH" ? Self.merge(old ?? [:], body) : body
    }
    schema?.applyDefaults(to: &new)
    if schema != nil {
      if isStatus { new["spec"] = old?["spec"] } else { new["status"] = old?["status"] }
    } else {
      Self.normalizeConfigMap(&new)
    }
    if step.contentType != "application/apply-patch+yaml" {
      new = ownership(step).track(new, replacing: old, by: manager, at: now)
    }
    objects[path] = new
    return new
  }

  private static func merge(_ value: Value, _ patch: Value) -> Value {
    guard let members = patch.object else { return patch }
    var result = value.object ?? [:]
    for (name, member) in members {
      result[name] = member.isNull ? nil : merge(result[name] ?? .null, member)
    }
    return .object(result)
  }

  private static func normalizeConfigMap(_ object: inout Value) {
    if let data = object["data"]?.object {
      object["data"] = data.isEmpty ? nil : .object(data.mapValues { $0.isNull ? "" : $0 })
    }
    for name in ["labels", "finalizers"] {
      let value = object[path: "metadata", name]
      if value?.object?.isEmpty ?? value?.array?.isEmpty ?? false { object[path: "metadata", name] = nil }
    }
  }
}

@Suite(.enabled(if: Transcript.isPresent, "PLUGFEST_SHARED has no transcripts"))
struct FieldOwnershipTranscriptTests {
  private static let ignored: Set<String> = [
    "uid", "resourceVersion", "creationTimestamp", "generation", "namespace", "managedFields",
  ]

  private static func essence(_ object: Value) -> Value {
    var object = object
    object["metadata"] = object["metadata"]?.object.map { .object($0.filter { name, _ in !ignored.contains(name) }) }
    return object
  }

  private static func owners(_ object: Value) -> Set<Value> {
    Set(
      (object.managedFields?.array ?? []).map { entry in
        var entry = entry
        if entry["time"] != nil { entry["time"] = "" }
        return entry
      })
  }

  @Test(
    "Values, owners and conflicts are those of the recordings",
    arguments: [
      ("apply/conflict-and-force", "configmaps"), ("apply/create-and-no-op", "configmaps"),
      ("apply/field-removal", "configmaps"), ("apply/one-name-two-operations", "configmaps"),
      ("apply/ownership-after-update", "configmaps"), ("apply/set-list-finalizers", "configmaps"),
      ("apply/shared-ownership", "configmaps"), ("apply/null-values", "configmaps"),
      ("apply/null-values", "widgets"), ("apply/empty-containers", "configmaps"), ("apply/empty-containers", "widgets"),
      ("apply/cr-list-types", "widgets"), ("apply/duplicate-list-keys", "widgets"),
      ("apply/status-subresource", "widgets"),
    ])
  func recordings(name: String, plural: String) throws {
    let transcript = try Transcript(name)
    let schema = transcript.schema.map { StructuralSchema($0, patterns: .test) }
    let isCustom = plural == "widgets"
    var store = RecordedStore(
      type: isCustom ? try #require(schema?.mergeType) : RecordedStore.configMap,
      schema: isCustom ? schema : nil)
    for (index, step) in transcript.steps.enumerated()
    where step.path.contains("/\(plural)") && step.status != 422 && ["PATCH", "PUT", "POST"].contains(step.method) {
      do {
        let object = try store.carryOut(step)
        #expect(step.status < 300, "step \(index)")
        #expect(Self.essence(object) == Self.essence(step.answer), "step \(index)")
        #expect(Self.owners(object) == Self.owners(step.answer), "step \(index)")
      } catch let status as APIStatus {
        #expect(Int64(status.code) == step.status, "step \(index)")
        #expect(status.message == step.answer["message"]?.string, "step \(index)")
        let causes = Set((status.details?.causes ?? []).map { "\($0.reason)|\($0.field)|\($0.message)" })
        #expect(causes == step.causes, "step \(index)")
      }
    }
  }
}
