import Documents
package import Kubernetes

extension ClusterClient {
  /// - Throws: `ClusterError`; one whose `isNotFound` is true when there is no such object.
  package func get(
    _ resource: APIResource, namespace: String?, name: String, subresource: String? = nil,
    resourceVersion: String? = nil
  ) async throws -> KubernetesObject {
    var call = APICall(
      .get, resource.path(namespace: self.namespace(namespace, resource), name: name, subresource: subresource))
    call.add("resourceVersion", resourceVersion)
    return KubernetesObject(try await value(call))
  }

  /// - Throws: `ClusterError`, also when the server has no such kind.
  package func get(
    _ kind: GroupVersionKind, namespace: String?, name: String, subresource: String? = nil
  ) async throws -> KubernetesObject {
    try await get(resource(for: kind), namespace: namespace, name: name, subresource: subresource)
  }

  /// Nil when there is no such object.
  package func find(_ resource: APIResource, namespace: String?, name: String) async throws -> KubernetesObject? {
    do {
      return try await get(resource, namespace: namespace, name: name)
    } catch let error as ClusterError where error.isNotFound {
      return nil
    }
  }

  /// All objects, in pages that are put together.
  ///
  /// - Parameter namespace: Nil means all namespaces.
  /// - Throws: `ClusterError`
  package func list(
    _ resource: APIResource, namespace: String? = nil, options: ListOptions = ListOptions()
  ) async throws -> ObjectList {
    var whole = try await page(resource, namespace: namespace, options: options, continueToken: nil)
    while let token = whole.continueToken {
      do {
        let more = try await page(resource, namespace: namespace, options: options, continueToken: token)
        whole.items += more.items
        whole.continueToken = more.continueToken
      } catch let error as ClusterError where error.isGone && options.pageSize != nil {
        // The server forgot the moment of the first page; all at once cannot go wrong in this way.
        var unpaged = options
        unpaged.pageSize = nil
        return try await list(resource, namespace: namespace, options: unpaged)
      }
    }
    whole.remainingItemCount = nil
    return whole
  }

  /// - Parameter namespace: Nil means all namespaces.
  /// - Throws: `ClusterError`, also when the server has no such kind.
  package func list(
    _ kind: GroupVersionKind, namespace: String? = nil, options: ListOptions = ListOptions()
  ) async throws -> ObjectList {
    try await list(resource(for: kind), namespace: namespace, options: options)
  }

  /// The pages of a list, each asked for when it is wanted, all of the same moment.
  package func pages(
    _ resource: APIResource, namespace: String? = nil, options: ListOptions = ListOptions()
  ) -> Pages {
    Pages(client: self, resource: resource, namespace: namespace, options: options)
  }

  func page(
    _ resource: APIResource, namespace: String?, options: ListOptions, continueToken: String?
  ) async throws -> ObjectList {
    var call = APICall(.get, resource.path(namespace: namespace))
    call.add(options)
    call.add("limit", options.pageSize.map(String.init))
    call.add("continue", continueToken)
    if continueToken == nil {
      call.add("resourceVersion", options.resourceVersion)
      call.add("resourceVersionMatch", options.resourceVersionMatch)
    }
    let value = try await self.value(call)
    guard let items = value["items"]?.array ?? (value["items"]?.isNull == true ? [] : nil) else {
      throw ClusterError.protocolViolation(request: call.description, problem: "the answer is no list")
    }
    let metadata = value["metadata"]
    let token = metadata?["continue"]?.string ?? ""
    return ObjectList(
      items: items.map { resource.typed($0) }, resourceVersion: metadata?["resourceVersion"]?.string ?? "",
      continueToken: token.isEmpty ? nil : token, remainingItemCount: metadata?["remainingItemCount"]?.integer)
  }

  /// The namespace that a request about one object goes to.
  func namespace(_ namespace: String?, _ resource: APIResource) -> String? {
    resource.isNamespaced ? namespace ?? configuration.defaultNamespace : nil
  }
}

extension APICall {
  mutating func add(_ options: ListOptions) {
    add("labelSelector", options.labels.description)
    add("fieldSelector", options.fields.description)
  }
}

extension APIResource {
  /// Items of lists of built-in types come without apiVersion and kind.
  func typed(_ item: Value) -> KubernetesObject {
    guard item["kind"] == nil, let members = item.object else { return KubernetesObject(item) }
    var object: Object = ["apiVersion": .string(groupVersion.description), "kind": .string(kind)]
    for (name, value) in members { object[name] = value }
    return KubernetesObject(.object(object))
  }
}
