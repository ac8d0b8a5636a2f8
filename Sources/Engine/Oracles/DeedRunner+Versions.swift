import Cluster
import Documents
import Kubernetes
import Oracles

// The versions in which the kind of the wish is served.
extension DeedRunner {
  private static let definitions = GroupVersionKind(
    group: "apiextensions.k8s.io", version: "v1", kind: "CustomResourceDefinition")
  /// The candidate may write at the same moment.
  private static let attempts = 5

  /// Says nothing of a kind that is none of the candidate's.
  func noteVersions() async throws {
    if let versions = try await versions() { mark(ServedVersions.mark, versions.details) }
  }

  /// - Throws: `NotObservable` when it is served in one version only.
  func writeBack() async throws {
    guard let versions = try await versions(), versions.served.count > 1 else {
      throw NotObservable(reason: "\(handle.reference.kind.kind) is served in one version only")
    }
    for version in versions.served {
      let trip = try await writeBack(in: version, storedIn: versions.storage)
      mark(VersionRoundTrip.mark, trip.details)
    }
  }

  private func versions() async throws -> ServedVersions? {
    let resource = try await context.resource(for: handle.reference.kind)
    guard !resource.group.isEmpty else { return nil }
    do {
      return ServedVersions(
        try await client.get(Self.definitions, namespace: nil, name: "\(resource.plural).\(resource.group)"))
    } catch let error as ClusterError where error.isNotFound {
      return nil
    }
  }

  private func writeBack(in version: String, storedIn storage: String) async throws -> VersionRoundTrip {
    var attempt = 1
    while true {
      do {
        let before = try await wish(in: storage)
        let read = try await wish(in: version)
        let written = try await client.update(read, options: WriteOptions(fieldManager: CaseContext.fieldManager))
        await recorder.waitUntilSeen(written, until: min(.now + .seconds(2), context.deadline))
        let changes = FieldChange.changes(from: Self.essence(before), to: Self.essence(try await wish(in: storage)))
        return VersionRoundTrip(version: version, changes: changes)
      } catch let error as ClusterError where error.isConflict && attempt < Self.attempts {
        attempt += 1
      } catch let error as ClusterError where error.isInvalid || error.isForbidden || error.status?.code == 400 {
        return VersionRoundTrip(version: version, changes: [], refusal: error.status?.message ?? "\(error)")
      }
    }
  }

  private func wish(in version: String) async throws -> KubernetesObject {
    let kind = handle.reference.kind
    return try await client.get(
      GroupVersionKind(group: kind.group, version: version, kind: kind.kind), namespace: handle.reference.namespace,
      name: handle.reference.name)
  }

  /// What users say in it; the rest is the API server's, or the candidate's to write again.
  private static func essence(_ object: KubernetesObject) -> Value {
    var essence = object.value
    essence["status"] = nil
    essence["metadata"] = [
      "labels": object.value[path: "metadata", "labels"] ?? .null,
      "annotations": object.value[path: "metadata", "annotations"] ?? .null,
    ]
    return essence
  }
}
