internal import Documents
internal import Kubernetes

extension ResourceCall {
  /// Server-side apply: creates what is not there.
  mutating func apply() throws -> APIResponse {
    let configuration = try readConfiguration()
    var writer = writer(subresource: info.subresource)
    if writer.stored(name) == nil, info.subresource == nil {
      let created = try createApplied(configuration, &writer)
      warnings += writer.warnings
      return answer(created, status: 201)
    }
    let ownership = writer.ownership
    let result = try writer.update(name, managedFieldsAreDone: true) { [self] current in
      try canonical(
        ownership.apply(
          configuration, to: current, by: options.fieldManager, force: options.isForced == true, at: .now))
    }
    warnings += writer.warnings
    return answer(result.object)
  }

  private func readConfiguration() throws -> Value {
    let configuration: Value
    do {
      configuration = try BodyReader.read(request.body, as: .yaml).value
    } catch {
      throw APIStatus.badRequest("error decoding YAML: \(error.message)")
    }
    let object = KubernetesObject(configuration)
    guard object.apiVersion == type.groupVersion, object.kind == bodyKind else {
      let version = object.apiVersion.contains("/") ? object.apiVersion : "/\(object.apiVersion)"
      throw APIStatus.badRequest("invalid object type: \(version), Kind=\(object.kind)")
    }
    if !object.name.isEmpty { try checkName(of: configuration) }
    try checkNamespace(of: configuration)
    return configuration
  }

  private func createApplied(_ configuration: Value, _ writer: inout ObjectWriter) throws -> Value {
    var identity: Object = ["name": .string(name)]
    identity["namespace"] = namespace.map(Value.string)
    let live: Value = [
      "apiVersion": .string(type.groupVersion), "kind": .string(type.kind), "metadata": .object(identity),
    ]
    var object = try canonical(
      writer.ownership.apply(
        configuration, to: live, by: options.fieldManager, force: options.isForced == true, at: .now))
    // A creation has no earlier version to agree with.
    object[path: "metadata", "resourceVersion"] = nil
    return try writer.create(object, managedFieldsAreDone: true)
  }

  /// Custom resources keep what was merged, also nulls that validation will refuse.
  private func canonical(_ merged: Value) throws(APIStatus) -> Value {
    var object = merged
    if type.isCustom {
      type.schema.applyDefaults(&object)
      return object
    }
    do {
      _ = try type.schema.decode(&object)
    } catch {
      throw cannotBeHandled(error.message)
    }
    type.schema.applyDefaults(&object)
    return object
  }
}
