import Documents
package import Kubernetes

/// What a server says about a deletion.
package enum Deletion: Sendable {
  /// The object is gone, or will be without anybody else's doing.
  case done(APIStatus)
  /// Finalizers or a grace period still hold the object, which is shown as it is now.
  case begun(KubernetesObject)
}

extension ClusterClient {
  /// When the connection broke and the request was repeated, the second answer may be that there is no such object.
  ///
  /// - Throws: `ClusterError`
  @discardableResult
  package func delete(
    _ resource: APIResource, namespace: String?, name: String, options: DeleteOptions = DeleteOptions()
  ) async throws -> Deletion {
    var call = APICall(.delete, resource.path(namespace: self.namespace(namespace, resource), name: name))
    call.body = options.value.map { JSON.bytes($0) }
    let value = try await value(call)
    return APIStatus(value).map { .done($0) } ?? .begun(KubernetesObject(value))
  }

  /// - Throws: `ClusterError`, also when the server has no such kind.
  @discardableResult
  package func delete(
    _ object: KubernetesObject, options: DeleteOptions = DeleteOptions()
  ) async throws -> Deletion {
    try await delete(resource(of: object), namespace: object.namespace, name: object.name, options: options)
  }

  /// - Throws: `ClusterError`, also when the server has no such kind.
  @discardableResult
  package func delete(
    _ kind: GroupVersionKind, namespace: String?, name: String, options: DeleteOptions = DeleteOptions()
  ) async throws -> Deletion {
    try await delete(resource(for: kind), namespace: namespace, name: name, options: options)
  }

  /// Deletes all objects that `selection` chooses.
  ///
  /// - Returns: The objects as they were before.
  /// - Throws: `ClusterError`
  @discardableResult
  package func deleteCollection(
    _ resource: APIResource, namespace: String?, selection: ListOptions = ListOptions(),
    options: DeleteOptions = DeleteOptions()
  ) async throws -> [KubernetesObject] {
    var call = APICall(.delete, resource.path(namespace: self.namespace(namespace, resource)))
    call.add(selection)
    call.body = options.value.map { JSON.bytes($0) }
    let value = try await value(call)
    return (value["items"]?.array ?? []).map { resource.typed($0) }
  }
}
