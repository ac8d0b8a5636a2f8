internal import Documents
internal import Kubernetes

extension ResourceCall {
  /// Reads and writes the number of replicas of any type that has one.
  mutating func scale() throws -> APIResponse {
    let paths = type.scalePaths ?? .builtIn
    if info.verb == "get" {
      return answer(scaleObject(try type.fromStorageVersion(writer().existing(name)), paths))
    }
    let change = try scaleChange()
    var writer = writer(subresource: "scale")
    let result = try writer.update(name) { [self] current in
      let scale = try change(scaleObject(current, paths))
      try check(scale)
      var object = current
      object[path: paths.specReplicas] = .integer(scale["spec"]?["replicas"]?.integer ?? 0)
      let version = scale["metadata"]?["resourceVersion"]?.string ?? ""
      if !version.isEmpty { object[path: "metadata", "resourceVersion"] = .string(version) }
      return object
    }
    warnings += writer.warnings
    return answer(scaleObject(result.object, paths))
  }

  private func scaleObject(_ object: Value, _ paths: ScalePaths) -> Value {
    var metadata: Object = [:]
    for field in ["name", "namespace", "uid", "resourceVersion", "creationTimestamp"] {
      metadata[field] = object["metadata"]?[field]
    }
    var status: Object = ["replicas": .integer(object[path: paths.statusReplicas]?.integer ?? 0)]
    if let path = paths.labelSelector {
      status["selector"] = object[path: path]
    } else if !type.isCustom {
      let selector = try? LabelSelector.from(object["spec"]?["selector"])
      status["selector"] = (selector ?? nil).map { .string($0.description) }
    }
    let replicas = object[path: paths.specReplicas]?.integer ?? 0
    return [
      "kind": "Scale", "apiVersion": "autoscaling/v1", "metadata": .object(metadata),
      "spec": replicas == 0 ? [:] : ["replicas": .integer(replicas)], "status": .object(status),
    ]
  }

  /// What the body makes of the current scale.
  private func scaleChange() throws -> (Value) throws -> Value {
    if info.verb == "update" {
      let body = try readBody()
      return { _ in body }
    }
    let kind = try patchKind()
    guard kind != .apply else {
      throw APIStatus.unsupportedMediaType(accepted: [PatchKind.json, .merge].map(\.rawValue))
    }
    switch try readPatch(kind) {
    case .json(let patch):
      return { current in
        do { return try Self.apply(patch, to: current) } catch { throw Self.rejected }
      }
    case .merge(let patch): return { MergePatch.apply(patch, to: $0) }
    // A Scale has no lists, in which alone the two differ.
    case .strategic(let patch): return { MergePatch.apply(.object(patch), to: $0) }
    }
  }

  private func check(_ scale: Value) throws(APIStatus) {
    let replicas = scale["spec"]?["replicas"] ?? 0
    guard let number = replicas.integer else {
      throw .badRequest(
        "Scale in version \"v1\" cannot be handled as a Scale: json: cannot unmarshal \(replicas.goTypeName) into Go "
          + "struct field ScaleSpec.spec.replicas of type int32")
    }
    guard number < 0, !type.isCustom else { return }
    throw .invalid(
      GroupKind(group: "autoscaling", kind: "Scale"), name: name,
      errors: [.invalid("spec.replicas", replicas, "must be greater than or equal to 0")])
  }
}

extension ScalePaths {
  /// Of Deployments, ReplicaSets, StatefulSets and ReplicationControllers.
  static let builtIn = ScalePaths(
    specReplicas: ["spec", "replicas"], statusReplicas: ["status", "replicas"], labelSelector: nil)
}
