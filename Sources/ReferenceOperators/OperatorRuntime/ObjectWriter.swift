package import Cluster
package import Documents
package import Kubernetes

/// Writes to one kind of objects, and remembers what it wrote last.
package struct ObjectWriter: Sendable {
  private let client: ClusterClient
  private let ownWrites: OwnWrites
  private let resource: APIResource

  package init(_ resource: APIResource, _ surroundings: Surroundings) {
    self.init(resource, surroundings.client, surroundings.ownWrites)
  }

  package init(_ resource: APIResource, _ client: ClusterClient, _ ownWrites: OwnWrites) {
    self.client = client
    self.ownWrites = ownWrites
    self.resource = resource
  }

  package func patch(_ object: KubernetesObject, _ changes: Value) async throws -> KubernetesObject {
    let written = try await client.patch(resource, namespace: object.namespace, name: object.name, .merge(changes))
    ownWrites.note(written)
    return written
  }

  /// Writes the list as a whole, so it fails when the object is not the one that was read.
  package func setFinalizers(_ finalizers: [String], of object: KubernetesObject) async throws -> KubernetesObject {
    var changes: Value = ["metadata": ["finalizers": .array(finalizers.map(Value.string))]]
    changes[path: "metadata", "resourceVersion"] = object.resourceVersion.map(Value.string)
    return try await patch(object, changes)
  }

  /// Writes the status when it says something new; nil when it does not.
  package func writeStatus(of object: KubernetesObject, over old: KubernetesObject) async throws -> KubernetesObject? {
    guard let patch = StatusPatch.from(old, to: object) else {
      try ownWrites.requirePresent(old)
      return nil
    }
    let written = try await client.patch(
      resource, namespace: old.namespace, name: old.name, .merge(patch), subresource: "status")
    ownWrites.note(written)
    return written
  }

  /// Deletes this very object, not one that came after it; one that is gone counts as deleted.
  package func delete(_ object: KubernetesObject) async throws {
    do {
      let options = DeleteOptions(propagation: .background, uid: object.uid)
      try await client.delete(resource, namespace: object.namespace, name: object.name, options: options)
    } catch let error as ClusterError where error.isNotFound {
      return
    }
  }
}
