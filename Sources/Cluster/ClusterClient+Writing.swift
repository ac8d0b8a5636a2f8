import Documents
package import Kubernetes

extension ClusterClient {
  /// Not repeated when the connection breaks, since the object may exist by then: the error says so.
  ///
  /// - Throws: `ClusterError`
  package func create(
    _ object: KubernetesObject, subresource: String? = nil, options: WriteOptions = WriteOptions()
  ) async throws -> KubernetesObject {
    let resource = try await resource(of: object)
    let name = subresource == nil ? nil : object.name
    var call = APICall(
      .post,
      resource.path(namespace: namespace(object.namespace, resource), name: name, subresource: subresource))
    call.add(options)
    call.body = JSON.bytes(object.value)
    return KubernetesObject(try await value(call))
  }

  /// Replaces the object; with a `resourceVersion` in it, only if nobody changed it since.
  ///
  /// - Throws: `ClusterError`
  package func update(
    _ object: KubernetesObject, subresource: String? = nil, options: WriteOptions = WriteOptions()
  ) async throws -> KubernetesObject {
    let resource = try await resource(of: object)
    var call = APICall(
      .put,
      resource.path(
        namespace: namespace(object.namespace, resource), name: object.name, subresource: subresource))
    call.add(options)
    call.body = JSON.bytes(object.value)
    return KubernetesObject(try await value(call))
  }

  /// Server-side apply, the ordinary way to write: creates the object, or makes the fields in it what they say and removes
  /// those that the manager applied before and that are no longer in it.
  ///
  /// - Parameter force: Take fields that other managers own, instead of failing with a conflict.
  /// - Throws: `ClusterError`
  package func apply(
    _ object: KubernetesObject, fieldManager: String, force: Bool = false, subresource: String? = nil,
    options: WriteOptions = WriteOptions()
  ) async throws -> KubernetesObject {
    var options = options
    options.fieldManager = fieldManager
    return try await patch(
      resource(of: object), namespace: object.namespace, name: object.name, .apply(object.value, force: force),
      subresource: subresource, options: options)
  }

  /// - Throws: `ClusterError`
  package func patch(
    _ resource: APIResource, namespace: String?, name: String, _ patch: Patch, subresource: String? = nil,
    options: WriteOptions = WriteOptions()
  ) async throws -> KubernetesObject {
    var call = APICall(
      .patch,
      resource.path(namespace: self.namespace(namespace, resource), name: name, subresource: subresource))
    call.add(options)
    switch patch {
    case .json(let operations):
      call.contentType = "application/json-patch+json"
      call.body = JSON.bytes(.array(operations))
    case .merge(let change):
      call.contentType = "application/merge-patch+json"
      call.body = JSON.bytes(change)
      call.isIdempotent = true
    case .strategic(let change):
      call.contentType = "application/strategic-merge-patch+json"
      call.body = JSON.bytes(change)
      call.isIdempotent = true
    case .apply(let wanted, let force):
      // JSON is YAML, and servers before 1.32 know no other name for it.
      call.contentType = "application/apply-patch+yaml"
      call.body = JSON.bytes(wanted)
      call.isIdempotent = true
      if force { call.add("force", "true") }
    }
    return KubernetesObject(try await value(call))
  }

  /// - Throws: `ClusterError`, also when the server has no such kind.
  package func patch(
    _ kind: GroupVersionKind, namespace: String?, name: String, _ change: Patch, subresource: String? = nil,
    options: WriteOptions = WriteOptions()
  ) async throws -> KubernetesObject {
    try await patch(
      resource(for: kind), namespace: namespace, name: name, change, subresource: subresource, options: options)
  }
}

extension APICall {
  fileprivate mutating func add(_ options: WriteOptions) {
    add("fieldManager", options.fieldManager)
    add("fieldValidation", options.fieldValidation?.rawValue)
    if options.isDryRun { add("dryRun", "All") }
  }
}
