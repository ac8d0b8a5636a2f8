package import Cluster
import Documents
package import Kubernetes

/// A custom resource to load an API server with.
package enum ClaimDefinition {
  package static let kind = GroupVersionKind(
    group: "apiextensions.k8s.io", version: "v1", kind: "CustomResourceDefinition")
  package static let name = "claims.bench.plugfest.dev"

  /// Creates it, and waits until objects of it can be made.
  package static func establish(_ client: ClusterClient) async throws {
    let text: Value = ["type": "string"]
    let spec: Value = [
      "type": "object",
      "properties": [
        "parentPrefix": text, "size": ["type": "integer"], "sent": ["type": "integer"],
        "tags": ["type": "array", "items": text],
      ],
    ]
    let definition: Value = [
      "apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition",
      "metadata": ["name": .string(name)],
      "spec": [
        "group": "bench.plugfest.dev", "scope": "Namespaced",
        "names": ["plural": "claims", "singular": "claim", "kind": "Claim", "listKind": "ClaimList"],
        "versions": [
          [
            "name": "v1", "served": true, "storage": true,
            "schema": ["openAPIV3Schema": ["type": "object", "properties": ["spec": spec]]],
          ]
        ],
      ],
    ]
    _ = try await client.create(KubernetesObject(definition))
    let resource = try await client.resource(for: kind)
    let options = ListOptions(fields: .name(name))
    for try await event in client.watch(resource, options: options) {
      guard case .added(let object) = event else {
        guard case .modified(let object) = event, try Readiness.compute(object).isCurrent else { continue }
        return
      }
      if try Readiness.compute(object).isCurrent { return }
    }
  }
}
